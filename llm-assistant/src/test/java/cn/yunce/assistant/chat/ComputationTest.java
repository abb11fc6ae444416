package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.Citation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputationTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private static final CalendarLookup WEEKENDS = new Weekends();

    private static String of(String question, String quote) {
        Citation citation = new Citation("id", "快递暂行条例", "2019-03-02", "第一条", quote);
        return Computation.of(question, List.of(citation), TODAY, WEEKENDS)
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
    void whatIsNotInsuredIsNotPaidByItsInsuredValue() {
        String quote = "（一）保价的给据邮件丢失或者全部损毁的，按照保价额赔偿；\n（二）未保价的给据邮件丢失的，按照实际损失赔偿，但最高赔偿额不超过所收取资费的三倍。";
        assertThat(of("没保价的包裹，邮费15块，东西值200，丢了最多赔几块？", quote)).contains("= 45元").doesNotContain("保价额");
    }

    @Test
    void anArticleWhosePeriodsTheGivenYearsAreNotInTellsNothingOfHowOften() {
        assertThat(of("用了3年的车，多久检验一次？", "超过5年的，每6个月检验1次；超过15年的，每年检验1次。")).isEmpty();
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
        assertThat(Computation.of("投诉和申诉两段期限加起来最多多少天？", two, TODAY, WEEKENDS))
                .map(Computation::text)
                .hasValue("推算：7日 + 30日 = 37日。");
        assertThat(Computation.of("投诉最多多少天？", two, TODAY, WEEKENDS)).isEmpty();
    }

    @Test
    void theHighestFinesOfTwoArticlesAreAdded() {
        List<Citation> two = List.of(
                new Citation("a", "甲法", "2020-01-01", "第一条", "可以处1万元以下的罚款；情节严重的，处1万元以上5万元以下的罚款。"),
                new Citation("b", "乙法", "2020-01-01", "第二条", "处5万元以下的罚款；情节严重的，处5万元以上10万元以下的罚款。"));
        assertThat(Computation.of("两项都顶格罚，合计罚多少？", two, TODAY, WEEKENDS))
                .map(Computation::text)
                .hasValue("推算：最高 10000元 + 50000元 = 60000元。");
        assertThat(Computation.of("两项都情节严重，合计最多罚多少？", two, TODAY, WEEKENDS))
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
        "连着开了5个半小时，超了多久？,连续驾驶机动车不得超过4小时。,即超过1.5小时",
        "长40厘米宽30厘米高20厘米，合计多少？,长、宽、高合计不超过三百厘米。,90厘米 不超过 300厘米"
    })
    void whatIsOverALimitIsTold(String question, String quote, String expected) {
        assertThat(of(question.replace('；', ','), quote)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "下午3点起飞，最晚几点报告？|应当在计划起飞1小时前报告预计起飞时刻。|最晚为当日14点（14:00）",
                "上午9点20起飞送药，最晚几点提申请？|应当在计划起飞30分钟前提出飞行活动申请。|最晚为当日8点50分（8:50）",
                "3月2日上午9点网络阻断，最迟什么时候报告？|发生服务网络阻断的，应当在24小时内报告。|最晚为3月3日9点（9:00）",
                "晚上10点降落后发现问题，最迟什么时候报告？|应当在无人驾驶航空器降落后24小时内报告。|最晚为次日22点（22:00）",
                "早上6点开车一直没停，最晚几点要歇？|不得连续驾驶机动车超过4小时未停车休息。|最晚为当日10点（10:00）",
                "6月10日飞，最晚什么时候提飞行申请？|应当在拟飞行前1日12时前提出飞行活动申请。|6月9日12点前"
            })
    void theLatestHourIsCounted(String question, String quote, String expected) {
        assertThat(of(question, quote)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12月31日报废期满，交管最晚哪天通知？|应当在报废期满的2个月前通知机动车所有人。|最晚为10月31日",
                "2021年5月6日领的驾照，哪天到期？|机动车驾驶证的有效期为6年。|期满为2027年5月6日",
                "2026年2月1日第一次拿证，实习到什么时候？|初次申领机动车驾驶证后的12个月为实习期。|期满为2027年2月1日",
                "2024年5月1日做的评估报告，存到什么时候？|影响评估报告应当至少保存三年。|期满为2027年5月1日",
                "2025年3月1日吊销的执照，什么时候能再申请？|吊销执照，2年内不受理其申请。|期满为2027年3月1日"
            })
    void aTermIsReadHoweverTheArticleSaysIt(String question, String quote, String expected) {
        assertThat(of(question, quote)).contains(expected);
    }

    @Test
    void aTermThatCountsFromAnotherEventIsNotCounted() {
        assertThat(of("6月1日投诉的，最晚哪天答复？", "应当自受理之日起四十五日内审查。")).isEmpty();
        assertThat(of("6月1日受理的，最晚哪天答复？", "应当自受理之日起四十五日内审查。")).contains("7月16日");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "投诉到今天都第9天了，已经9天没处理，超了几天？|应当自接到投诉之日起7日内予以处理。|9日 − 7日 = 2日，即超过期限2日",
                "投诉接到5天了，还剩几天？|应当自接到投诉之日起7日内予以处理。|7日 − 5日 = 2日，即还剩2日",
                "昨天接到的投诉，最晚哪天处理完？|应当自接到投诉之日起7日内予以处理。|最晚为12月1日",
                "三月五号接到的投诉，最晚哪天处理完？|应当自接到投诉之日起7日内予以处理。|最晚为3月12日",
                "2026-03-05接到的投诉，最晚哪天处理完？|应当自接到投诉之日起7日内予以处理。|最晚为2026年3月12日",
                "9月1日受理，最晚哪天作出决定？|应当自受理申请之日起四十五日内进行审查，作出决定。|最晚为10月16日"
            })
    void daysAreCountedHoweverTheQuestionTellsThem(String question, String quote, String expected) {
        assertThat(of(question, quote)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "箱子一边有170公分，超了几公分？|任何一边的尺寸不超过一百五十厘米。|即超过20厘米",
                "印刷品12斤，超了几公斤？|单件重量不超过五千克的印刷品。|即超过1公斤",
                "货装了4米2高，超了多少？|高度从地面起不得超过4米。|即超过0.2米",
                "离路口35米停车，还差多少米？|交叉路口、宽度不足4米的窄路以及距离上述地点50米以内的路段，不得停车。|还差15米",
                "注册资本40万元，还差多少？|注册资本不低于人民币五十万元。|还差100000元"
            })
    void aLimitIsReadHoweverQuestionAndArticleTellIt(String question, String quote, String expected) {
        assertThat(of(question, quote)).contains(expected);
    }

    @Test
    void aNumberIsOfTheThingThatFollowsIt() {
        String quote = "单件重量不超过五千克的印刷品、单件重量不超过十千克的包裹的寄递";
        assertThat(of("包裹13千克，超了多少千克？", quote)).contains("即超过3公斤");
        assertThat(of("印刷品6公斤，超了多少？", quote)).contains("即超过1公斤");
    }

    @Test
    void whatItemsListUnderAMostIsTheMostAllowed() {
        String quote =
                "不得超过下列最高行驶速度：\n(一)没有道路中心线的道路，城市道路为每小时30公里，公路为每小时40公里；\n(二)同方向只有1条机动车道的道路，城市道路为每小时50公里，公路为每小时70公里。";
        assertThat(of("没有中心线的城市道路开到45公里每小时，超速多少？", quote)).contains("即超过15公里");
    }

    @Test
    void whatIsTooLittleAnswersNobodyWhoAsksHowMuchItIsTooMuch() {
        assertThat(of("开到85公里每小时，超了多少？", "最高车速不得超过每小时120公里。")).isEmpty();
        assertThat(of("警告牌摆在车后120米，还差几米？", "在车后50米至100米处设置警告标志。")).isEmpty();
    }

    @Test
    void aShareThatIsAskedForIsNotToldInKilometres() {
        assertThat(of("开到125公里每小时，超了百分之多少？", "最高时速不得超过一百二十公里。")).isEmpty();
    }

    @Test
    void aGainBelowTheAmountOfTheMultipleFallsUnderTheRangeForLess() {
        String quote = "违法所得在十万元以上的，并处违法所得二倍以上五倍以下的罚款；违法所得不足十万元的，处五万元以上十万元以下的罚款。";
        assertThat(of("违法所得3万元，罚款多少？", quote)).contains("30000元不足100000元，按50000元以上100000元以下");
        assertThat(of("违法所得20万元，罚款多少？", quote)).contains("400000元以上1000000元以下");
    }

    @Test
    void workdaysLeaveOutHolidays() {
        String quote = "应当自接到用户投诉之日起五个工作日内处理完毕。";
        assertThat(of("9月30日接到投诉，最晚哪天处理完？", quote)).contains("最晚为10月14日");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "服务费12元，最高罚多少？|可以并处快递服务费金额1倍至10倍的罚款。|12元以上120元以下",
                "机子货值30万元，罚多少？|并处无人驾驶航空器系统货值金额1倍以上5倍以下的罚款。|300000元以上1500000元以下",
                "去年营业额8亿，最高罚多少？|并处五千万元以下或者上一年度营业额百分之五以下罚款。|= 40000000元，即最多",
                "花200元买到假货，增加赔偿多少？|增加赔偿的金额为商品的价款或者接受服务的费用的三倍；增加赔偿的金额不足五百元的，为五百元。|= 600元",
                "花100元买到假货，赔多少？|增加赔偿的金额为商品的价款的三倍；增加赔偿的金额不足五百元的，为五百元。|按500元",
                "合同10万元，定金最多多少？|定金不得超过主合同标的额的百分之二十。|= 20000元",
                "负责人年收入50万元，一般事故罚多少？|（一）发生一般事故的，处上一年年收入百分之四十的罚款；（二）发生较大事故的，处上一年年收入百分之六十的罚款。|= 200000元",
                "年收入20万元，罚多少？|并处上一年年收入百分之二十以上百分之五十以下的罚款。|40000元以上100000元以下",
                "逾期15天没补建，罚多少？|逾期不补建的，每逾期一天，处以100元罚款。|= 1500元",
                "丢了3件，赔多少？|每件赔偿50元。|= 150元"
            })
    void moneyIsOfWhatQuestionAndArticleBothCallByItsName(String question, String quote, String expected) {
        assertThat(of(question, quote)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "罚款200元，赔多少？|最高赔偿额不超过所收取资费的三倍。",
                "货值3万元，罚多少？|处违法所得一倍以上五倍以下罚款。",
                "违法所得3万元，罚多少？|违法所得在十万元以上的，并处违法所得二倍以上五倍以下的罚款。",
                "运费20元，罚多少？|处上一年度营业额百分之五以下罚款。"
            })
    void aMultipleOfAnotherThingIsNotTaken(String question, String quote) {
        assertThat(of(question, quote)).isEmpty();
    }

    private static final String LOADS =
            "机动车载物应当遵守下列规定：\n(一)重型、中型载货汽车，半挂车载物，高度从地面起不得超过4米，载运集装箱的车辆不得超过4.2米；\n(二)其他载货的机动车载物，高度从地面起不得超过2.5米；";
    private static final String SIGHT =
            "遇有低能见度时：\n(一)能见度小于200米时，车速不得超过每小时60公里，与同车道前车保持100米以上的距离；\n(二)能见度小于100米时，车速不得超过每小时40公里，与同车道前车保持50米以上的距离；";
    private static final String KINDS =
            "（二）微型无人驾驶航空器，是指空机重量小于0.25千克，最大飞行真高不超过50米。\n（三）轻型无人驾驶航空器，是指空机重量不超过4千克且最大起飞重量不超过7千克，最大平飞速度不超过100千米/小时。\n（四）小型无人驾驶航空器，是指空机重量不超过15千克且最大起飞重量不超过25千克。\n（五）中型无人驾驶航空器，是指最大起飞重量不超过150千克的无人驾驶航空器。\n（六）大型无人驾驶航空器，是指最大起飞重量超过150千克的无人驾驶航空器。";
    private static final String CHECKS =
            "检验期限：\n(一)营运载客汽车5年以内每年检验1次；超过5年的，每6个月检验1次；\n(二)载货汽车10年以内每年检验1次；超过10年的，每6个月检验1次；";

    @Test
    void ofSeveralLimitsTheOneOfTheQuestionsKindCounts() {
        assertThat(of("重型货车装到4.5米高，超了多少？", LOADS)).contains("即超过0.5米");
        assertThat(of("集装箱车装到4.5米高，超了多少？", LOADS)).contains("即超过0.3米");
        assertThat(of("车上装到4.5米高，超了多少？", LOADS)).isEmpty();
    }

    @Test
    void theCaseThatHoldsSetsTheLimit() {
        assertThat(of("能见度150米，开到80，超了多少？", SIGHT)).contains("即超过20公里");
        assertThat(of("能见度80米，车速70公里，超了多少？", SIGHT)).contains("即超过30公里");
        assertThat(of("能见度300米，车速70公里，超了多少？", SIGHT)).isEmpty();
    }

    @Test
    void whatIsTooLittleIsToldAsMissing() {
        String quote = "应当在车后50米至100米处设置警告标志。";
        assertThat(of("警告牌放在车后30米，够不够？", quote)).contains("还差20米");
        assertThat(of("警告牌放在车后120米，算不算超？", quote)).contains("即超过20米");
        String towed = "牵引车与被牵引车之间的距离应当大于4米小于10米。";
        assertThat(of("两车之间距离12米，超了多少？", towed)).contains("即超过2米");
        assertThat(of("两车之间距离3米，差多少？", towed)).contains("还差1米");
    }

    @Test
    void whatIsNotNamedIsAmongTheOthers() {
        String quote = "在高速公路上行驶的小型载客汽车最高车速不得超过每小时120公里，其他机动车不得超过每小时100公里，摩托车不得超过每小时80公里。";
        assertThat(of("高速上货车跑到115，超速多少？", quote)).contains("即超过15公里");
        assertThat(of("高速上摩托车跑到115，超速多少？", quote)).contains("即超过35公里");
        assertThat(of("高速上小型载客汽车跑到125，超速多少？", quote)).contains("即超过5公里");
    }

    @Test
    void theNumberOfWhatTheQuestionCountsIsTaken() {
        String quote = "驾驶机动车不得有下列行为：\n(七)连续驾驶机动车超过4小时未停车休息或者停车休息时间少于20分钟；";
        assertThat(of("司机连续驾驶了5个半小时没停车休息，超了多久？", quote)).contains("即超过1.5小时");
    }

    @Test
    void aTermOfAnotherSubjectIsNotCounted() {
        assertThat(of("3月1日申诉的，最晚哪天答复？", "应当在接到投诉之日起三十个工作日内答复。")).isEmpty();
        assertThat(of("操控员执照2025年3月1日被吊销，最早哪天能再申请？", "自快递业务经营许可证被吊销之日起三年内，不得申请。"))
                .isEmpty();
    }

    @Test
    void aSpeedIsNoDistance() {
        assertThat(of("货车跑到115，超速多少？", "其他机动车不得超过每小时100公里。")).contains("即超过15公里");
        assertThat(of("开出去115公里，超了多少？", "其他机动车不得超过每小时100公里。")).isEmpty();
    }

    @Test
    void theKindIsTheFirstThatAllNumbersFit() {
        assertThat(of("空机重量3.5千克、最大起飞重量6千克的算什么类型？", KINDS)).contains("属于轻型无人驾驶航空器");
        assertThat(of("最大起飞重量200千克属于哪一类？", KINDS)).contains("属于大型无人驾驶航空器");
        assertThat(of("最大起飞重量100千克属于哪一类？", KINDS)).contains("属于中型无人驾驶航空器");
        assertThat(of("最大起飞重量5千克属于哪一类？", KINDS)).isEmpty();
    }

    @Test
    void whatRecursIsCountedByAge() {
        assertThat(of("货车用了12年，一年检几次？", CHECKS)).contains("每6个月1次，即一年2次");
        assertThat(of("货车用了8年，多久检一次？", CHECKS)).contains("每年1次");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "已经扣了9分，再扣几分就扣证？|在一个记分周期内记分达到12分的，扣留其机动车驾驶证。|12分 − 9分 = 3分",
                "孩子14岁，还差几年能骑？|驾驶电动自行车必须年满16周岁。|= 2年",
                "核载50人，免票儿童最多再上几个人？|免票的儿童不得超过核定载客人数的10%。|即最多5人"
            })
    void whatIsLeftOfALimitIsTold(String question, String quote, String expected) {
        assertThat(of(question, quote)).contains(expected);
    }

    @Test
    void theDateTellsWhichEventATermCountsFrom() {
        String quote = "汇款人自汇款之日起一年内，可以向邮政企业查询。邮政企业应当自用户查询之日起二十日内将查询结果告知汇款人。";
        assertThat(of("邮局汇的款没收着，9月1号去查的，最晚哪天有结果？", quote)).contains("最晚为9月21日");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "因为醉驾2026年6月被吊了本，最早哪年才能重新考？|吊销机动车驾驶证；五年内不得重新取得机动车驾驶证。|期满为2031年6月",
                "规则8月15日实施，最晚哪天公示？|修改内容应当至少在实施前七日予以公示。|最晚为8月8日",
                "2011年3月1日出生，从哪天起可以骑电动自行车？|驾驶电动自行车必须年满16周岁。|2027年3月1日满16周岁",
                "审查期用满又获准延长，最多等多少天？|应当自受理申请之日起三十日内作出决定，确需延长的，可以延长十日。|= 40日",
                "3月9日确认无法退回，到哪天满六个月？|自确认无法退回之日起超过六个月无人认领的，予以销毁。|9月9日"
            })
    void aTermIsCountedInWhateverShapeItIsAskedFor(String question, String quote, String expected) {
        assertThat(of(question, quote)).contains(expected);
    }

    @Test
    void aLimitIsOfTheCaseThatStandsBeforeIt() {
        String quote = "在省、自治区、直辖市范围内经营的，注册资本不低于人民币五十万元，跨省、自治区、直辖市经营的，注册资本不低于人民币一百万元，" + "经营国际快递业务的，注册资本不低于人民币二百万元；";
        assertThat(of("做国际快递，注册资本一百五十万，差多少才够格？", quote)).contains("还差500000元");
        assertThat(of("想把快递做到外省去，注册资本80万够不够？", quote)).contains("还差200000元");
    }

    @Test
    void aMultipleIsTakenOfWhatTheAmountIsCalled() {
        String quote = "增加赔偿的金额为消费者购买商品的价款或者接受服务的费用的三倍；有权要求所受损失二倍以下的惩罚性赔偿。";
        assertThat(of("买东西花了260块，商家欺诈，能多赔多少？", quote)).contains("= 780元");
        assertThat(of("上一年收入18万元，罚多少？", "可以按照前款罚款数额的二倍以上五倍以下处以罚款。")).isEmpty();
    }

    @Test
    void aShareIsHeldToTheOneFromWhichMoreIsThreatened() {
        String quote = "（四）机动车行驶超过规定时速百分之五十的；";
        assertThat(of("限速40公里开到60公里，算不算超过规定时速百分之五十？", quote)).contains("没有超过50%");
    }

    @Test
    void aKindIsNoDifference() {
        String quote = "（四）小型无人驾驶航空器，是指最大起飞重量不超过25千克的无人驾驶航空器。\n（五）中型无人驾驶航空器，是指最大起飞重量不超过150千克的无人驾驶航空器。";
        assertThat(of("最大起飞重量26千克，超过小型上限多少，归入哪一类？", quote)).doesNotContain("属于", " 不超过 ");
    }

    /** Weekends, and one holiday from 10-01 to 10-07. */
    private static final class Weekends implements CalendarLookup {
        @Override
        public boolean isDayOff(LocalDate date) {
            return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0
                    || (date.getMonthValue() == 10 && date.getDayOfMonth() <= 7);
        }

        @Override
        public boolean isMakeUpWorkday(LocalDate date) {
            return false;
        }

        @Override
        public Optional<String> findHoliday(LocalDate date) {
            return Optional.empty();
        }

        @Override
        public Optional<LocalDate> findFestival(String festival, int year) {
            return Optional.empty();
        }
    }
}
