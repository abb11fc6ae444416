package cn.yunce.assistant.metric;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

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
            .with("revenuePerParcel", "K1", "2026-10-01", 750, 100);
    private final Metrics metrics = new CatalogueMetrics(KpiCatalogue.load(), store, new OneHoliday());

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
