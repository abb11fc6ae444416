package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatIfTest {
    @ParameterizedTest
    @CsvSource({
        "如果明天件量上涨20%计划怎么调整,20",
        "明天要是货多两成车够不够,20",
        "明天货要是涨个三成五咋办,35",
        "搞促销明天件量翻一倍得加多少车,100",
        "明天货量少15%的话计划怎么变,-15",
        "要是明天全市件量掉一成能省多少钱,-10",
        "明天白鹭县下午那波砍掉三成外请还要几趟,-30",
        "要是明天只涨下午的10%呢,10",
        "明天望川区来件多出四分之一会怎样,25",
        "如果明天件量少一半车够不够,-50",
        "货多了二十个点车够吗,20"
    })
    void aSupposedVolumeIsReadInPercent(String question, int percent) {
        assertThat(WhatIf.read(question))
                .hasValueSatisfying(found -> assertThat(found.arguments()).isEqualTo(Map.of("percent", percent)));
    }

    @ParameterizedTest
    @CsvSource({
        "如果锦河区车队-3明天坏了怎么调整,vehicle_out",
        "松岭县车队-1明天请假没人开，帮我看看怎么排,vehicle_out",
        "龙岭镇那条路明天封了咋走,closure",
        "明天春泉镇的件要晚来半小时，车怎么排,late",
        "早班的货晚到四十分钟会不会误点,late",
        "锦河区车队-3明天坏了,vehicle_out",
        "松岭县车队全歇了会怎样,vehicle_out",
        "石桥县的车全停了,vehicle_out",
        "明天望川区趴窝两台车成本涨多少,vehicle_out",
        "锦河区全部车停一天得多花多少,vehicle_out",
        "石桥县12台车坏一半咋办,vehicle_out",
        "和渡镇上午的货晚到20分钟咋弄,late",
        "明天不许外请，全靠自己的车行不行,settings",
        "石桥县的车明天只剩8台能开，得多花多少,vehicle_out",
        "明天通往枫桥乡的路两点到五点不能走,closure",
        "北井镇的货明早晚到四十分钟，赶得上吗,late",
        "如果明天全市多来一万件,volume",
        "What if 石桥县车队-4 is out tomorrow?,vehicle_out",
        "长坪县的车明天坏一半,vehicle_out",
        "长坪县的司机明天有一半请假，要紧吗,vehicle_out",
        "明天只有7台车能开,vehicle_out",
        "白鹭县车队-4明天开不了，成本会多多少,vehicle_out",
        "南麓县明天停三辆车，还能全部运完吗,vehicle_out",
        "兴山镇明天多来2000件,volume",
        "明天望川区件量跌10%,volume",
        "明早有俩司机来不了咋弄,vehicle_out",
        "石桥明天两个驾驶员来不了,vehicle_out",
        "锦河区三个师傅请假了咋排,vehicle_out",
        "一台外车都不用，咱自己扛得住吗,settings",
        "明天不叫外面的车能跑完吗,settings",
        "明天一趟外包都不叫行吗,settings",
        "外面车队涨价一成，明天多掏多少,price",
        "外包运费上浮10%成本多多少,price",
        "自有车费用涨一成要多花多少,price",
        "白鹭的外车打九折能省多少,price",
        "长坪跟松岭拼一趟跑行不行,merge",
        "明天龙岭镇和金庄镇能不能一车拉,merge"
    })
    void whatHappensIsRecognised(String question, String change) {
        assertThat(WhatIf.read(question))
                .hasValueSatisfying(found -> assertThat(found.change()).isEqualTo(change));
    }

    @ParameterizedTest
    @CsvSource({"外面车队涨价一成，明天多掏多少,10", "外协降价5%能省多少,-5", "外车打八五折能省多少,-15", "运价涨两成总成本变多少,20"})
    void aPriceIsReadInPercent(String question, int percent) {
        assertThat(WhatIf.read(question))
                .hasValueSatisfying(found -> assertThat(found.arguments()).containsEntry("percent", percent));
    }

    @ParameterizedTest
    @CsvSource({"明早有俩司机来不了咋弄,2", "锦河区三个师傅请假了咋排,3", "望川明天有两个司机病了怎么调,2", "明天少一个司机咋办,1"})
    void aDriverWhoDoesNotComeIsAVehicleThatStands(String question, int vehicles) {
        assertThat(WhatIf.read(question))
                .hasValueSatisfying(found -> assertThat(found.arguments()).isEqualTo(Map.of("vehicles", vehicles)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"锦河全换大车能少跑几趟", "明天换成小车要多跑几趟", "如果都换电动车能省多少", "明天全部外包出去要花多少", "明天再加开三趟要多少钱"})
    void whatNothingComputesIsSupposedAllTheSame(String question) {
        assertThat(WhatIf.read(question)).isEmpty();
        assertThat(WhatIf.supposesElse(question)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "上个月业务量增长20%的县有哪些",
                "快件延误了怎么赔",
                "明天的运输计划总成本是多少",
                "上个月件量比去年多两成，为什么",
                "如果油价涨10%明天成本多少",
                "明天件量比今天多几成",
                "明天有哪些拼车的班次",
                "明天哪趟车最空，能跟别的凑一块不",
                "明天外部车比自有车贵多少",
                "司机没来上班扣工资合法吗",
                "把路边电线杆撞歪了，没人看见，先走行不",
                "化工厂想让我们顺路捎两桶稀料，普通厢货拉行不",
                "两家公司合并，许可证还能用吗",
                "电动三轮车坏了在路边修，交警会罚吗"
            })
    void whatIsAskedOfWhatIsSupposesNothing(String question) {
        assertThat(WhatIf.read(question)).isEmpty();
    }

    @Test
    void aFollowUpNeedsNoWordsOfAsking() {
        assertThat(WhatIf.follow("那涨10%呢"))
                .hasValueSatisfying(found -> assertThat(found.arguments()).containsEntry("percent", 10));
        assertThat(WhatIf.follow("要是它坏了呢"))
                .hasValueSatisfying(found -> assertThat(found.change()).isEqualTo("vehicle_out"));
        assertThat(WhatIf.follow("那后天呢")).isEmpty();
    }
}
