package cn.yunce.app.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.metric.TimeGrammar;
import cn.yunce.assistant.metric.TimeReading;
import cn.yunce.assistant.metric.TimeReading.Period;
import cn.yunce.assistant.metric.TimeReading.Unclear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the phrases of training-data with the official calendar. */
class TimePhrasesTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 25);
    private final TimeGrammar grammar = new TimeGrammar(new ChineseCalendarLookup());

    static Stream<JsonNode> phrases() throws IOException {
        return Files.readAllLines(Path.of("../training-data/questions/time.jsonl")).stream()
                .map(line -> JsonMapper.shared().readTree(line));
    }

    @ParameterizedTest
    @MethodSource("phrases")
    void aPhraseIsReadAsTheSetSays(JsonNode row) {
        String asOf = row.path("as_of").asString("");
        TimeReading reading = grammar.read(row.path("phrase").asString(""), LocalDate.parse(asOf));
        assertThat(text(reading)).as(row.toString()).isEqualTo(expected(row));
    }

    private static String expected(JsonNode row) {
        if (row.path("ask").asBoolean(false)) {
            return "ask";
        }
        JsonNode compare = row.path("compare");
        return row.path("from").asString("") + " " + row.path("to").asString("") + " "
                + row.path("grain").asString("") + " " + row.path("days").asString("ALL")
                + (compare.isObject()
                        ? " " + compare.path("kind").asString("") + " "
                                + compare.path("from").asString("") + " "
                                + compare.path("to").asString("")
                        : "");
    }

    private static String text(TimeReading reading) {
        return switch (reading) {
            case Unclear unclear -> "ask";
            case Period period ->
                period.span().from() + " " + period.span().to() + " " + period.grain() + " " + period.days()
                        + period.compare()
                                .map(compare -> " " + compare.kind() + " "
                                        + compare.span().from() + " "
                                        + compare.span().to())
                                .orElse("");
        };
    }

    @Test
    void withoutAnyTimeTheLastCompleteMonthStandsInAndIsSaidToBeAssumed() {
        assertThat(grammar.read("各县的妥投率", AS_OF)).isInstanceOfSatisfying(Period.class, period -> {
            assertThat(period.named()).isFalse();
            assertThat(period.span().from()).isEqualTo(LocalDate.of(2026, 10, 1));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "双十一那周各县积压量, 2026-11-09, 2026-11-16",
        "去年国庆那一周的揽收量, 2025-09-29, 2025-10-06",
        "双十一那周五的投递量, 2026-11-13, 2026-11-14",
        "今年头仨月一个月一个月列, 2026-01-01, 2026-04-01",
        "头三个月各县的业务收入, 2026-01-01, 2026-04-01",
        "去年头两季度的揽收量, 2025-01-01, 2025-07-01",
        "9月头十天全市的投递量, 2026-09-01, 2026-09-11"
    })
    void theFirstOfAUnitAndTheWeekOfAFestivalAreReadAsPeopleSayThem(String phrase, LocalDate from, LocalDate to) {
        assertThat(grammar.read(phrase, AS_OF)).isInstanceOfSatisfying(Period.class, period -> {
            assertThat(period.span().from()).isEqualTo(from);
            assertThat(period.span().to()).isEqualTo(to);
        });
    }

    @Test
    void theFirstWeekThatAFestivalIsOverIsTheWeekAfterIt() {
        Period after = (Period) grammar.read("国庆后7天的退件量", AS_OF);
        Period over = (Period) grammar.read("国庆完了头一个礼拜的退件量", AS_OF);
        assertThat(over.span()).isEqualTo(after.span());
    }

    @Test
    void theChoicesOfAnUnclearPhraseAreClearThemselves() throws IOException {
        phrases().filter(row -> row.path("ask").asBoolean(false)).forEach(row -> {
            LocalDate asOf = LocalDate.parse(row.path("as_of").asString(""));
            Unclear unclear = (Unclear) grammar.read(row.path("phrase").asString(""), asOf);
            assertThat(unclear.choices())
                    .isNotEmpty()
                    .allSatisfy(choice ->
                            assertThat(grammar.read(choice, asOf)).as(choice).isInstanceOf(Period.class));
        });
    }
}
