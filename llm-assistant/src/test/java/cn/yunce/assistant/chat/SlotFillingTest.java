package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.metric.MetricSlots;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotFillingTest {
    private static final String DOOR = "上月哪个县头一趟敲门就送到的占比最低";
    private static final KpiGuess KPIS = KpiGuess.load(RetrievalTraining.embedder());

    private static Map<String, Object> query(String kpi, String by, String days) {
        return Map.of("metrics", List.of(kpi), "by", by, "bucket", "NONE", "time", Map.of("days", days));
    }

    @Test
    void theKpiThatIsCertainGoesBeforeTheModels() {
        assertThat(SlotFilling.read(slots("退件率", "上月", "各区县", "最低的1个"), DOOR, KPIS.read(DOOR)))
                .contains(new MetricSlots(List.of("一次妥投率"), "上月", List.of(), "各区县", "最低的1个"));
    }

    @Test
    void whatTheQuestionDoesNotSayIsNotTaken() {
        assertThat(SlotFilling.read(slots("一次妥投率", "昨天", "", ""), DOOR, KPIS.read(DOOR)))
                .isEmpty();
    }

    @Test
    void aFigureThatTheCatalogueLacksIsNoOtherKpi() {
        String unknown = "上个月客单价";
        assertThat(SlotFilling.read(slots("件均收入", "上个月", "", ""), unknown, KPIS.read(unknown)))
                .isEmpty();
    }

    @Test
    void aModelsReadingAddsToTheParsersAndDropsNothing() {
        KpiGuess.Meant certain = KPIS.read(DOOR);
        Map<String, Object> parsed = query("firstAttemptRate", "CITY", "ALL");
        assertThat(SlotFilling.isBetter(query("firstAttemptRate", "COUNTY", "ALL"), parsed, certain))
                .isTrue();
        assertThat(SlotFilling.isBetter(parsed, parsed, certain)).as("the same").isFalse();
        assertThat(SlotFilling.isBetter(
                        query("firstAttemptRate", "COUNTY", "ALL"),
                        query("firstAttemptRate", "VILLAGE", "ALL"),
                        certain))
                .as("other rows")
                .isFalse();
        assertThat(SlotFilling.isBetter(
                        query("firstAttemptRate", "COUNTY", "ALL"),
                        query("firstAttemptRate", "COUNTY", "WEEKENDS"),
                        certain))
                .as("the weekends dropped")
                .isFalse();
    }

    @Test
    void aKpiThatTheParserFoundIsOnlyTakenAwayWhereAnotherIsCertain() {
        KpiGuess.Meant doubtful = KPIS.read("锦河区和望川区上个月揽收加起来占全市几成");
        assertThat(doubtful.certain()).isEmpty();
        assertThat(SlotFilling.isBetter(
                        query("totalVolume", "COUNTY", "ALL"), query("pickupVolume", "CITY", "ALL"), doubtful))
                .isFalse();
    }

    private static String slots(String kpi, String time, String rows, String want) {
        return new MetricSlots(List.of(kpi), time, List.of(), rows, want).json();
    }
}
