package cn.yunce.assistant.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetricSlotsTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 26);
    private final MetricStore store = new MemoryStore();
    private final MetricParser parser = new MetricParser(KpiCatalogue.load(), new TimeGrammar(new OneHoliday()));

    private MetricQuery read(MetricSlots slots) {
        MetricReading reading = parser.read(slots.question(), AS_OF, store::listPlaces, Optional.empty());
        assertThat(reading).as(slots.question()).isInstanceOf(MetricReading.Query.class);
        return ((MetricReading.Query) reading).query();
    }

    @ParameterizedTest
    @CsvSource({
        "最高的3个, HIGH_FIRST, VALUES, COUNTY",
        "最低的1个, LOW_FIRST, VALUES, COUNTY",
        "从高到低, HIGH_FIRST, VALUES, COUNTY",
        "从低到高, LOW_FIRST, VALUES, COUNTY",
        "上升最多的2个, RISE_FIRST, VALUES, COUNTY",
        "下降最多的2个, FALL_FIRST, VALUES, COUNTY",
        "没达标的, NONE, VALUES, COUNTY",
        "达标的, NONE, VALUES, COUNTY",
        "高于全市的, NONE, VALUES, COUNTY",
        "低于全市的, NONE, VALUES, COUNTY",
        "高于95的, NONE, VALUES, COUNTY",
        "低于3.5的, NONE, VALUES, COUNTY",
        "连续3个月下降, NONE, FALLING, COUNTY"
    })
    void theParserReadsEveryWishOfRowsAsItIsMeant(
            String want, MetricQuery.Order order, MetricQuery.Show show, Kpi.Level by) {
        MetricQuery query = read(new MetricSlots(List.of("时限准时率"), "上个月", List.of(), "各区县", want));
        assertThat(query.order()).isEqualTo(order);
        assertThat(query.show()).isEqualTo(show);
        assertThat(query.by()).isEqualTo(by);
        assertThat(query.conditions())
                .hasSize(want.matches(".*(达标|全市|\\d的).*") && order == MetricQuery.Order.NONE ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "离目标差多少, 时限准时率, GAP",
        "占全市的比例, 揽收量, SHARE",
        "为什么变化, 时限准时率, WHY",
        "完成进度, 共配率, PROGRESS",
        "'', 时限准时率, VALUES"
    })
    void theParserReadsEveryOtherWishAsItIsMeant(String want, String kpi, MetricQuery.Show show) {
        assertThat(read(new MetricSlots(List.of(kpi), "10月", List.of(), "", want))
                        .show())
                .isEqualTo(show);
    }

    static Stream<JsonNode> written() throws IOException {
        return Stream.of("slots.jsonl", "develop.jsonl", "test.jsonl")
                .map(file -> Path.of("../training-data/tuning", file))
                .flatMap(MetricSlotsTest::lines)
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(row -> row.path("task").asString("").equals("slots"));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("written")
    void whatWasWrittenByHandIsOfTheCatalogueAndSaidInTheQuestion(JsonNode row) {
        MetricSlots slots = MetricSlots.parse(row.path("slots").toString());
        assertThat(MetricSlots.parse(slots.json())).isEqualTo(slots);
        assertThat(KpiCatalogue.load().kpis().stream().map(Kpi::zh)).containsAll(slots.kpis());
    }

    @Test
    void timesPlacesAndNumbersThatTheQuestionDoesNotSayAreNotSaidInIt() {
        MetricSlots slots = new MetricSlots(List.of("妥投率"), "上周", List.of("锦河区"), "各乡镇", "高于95的");
        assertThat(slots.isSaidIn("锦河上周哪些镇过了九十五")).isTrue();
        assertThat(slots.isSaidIn("锦河上周哪些镇过了九成五")).isTrue();
        assertThat(new MetricSlots(List.of("妥投率"), "", List.of(), "各区县", "最低的2个").isSaidIn("垫底的俩县"))
                .isTrue();
        assertThat(slots.isSaidIn("锦河上周哪些镇过了九成")).isFalse();
        assertThat(slots.isSaidIn("锦河上周哪些镇高")).isFalse();
        assertThat(slots.isSaidIn("望川上周哪些镇过了95")).isFalse();
        assertThat(slots.isSaidIn("锦河昨天哪些镇过了95")).isFalse();
    }

    @Test
    void aWishThatIsNotKnownIsNamed() {
        assertThatThrownBy(() -> MetricSlots.parse("{\"kpi\":[\"妥投率\"],\"want\":\"删表\"}"))
                .hasMessageContaining("want must be a known wish, was 删表");
        assertThatThrownBy(() -> MetricSlots.parse("不知道")).hasMessageContaining("slots must be JSON");
    }
}
