package cn.yunce.assistant.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Language;
import cn.yunce.assistant.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueMetricsTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 25);
    private final MemoryStore store = new MemoryStore()
            .with("onTimeRate", "K1", "2026-10-01", 90, 100)
            .with("onTimeRate", "K1", "2026-10-02", 980, 1_000)
            .with("onTimeRate", "K2", "2026-10-01", 940, 1_000)
            .with("onTimeRate", "K3", "2026-10-01", 99, 100)
            .with("onTimeRate", "K1", "2026-09-01", 950, 1_000)
            .with("onTimeRate", "K2", "2026-09-01", 960, 1_000)
            .with("onTimeRate", "K3", "2026-09-01", 400, 500)
            .with("backlogParcels", "K1", "2026-10-30", 70, 1)
            .with("backlogParcels", "K1", "2026-10-31", 40, 1)
            .with("backlogParcels", "K2", "2026-10-31", 2, 1)
            .with("appealRatePerMillion", "K1", "2026-10-01", 2, 2_000)
            .with("revenuePerParcel", "K1", "2026-10-01", 750, 100)
            .with("loadFactor", "K1", "2026-09-01", 80, 100)
            .with("loadFactor", "K2", "2026-09-01", 8, 10)
            .with("loadFactor", "K3", "2026-09-01", 70, 100)
            .with("complaintRatePerTenThousand", "K1", "2026-10-01", 4, 20_000)
            .with("complaintRatePerTenThousand", "K1", "2026-10-02", 9, 20_000)
            .with("complaintRatePerTenThousand", "K1", "2026-10-03", 3, 20_000);
    private final Metrics metrics =
            new CatalogueMetrics(KpiCatalogue::load, store, new OneHoliday(), Clock.systemUTC());

    private MetricAnswer ask(String question) {
        return ask(question, Role.MANAGER, Optional.empty());
    }

    private MetricAnswer ask(String question, Role role, Optional<String> conversation) {
        return metrics.prepare(question, AS_OF, Caller.of(role), conversation)
                .orElseThrow()
                .answer();
    }

    @Test
    void countiesThatMissTheTargetAreNamedWithTheirGap() {
        assertThat(ask("上月哪个县的时限准时率没达标，差多少？").text())
                .contains("的有 1 个区县：\n- 青岚县：94.00%，未达标，低于目标 96.00% 2.00 个百分点")
                .contains("时间：2026-10-01 至 2026-10-31");
    }

    @Test
    void ofOnePlaceItIsSaidWhetherItsValueRoseThatOften() {
        assertThat(ask("锦河区时限准时率连续一个月下降了吗").text()).contains("锦河区时限准时率").containsPattern("[没]?有连续 \\d 个月下降");
        assertThat(ask("时限准时率连续九个月上升了吗").text()).contains("全市时限准时率没有连续 9 个月上升");
    }

    @ParameterizedTest
    @CsvSource({
        "9月准时率最低的是哪个县，它9月装载率多少,白鹭县装载率 70.00%",
        "上个月哪个县准时率最低，算低吗,'青岚县时限准时率 94.00%，环比降 2.00 个百分点'",
        "上个月哪个县准时率最低，全市算高吗,'全市时限准时率 95.86%，环比升'"
    })
    void aSecondClauseGoesOnFromWhatTheFirstIsAnsweredWith(String question, String told) {
        assertThat(ask(question).text()).contains(told);
    }

    @Test
    void howManyTimesIsToldWhereItIsAsked() {
        assertThat(ask("上个月锦河区准时率是9月的几倍").text()).contains("为其 1.02 倍");
        assertThat(ask("上个月锦河区准时率比9月高多少").text()).doesNotContain("倍");
    }

    @Test
    void muchOrLittleIsToldFromTheCityAndFromThePeriodBefore() {
        assertThat(ask("上个月锦河区准时率算高吗").text()).contains("环比").contains("高于全市（");
        Caller own = new Caller(Role.MANAGER, Optional.of("K1"));
        assertThat(metrics.prepare("上个月锦河区准时率算高吗", AS_OF, own, Optional.empty())
                        .orElseThrow()
                        .answer()
                        .text())
                .contains("环比")
                .doesNotContain("全市");
    }

    private final CatalogueMetrics typed =
            new CatalogueMetrics(KpiCatalogue::load, store, new OneHoliday(), Clock.systemUTC());

    private Answer query(Map<String, Object> query) {
        return typed.answer(query, Optional.of(AS_OF), Caller.of(Role.MANAGER));
    }

    @Test
    @SuppressWarnings("unchecked")
    void anAnswersQueryWithAnotherPeriodIsAnsweredAnew() {
        Map<String, Object> asked = new LinkedHashMap<>(ask("上月哪个县的时限准时率没达标").query());
        assertThat(query(asked).answer()).isEqualTo(ask("上月哪个县的时限准时率没达标").text());
        Map<String, Object> time = new LinkedHashMap<>((Map<String, Object>) asked.getOrDefault("time", Map.of()));
        time.put("from", "2026-09-01");
        time.put("to", "2026-10-01");
        asked.put("time", time);
        assertThat(query(asked).answer()).contains("2026-09-01 至 2026-09-30").contains("的有 2 个区县");
    }

    @Test
    void aTypedQueryMayNotAskForMoreThanAQuestion() {
        Map<String, Object> revenue =
                Map.of("metrics", List.of("revenue"), "time", Map.of("from", "2026-10-01", "to", "2026-11-01"));
        assertThat(typed.answer(revenue, Optional.of(AS_OF), Caller.of(Role.DISPATCHER))
                        .refused())
                .isTrue();
        assertThat(query(revenue).refused()).isFalse();
        Map<String, Object> city =
                Map.of("metrics", List.of("onTimeRate"), "time", Map.of("from", "2026-10-01", "to", "2026-11-01"));
        assertThat(typed.answer(city, Optional.of(AS_OF), new Caller(Role.MANAGER, Optional.of("K1")))
                        .answer())
                .contains("锦河区时限准时率 97.27%")
                .doesNotContain("全市");
    }

    @ParameterizedTest
    @CsvSource({
        "metrics,x,'query, metrics: expected ids of the catalogue, found x'",
        "places,雅安,'query, places: expected names or ids of the network''s places, found 雅安'",
        "conditions,onTimeRate OVER 3,'query, conditions: expected one of'",
        "conditions,onTimeRate ABOVE,'query, conditions: expected a number after ABOVE, found onTimeRate ABOVE'"
    })
    void whatIsWrongInAQueryIsNamed(String field, String value, String message) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("metrics", List.of("onTimeRate"));
        query.put("time", Map.of("from", "2026-10-01", "to", "2026-11-01"));
        query.put(field, List.of(value));
        assertThatThrownBy(() -> query(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
        query.put("time", Map.of("from", "2026-11-01", "to", "2026-10-01"));
        query.put(field, List.of());
        assertThatThrownBy(() -> query(query)).hasMessageContaining("expected ");
    }

    @Test
    void rowsBecomeAWorkbookOfNumbers() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        typed.workbook(query(ask("上个月各县准时率").query()), Language.CHINESE, out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            Sheet rows = book.getSheet("明细");
            assertThat(rows.getRow(0).getCell(1).getStringCellValue()).isEqualTo("时限准时率（%）");
            assertThat(rows.getLastRowNum()).isEqualTo(3);
            assertThat(rows.getRow(1).getCell(1).getNumericCellValue()).isEqualTo(99.0, Offset.offset(1e-9));
        }
    }

    @Test
    void theHeadsOfAWorkbookAreOfTheCallersLanguage() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        typed.workbook(query(ask("上个月各县准时率环比").query()), Language.ENGLISH, out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            List<String> heads = new ArrayList<>();
            book.getSheet("rows").getRow(0).forEach(cell -> heads.add(cell.getStringCellValue()));
            assertThat(heads)
                    .containsExactly(
                            "place",
                            "on-time rate within 72 hours (%)",
                            "on-time rate within 72 hours (%), period compared");
        }
    }

    @Test
    void aRateOverAFewIsToldWithAWarning() {
        MetricAnswer answer = ask("上个月各县申诉率");
        assertThat(answer.text()).contains("锦河区：1000.00 件/百万件（样本少，仅 2000）");
        assertThat(rows(answer))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("smallSample", List.of("appealRatePerMillion")));
        assertThat(ask("上个月各县准时率").text()).doesNotContain("样本少");
    }

    @Test
    void daysOfEachCountyAreCountedWhereACountIsAskedFor() {
        assertThat(ask("各县10月有几天准时率低于96").text())
                .contains("- 锦河区：1 天")
                .contains("- 青岚县：1 天")
                .contains("- 白鹭县：0 天");
    }

    @Test
    void aPlacesValueIsWeighedAgainstTheCitys() {
        // 97.27 against 2109 / 2200
        assertThat(ask("锦河区上个月准时率比全市高多少").text()).contains("高于全市（95.86%）1.41 个百分点");
    }

    @Test
    void onlyPlacesWithTheShareAskedForAreRows() {
        assertThat(ask("上个月积压量占全市超过两成的县").text())
                .contains("- 锦河区：40 件，占全市 95.24%")
                .doesNotContain("- 青岚县");
    }

    @Test
    void placesThatAreWeighedAreToldWithTheirDifference() {
        assertThat(ask("锦河区和白鹭县10月准时率哪个低，差多少").text()).contains("锦河区比白鹭县低 1.73 个百分点");
    }

    @Test
    void twoPeriodsAreBothToldAndTheChangeGoesWithTime() {
        assertThat(ask("9月和10月的准时率对比").text())
                .contains("2026-09-01 至 2026-09-30全市时限准时率 92.40%")
                .contains("2026-10-01 至 2026-10-02为 95.86%，后者比前者升 3.46 个百分点");
        assertThat(ask("10月准时率同比").text()).doesNotContain("对比期");
    }

    @Test
    void eachKpiHasARankingOfItsOwn() {
        assertThat(ask("10月准时率和积压量最低的分别是哪个县").text())
                .contains("时限准时率：\n- 青岚县：94.00%")
                .contains("积压量：\n- 青岚县：2 件");
    }

    @Test
    void aTargetThatIsNotSetIsSaidToBeMissing() {
        assertThat(ask("10月积压量离目标还差多少").text()).contains("积压量没有设定目标");
    }

    @Test
    void timesThatMakeRowsAreEachComparedWithTheOneBefore() {
        assertThat(ask("9月到10月每月准时率环比").text())
                .contains("- 2026-10（2 天）：95.86%，环比升 3.46 个百分点")
                .contains("各期环比（与上期比）");
    }

    @Test
    void whereAPlaceStandsIsSaid() {
        assertThat(ask("10月锦河区准时率排第几").text()).contains("锦河区排第 2（共 3 个区县）");
    }

    @Test
    void whatACountysFigureCannotBeSplitIntoIsSaidAndHeldToTheCity() {
        assertThat(ask("为什么10月青岚县准时率变了").text())
                .contains("青岚县时限准时率 94.00%，环比降 2.00 个百分点（上期 96.00%）")
                .contains("时限准时率只统计到区县，无法再往下拆分原因")
                .contains("青岚县比全市低 1.86 个百分点");
    }

    @Test
    void twoAnswersOfAConversationAreWeighedAgainstEachOther() {
        Optional<String> places = Optional.of("places");
        ask("10月锦河区准时率", Role.MANAGER, places);
        ask("青岚县呢", Role.MANAGER, places);
        assertThat(ask("哪个高，差多少", Role.MANAGER, places).text()).contains("锦河区比青岚县高 3.27 个百分点");
        Optional<String> times = Optional.of("times");
        ask("9月准时率", Role.MANAGER, times);
        ask("10月呢", Role.MANAGER, times);
        assertThat(ask("升了多少", Role.MANAGER, times).text()).contains("为 92.40%，前者比后者升 3.46 个百分点");
        ask("9月准时率", Role.MANAGER, times);
        ask("10月呢", Role.MANAGER, times);
        assertThat(ask("差多少", Role.MANAGER, times).text())
                .contains("2026-10-01 至 2026-10-31全市时限准时率 95.86%")
                .contains("为 92.40%，前者比后者升 3.46 个百分点");
    }

    @Test
    void itMeansThePlaceThatCameFirst() {
        Optional<String> conversation = Optional.of("it");
        ask("10月准时率最低的县", Role.MANAGER, conversation);
        assertThat(ask("它9月呢", Role.MANAGER, conversation).text()).contains("青岚县时限准时率 96.00%");
    }

    @Test
    void aShareOfATimeIsOneOfTheCityThen() {
        assertThat(ask("9月到10月每月青岚县准时率").refused()).isFalse();
        assertThat(ask("10月30日到31日每天锦河区积压量占全市多少").text())
                .contains("- 2026-10-30：70 件，占全市 100.00%")
                .contains("- 2026-10-31：40 件，占全市 95.24%");
    }

    @Test
    void whatAddsUpIsHeldToTheMeanOfThePlaces() {
        assertThat(ask("锦河区10月积压量比全市平均高多少").text()).contains("高于全市平均（14 件）26 件");
    }

    @Test
    void whyAfterARankingIsAskedOfThePlaceThatCameFirst() {
        Optional<String> conversation = Optional.of("why");
        ask("10月准时率最低的县", Role.MANAGER, conversation);
        assertThat(ask("为什么", Role.MANAGER, conversation).text()).contains("青岚县时限准时率 94.00%，环比降 2.00 个百分点");
    }

    @Test
    void twoKpisOfAConversationAreWeighedToo() {
        Optional<String> conversation = Optional.of("two");
        ask("10月锦河区投诉量", Role.MANAGER, conversation);
        ask("积压量呢", Role.MANAGER, conversation);
        assertThat(ask("两个差多少", Role.MANAGER, conversation).text()).contains("投诉量比积压量低 24 件");
    }

    @Test
    void whatHasGoneByOfAMonthIsHeldToAsManyDays() {
        MemoryStore sums = new MemoryStore()
                .with("revenuePerParcel", "K1", "2026-08-01", 10, 1)
                .with("revenuePerParcel", "K1", "2026-08-20", 500, 1)
                .with("revenuePerParcel", "K1", "2026-09-01", 20, 1)
                .with("revenuePerParcel", "K1", "2026-09-30", 700, 1)
                .with("revenuePerParcel", "K1", "2026-10-01", 30, 1);
        Metrics metrics = new CatalogueMetrics(KpiCatalogue::load, sums, new OneHoliday(), Clock.systemUTC());
        assertThat(metrics.prepare("8月到10月每月业务收入环比", AS_OF, Caller.of(Role.MANAGER), Optional.empty())
                        .orElseThrow()
                        .answer()
                        .text())
                .contains("- 2026-09：720 元，环比升 210 元")
                .contains("- 2026-10（1 天）：30 元，环比升 10 元");
    }

    @Test
    void theyMeansThePlacesThatWereTold() {
        Optional<String> conversation = Optional.of("they");
        ask("10月积压量最多的两个县", Role.MANAGER, conversation);
        assertThat(ask("它们合计占全市多少", Role.MANAGER, conversation).text()).contains("锦河区、青岚县积压量 42 件，占全市 100.00%");
    }

    @Test
    void whatTheLastClauseAsksOfTheSameFiguresIsAnsweredToo() {
        assertThat(ask("9月到10月每月业务收入是多少，一共多少").text())
                .contains("- 2026-10（1 天）：750 元")
                .contains("全市业务收入 750 元");
    }

    @Test
    void thatNothingFellIsSaidWhereTheDeepestFallIsAskedFor() {
        assertThat(ask("10月哪个县准时率下降最多").text()).contains("- 青岚县").doesNotContain("没有下降");
        assertThat(ask("10月哪个县准时率上升最多").text()).contains("- 白鹭县").doesNotContain("没有上升");
        assertThat(ask("10月锦河区哪个县准时率下降最多").text()).contains("没有下降的");
    }

    @Test
    void howManyHaveTheSameValueIsSaidWhereOneOfThemIsTold() {
        assertThat(ask("9月装载率最高的县").text()).contains("- 锦河区：80.00%").contains("数值同为 80.00% 的还有 1 个区县");
    }

    @Test
    void theCourseOfASeriesIsToldInShort() {
        assertThat(ask("10月每天投诉量").text())
                .contains("最高的是2026-10-02（9 件），最低的是2026-10-03（3 件），相差 6 件；2026-10-03比2026-10-01低 1 件（25.00%）")
                .contains("逐期看，1 次上升，1 次下降");
    }

    @Test
    void howFarTheBestAndTheWorstDayAreApartIsSaid() {
        assertThat(ask("10月哪天投诉量最多，比最少的那天多多少").text()).contains("2026-10-02比2026-10-03高 6 件（200.00%），为其 3.00 倍");
    }

    @Test
    void whoRaisedAFigureAndWhoHeldItDownIsNamed() {
        assertThat(ask("为什么上个月准时率变了").text()).contains("主要推高的是").contains("主要拉低的是青岚县");
    }

    @Test
    void aRateIsTheRatioOfTheSumsAndNotTheMeanOfRates() {
        // (90 + 980) / 1100, where the mean of the days' rates would be 94 %.
        assertThat(ask("锦河区上个月准时率").text()).contains("97.27%");
    }

    @Test
    void aPointInTimeValueIsTheLastDaysAndNotASum() {
        assertThat(ask("上个月积压量").text()).contains("积压量 42 件");
    }

    @Test
    void contributionsAddUpToTheChange() {
        MetricAnswer answer = ask("为什么上个月准时率变了");
        BigDecimal sum = rows(answer).stream()
                .map(row -> (BigDecimal) row.getOrDefault("contribution", BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        // 2109 / 2200 − 2310 / 2500
        assertThat(sum).isEqualByComparingTo("3.46");
        assertThat(answer.text()).contains("升 3.46 个百分点");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(MetricAnswer answer) {
        return (List<Map<String, Object>>) answer.query().getOrDefault("rows", List.of());
    }

    @Test
    void roundedPartsAddUpToTheRoundedWhole() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 500; round++) {
            Map<String, Double> parts = new TreeMap<>();
            for (int i = 0; i < 8; i++) {
                parts.put("county " + i, random.nextDouble(-3, 3));
            }
            double whole =
                    parts.values().stream().mapToDouble(Double::doubleValue).sum();
            BigDecimal sum = new Contributions(0, whole, parts)
                    .rounded(2).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum.doubleValue()).isCloseTo(whole, Offset.offset(0.00501));
        }
    }

    @Test
    void contributionsAddUpAlsoWherePlacesComeAndGo() {
        Kpi rate = KpiCatalogue.load().kpis().stream()
                .filter(kpi -> kpi.id().equals("onTimeRate"))
                .findFirst()
                .orElseThrow();
        Contributions contributions = Contributions.of(
                rate,
                List.of(cell("A", 90, 100), cell("gone", 10, 50)),
                List.of(cell("A", 80, 100), cell("new", 30, 40)));
        double sum = contributions.parts().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertThat(sum).isCloseTo(contributions.change(), Offset.offset(1e-9));
    }

    private static MetricStore.Cell cell(String name, double numerator, double denominator) {
        return new MetricStore.Cell(name, name, name, AS_OF, numerator, denominator);
    }

    @Test
    void whoMayNotSeeAKpiIsToldSoAndGetsNoNumber() {
        MetricAnswer answer = ask("上个月收入", Role.DISPATCHER, Optional.empty());
        assertThat(answer.refused()).isTrue();
        assertThat(answer.text()).contains("不能查看业务收入").doesNotContain("750");
        assertThat(ask("上个月收入").text()).contains("750 元");
    }

    @Test
    void aFollowUpKeepsWhatItDoesNotChange() {
        Optional<String> conversation = Optional.of("c1");
        ask("锦河区上个月的准时率", Role.MANAGER, conversation);
        assertThat(ask("那9月呢？", Role.MANAGER, conversation).text())
                .contains("2026-09-01 至 2026-09-30锦河区")
                .contains("95.00%");
        assertThat(ask("换成青岚县", Role.MANAGER, conversation).text())
                .contains("2026-09-01 至 2026-09-30青岚县")
                .contains("96.00%");
    }

    @Test
    void daysWithoutDataAreRefusedWithTheLastDayThatThereIs() {
        MetricAnswer answer = ask("昨天的准时率");
        assertThat(answer.refused()).isTrue();
        assertThat(answer.text()).contains("数据截至 2026-10-02");
    }

    @Test
    void aKpiIsNotBrokenDownFurtherThanItsFactsAre() {
        assertThat(ask("上个月各镇的准时率").text()).contains("只统计到区县");
    }

    @Test
    void aCallerLimitedToACountySeesNothingOfTheOthers() {
        Caller own = new Caller(Role.MANAGER, Optional.of("K1"));
        for (String question : List.of("上个月准时率", "各县上个月准时率", "锦河区上个月准时率", "上个月哪个县准时率最高")) {
            String text = answer(question, own).text();
            assertThat(text).as(question).contains("97.27%").doesNotContain("94.00", "99.00", "青岚", "白鹭", "95.86");
        }
        for (String question : List.of("青岚县上个月准时率", "上个月准时率高于全市的县", "锦河区上个月积压量占全市多少")) {
            MetricAnswer answer = answer(question, own);
            assertThat(answer.refused()).as(question).isTrue();
            assertThat(answer.text()).contains("您只能查看锦河区的数据");
            assertThat(answer.query()).isEmpty();
        }
        assertThat(answer("为什么上个月准时率变了", own).text()).contains("97.27%").doesNotContain("青岚", "白鹭");
    }

    @Test
    void whatHasNoForecastIsKnownAsSuch() {
        assertThat(prepared("明天的准时率").future()).isTrue();
        assertThat(prepared("明天的准时率").volumes()).isFalse();
        assertThat(prepared("明天的揽收量").volumes()).isTrue();
    }

    @Test
    void anUnknownPlaceOfThePastIsAskedBackAsSuch() {
        assertThat(prepared("雅安市上个月的妥投率").past()).isTrue();
        assertThat(prepared("雅安市明天的妥投率").past()).isFalse();
    }

    private Metrics.Prepared prepared(String question) {
        return metrics.prepare(question, AS_OF, Caller.of(Role.MANAGER), Optional.empty())
                .orElseThrow();
    }

    @Test
    void nobodyGoesOnWithTheConversationOfAnother() {
        Optional<String> conversation = Optional.of("c9");
        ask("青岚县上个月的准时率", Role.MANAGER, conversation);
        assertThat(metrics.prepare("那9月呢？", AS_OF, new Caller(Role.MANAGER, Optional.of("K1")), conversation))
                .isEmpty();
    }

    private MetricAnswer answer(String question, Caller caller) {
        return metrics.prepare(question, AS_OF, caller, Optional.empty())
                .orElseThrow()
                .answer();
    }
}
