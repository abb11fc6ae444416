package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Citation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputationTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private static String of(String question, String quote) {
        Citation citation = new Citation("id", "快递暂行条例", "2019-03-02", "第一条", quote);
        return Computation.of(question, List.of(citation), TODAY)
                .map(Computation::text)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "用户8月1日投诉，最晚哪天要处理完？,应当自接到投诉之日起7日内予以处理并告知用户。,最晚为8月8日",
        "打算12月1日停业，最晚哪天公告？,停止经营的，应当提前10日向社会公告。,最晚为11月21日",
        "2024年6月1日交寄的，最晚哪天还能查？,可以自交寄之日起一年内持收据查询。,最晚为2025年6月1日",
        "12月20日收到的，最晚几号交？,应当自收到之日起十五日内缴纳。,最晚为2027年1月4日"
    })
    void theLastDayOfATermIsCounted(String question, String quote, String expected) {
        assertThat(of(question, quote)).contains(expected);
    }

    @Test
    void ofTwoTermsTheOneThatTheQuestionSpeaksOfIsCounted() {
        String quote = "国内邮件可以自交寄之日起一年内查询，国际邮件可以自交寄之日起一百八十日内查询。";
        assertThat(of("国内邮件2025年1月10日交寄，最晚哪天能查？", quote)).contains("最晚为2026年1月10日");
        assertThat(of("国际邮件2025年1月10日交寄，最晚哪天能查？", quote)).contains("最晚为2025年7月9日");
    }

    @Test
    void aQuoteWithTwoTermsLeavesAChoiceAndNothingIsCounted() {
        assertThat(of("5月1日申请，最晚哪天答复？", "应当自受理之日起二十日内作出决定，并在作出决定之日起十日内公告。")).isEmpty();
    }

    @Test
    void aMultipleOfTheFeeIsCappedByTheLoss() {
        String quote = "按照实际损失赔偿，但最高赔偿额不超过所收取资费的三倍。";
        assertThat(of("没保价，资费20元，东西值500元，最多赔多少？", quote)).contains("= 60元", "最多60元");
        assertThat(of("收了30块钱寄费，实际损失50块，赔几块？", quote)).contains("= 90元", "最多50元");
        assertThat(of("最多赔多少？", quote)).isEmpty();
    }

    @Test
    void anOverloadIsAShareOfTheRatedLoad() {
        String quote = "货运机动车超过核定载质量的，处二百元以上五百元以下罚款；超过核定载质量百分之三十的，处五百元以上二千元以下罚款。";
        assertThat(of("核定载质量10吨的货车拉了13.5吨，罚多少？", quote)).contains("超过核定载质量35%");
        assertThat(of("拉了6吨，限重5吨", quote)).contains("超过核定载质量20%");
    }

    @Test
    void latePaymentAddsThreePercentADayUpToTheFine() {
        String quote = "到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不得超出罚款的数额；";
        assertThat(of("罚款200元，逾期10天没交，加多少？", quote)).contains("= 60元");
        assertThat(of("罚款200元，拖了40天，加多少？", quote)).contains("最多200元");
    }

    @Test
    void theDaysBetweenTwoDatesAreHeldToTheTerm() {
        String quote = "应当自收到之日起三十日内答复。";
        assertThat(of("3月1日收到，4月15日才答复，超期没有？", quote)).contains("共45日，超过30日的期限15日");
        assertThat(of("3月1日收到，3月20日答复，超期没有？", quote)).contains("共19日，没有超过30日的期限");
    }

    @Test
    void whatIsBarredForATermIsFreeWhenTheTermIsOver() {
        assertThat(of("许可证2024年6月1日被吊销，最早哪天能再申请？", "自被吊销之日起三年内不得申请。")).contains("期满为2027年6月1日");
    }

    @Test
    void workdaysLeaveOutWeekends() {
        assertThat(of("6月5日登记，最晚哪天投递？", "自登记之日起五个工作日内安排投递。")).contains("最晚为6月12日");
    }

    @Test
    void twoTermsThatFollowEachOtherAreAdded() {
        List<Citation> two = List.of(
                new Citation("a", "甲法", "2020-01-01", "第一条", "应当自接到投诉之日起七日内处理。"),
                new Citation("b", "乙法", "2020-01-01", "第二条", "应当自接到申诉之日起三十日内答复。"));
        assertThat(Computation.of("投诉和申诉两段期限加起来最多多少天？", two, TODAY))
                .map(Computation::text)
                .hasValue("推算：7日 + 30日 = 37日。");
        assertThat(Computation.of("投诉最多多少天？", two, TODAY)).isEmpty();
    }

    @Test
    void theHighestFinesOfTwoArticlesAreAdded() {
        List<Citation> two = List.of(
                new Citation("a", "甲法", "2020-01-01", "第一条", "可以处1万元以下的罚款；情节严重的，处1万元以上5万元以下的罚款。"),
                new Citation("b", "乙法", "2020-01-01", "第二条", "处5万元以下的罚款；情节严重的，处5万元以上10万元以下的罚款。"));
        assertThat(Computation.of("两项都顶格罚，合计罚多少？", two, TODAY))
                .map(Computation::text)
                .hasValue("推算：最高 10000元 + 50000元 = 60000元。");
        assertThat(Computation.of("两项都情节严重，合计最多罚多少？", two, TODAY))
                .map(Computation::text)
                .hasValue("推算：最高 50000元 + 100000元 = 150000元。");
    }

    @ParameterizedTest
    @CsvSource({
        "违法所得3万元，罚款多少？,并处违法所得一倍以上五倍以下罚款。,30000元以上150000元以下",
        "上一年营业额2000万元，最多罚多少？,处上一年度营业额百分之五以下罚款。,= 1000000元，即最多",
        "对方没有过错，差12万元，我们掏多少？,机动车一方没有过错的，承担不超过百分之十的赔偿责任。,= 12000元",
        "报废车卖了8000元，罚多少？,没收违法所得，处销售金额等额的罚款。,即8000元",
        "保价1000元，总价值2000元，实际损失600元，赔多少？,按照保价额与邮件全部价值的比例对邮件的实际损失予以赔偿。,= 300元"
    })
    void moneyFollowsFromMoney(String question, String quote, String expected) {
        assertThat(of(question, quote)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "限速60公里，开到90公里，罚多少？,机动车行驶超过规定时速百分之五十的，处二百元以上二千元以下罚款。,超过规定时速50%",
        "核载5人坐了7人，罚多少？,公路客运车辆载客超过核定人数的，处罚款。,超过核定人数40%",
        "一件6.5公斤的印刷品超了几公斤？,单件重量不超过五千克的印刷品。,即超过1.5公斤",
        "长120厘米宽100厘米高90厘米，合计多少？,任何一边的尺寸不超过一百五十厘米，长、宽、高合计不超过三百厘米。,310厘米 − 300厘米 = 10厘米",
        "飞到150米高，超了多少？,真高120米以上空域应当划设为管制空域。,即超过30米",
        "连着开了5小时，超了多久？,连续驾驶机动车不得超过4小时。,即超过1小时",
        "长40厘米宽30厘米高20厘米，合计多少？,长、宽、高合计不超过三百厘米。,90厘米 不超过 300厘米"
    })
    void whatIsOverALimitIsTold(String question, String quote, String expected) {
        assertThat(of(question.replace('；', ','), quote)).contains(expected);
    }
}
