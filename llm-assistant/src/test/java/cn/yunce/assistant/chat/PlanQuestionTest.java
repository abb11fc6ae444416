package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanQuestionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "明天几趟车|{measures=[TRIPS]}",
                "明天要用几辆车，花多少钱|{measures=[VEHICLES, COST]}",
                "明天外包车一共拉多少件|{carrier=EXTERNAL, measures=[PARCELS]}",
                "咱们自己的车明天跑几趟|{carrier=OWN, measures=[TRIPS]}",
                "明天自有和外请各几趟|{by=CARRIER, top=10, measures=[TRIPS]}",
                "外部承运的占比多少|{measures=[EXTERNAL_SHARE]}",
                "哪个县外请的比例最高|{by=FLEET, order=desc, top=1, measures=[EXTERNAL_SHARE]}",
                "哪几趟装不到一半|{load_below=50, by=TRIP, top=10, measures=[TRIPS]}",
                "一共发多少趟，几趟是外请的|{by=CARRIER, top=10, measures=[TRIPS]}",
                "平均一件货运输成本多少|{measures=[COST_PER_PARCEL]}",
                "每趟平均装多少件|{measures=[PARCELS_PER_TRIP]}",
                "明天哪趟装得最满|{by=TRIP, order=desc, top=1, measures=[LOAD]}",
                "哪几趟没装满|{load_below=100, by=TRIP, order=asc, top=10, measures=[LOAD, TRIPS]}",
                "满载的有几趟|{load_from=100, measures=[TRIPS, LOAD]}",
                "装载率不到六十的有几趟|{load_below=60, measures=[TRIPS, LOAD]}",
                "装得不到七成的车次有哪些|{load_below=70, by=TRIP, top=10, measures=[TRIPS, LOAD]}",
                "装载率低于60%的班次有哪些|{load_below=60, by=TRIP, top=10, measures=[TRIPS, LOAD]}",
                "各县几辆车|{by=FLEET, top=10, measures=[VEHICLES]}",
                "装车平均装几成满|{measures=[LOAD]}",
                "明天早班和下午班各装多少件|{by=WAVE, top=10, measures=[PARCELS]}",
                "南麓县明天运输花多少钱，每件合多少|{measures=[COST, COST_PER_PARCEL]}",
                "明天外请车平均一趟多少钱|{carrier=EXTERNAL, measures=[COST_PER_TRIP]}",
                "明天哪个县用的自有车最少|{carrier=OWN, by=FLEET, order=asc, top=1, measures=[VEHICLES]}",
                "望川区明天上午几趟，下午几趟|{by=WAVE, top=10, measures=[TRIPS]}",
                "明天锦河区哪几辆车只跑一趟|{by=VEHICLE, top=10, measures=[TRIPS, VEHICLES]}",
                "没装满八成的车有几趟|{load_below=80, measures=[TRIPS, LOAD]}",
                "外请超过十趟的县有哪几个|{carrier=EXTERNAL, by=FLEET, at_least=11, top=10, measures=[TRIPS]}",
                "哪个县每趟装得最少|{by=FLEET, order=asc, top=1, measures=[PARCELS_PER_TRIP, LOAD]}",
                "一趟不到500件的有几趟|{parcels_below=500, measures=[TRIPS]}",
                "外请最多的县|{carrier=EXTERNAL, by=FLEET, order=desc, top=1, measures=[TRIPS]}",
                "跑得最少的三辆车|{by=VEHICLE, order=asc, top=3, measures=[TRIPS]}",
                "哪些线路要三趟以上|{by=LINE, at_least=3, top=10, measures=[TRIPS]}",
                "哪条线路超过4趟|{by=LINE, at_least=5, top=10, measures=[TRIPS]}",
                "早上6点前发几趟|{leaves_before=06:00, measures=[TRIPS]}",
                "方案离最优还差多少|{measures=[COST]}",
                "下午两点到四点半发几趟|{leaves_from=14:00, leaves_before=16:30, measures=[TRIPS]}",
                "五点以后还有几趟|{leaves_from=05:00, measures=[TRIPS]}",
                "首班几点发车|{by=TRIP, order=asc, top=1, measures=[DEPARTURE]}",
                "最晚一班几点到|{by=TRIP, order=desc, top=1, measures=[ARRIVAL]}",
                "每个小时发几趟车|{by=HOUR, top=24, measures=[TRIPS]}",
                "车够不够用|{measures=[VEHICLES, TRIPS]}",
                "明天为什么要跑这么多趟|{measures=[TRIPS, PARCELS, LOAD]}",
                "装载率怎么这么低|{measures=[LOAD, TRIPS, PARCELS]}",
                "下午那波是自己人跑还是外包跑|{by=CARRIER, top=10, measures=[TRIPS]}",
                "自家车和外协各花多少钱，哪个一件摊得便宜|{by=CARRIER, top=10, measures=[COST, COST_PER_PARCEL]}",
                "最后一趟车几点能回中心|{by=TRIP, order=desc, top=1, measures=[RETURN]}",
                "最后一趟几点发车|{by=TRIP, order=desc, top=1, measures=[DEPARTURE]}",
                "哪台车用车时间最长|{by=VEHICLE, order=desc, top=1, measures=[HOURS]}",
                "运输计划怎么样|{}",
            })
    void readsWhichFiguresAreAskedFor(String question, String arguments) {
        assertThat(PlanQuestion.arguments(question)).as(question).hasToString(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"明天锦河区多少件", "新能源车现在有多少辆", "后天全市件量", "下周哪天最忙", "车上掉下个纸箱绊倒骑车的，算谁的", "开封的快递车想进禁行路段送件，得谁点头"})
    void aQuestionOfVolumesAloneIsNotOfThePlan(String question) {
        assertThat(PlanQuestion.isOfPlan(question)).isFalse();
    }
}
