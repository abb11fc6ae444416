package cn.yunce.assistant.metric;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Language;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.wording.Wording;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same question in both languages: the same figures, in words of the language. */
class EnglishAnswersTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 25);
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.-]\\d+)*");
    private static final String PLACES = "锦河区|青岚县|云溪县|[\\u4e00-\\u9fa5]+[县区镇乡村]";

    private final MemoryStore store = new MemoryStore()
            .with("onTimeRate", "K1", "2026-10-01", 90, 100)
            .with("onTimeRate", "K1", "2026-10-02", 980, 1_000)
            .with("onTimeRate", "K2", "2026-10-01", 940, 1_000)
            .with("onTimeRate", "K3", "2026-10-01", 99, 100)
            .with("onTimeRate", "K1", "2026-09-01", 950, 1_000)
            .with("onTimeRate", "K2", "2026-09-01", 960, 1_000)
            .with("onTimeRate", "K3", "2026-09-01", 400, 500)
            .with("backlogParcels", "K1", "2026-10-31", 40, 1)
            .with("appealRatePerMillion", "K1", "2026-10-01", 2, 2_000)
            .with("revenuePerParcel", "K1", "2026-10-01", 750, 100);
    private final Metrics metrics =
            new CatalogueMetrics(KpiCatalogue::load, store, new OneHoliday(), Clock.systemUTC());

    private MetricAnswer ask(String question, Caller caller) {
        return metrics.prepare(question, AS_OF, caller, Optional.empty())
                .orElseThrow()
                .answer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "上个月准时率",
                "上月哪个县的时限准时率没达标，差多少？",
                "上个月各县准时率排名",
                "上个月准时率最低的县",
                "上个月各县申诉率",
                "上个月准时率环比",
                "为什么上个月准时率变了",
                "上个月准时率高于全市的县",
                "上个月有几个县准时率低于95%",
                "上个月锦河区准时率比全市高吗",
                "上个月锦河区占全市收入多少",
                "准时率连续1个月下降的县",
                "锦河区准时率连续2个月下降了吗",
                "近60天每个县有几天准时率没达标",
                "上个月各周准时率趋势",
                "10月工作日准时率",
                "积压",
                "上个月日均收入",
                "上个月准时率下降超过1个百分点的县",
                "今年准时率的完成进度",
                "上个月件均收入和准时率",
                "明年准时率",
                "各镇准时率"
            })
    void theSameQuestionHasTheSameFiguresInWordsOfItsLanguage(String question) {
        MetricAnswer chinese = ask(question, Caller.of(Role.MANAGER));
        MetricAnswer english = ask(question, Caller.of(Role.MANAGER).in(Language.ENGLISH));
        assertThat(english.refused()).isEqualTo(chinese.refused());
        assertThat(withoutScope(english)).isEqualTo(withoutScope(chinese));
        assertThat(numbers(english.text().split("\nDefinition:", 2)[0]))
                .containsAll(numbers(chinese.text().split("\n口径：", 2)[0]));
        assertThat((english.text() + english.source()).replaceAll(PLACES, ""))
                .doesNotContainPattern("[\\p{IsHan}，。：；、（）｜]");
        assertThat(english.text()).doesNotContain("  ").doesNotContain("{").doesNotContain(" ,");
    }

    @Test
    void whatTheFiguresStandOnIsToldInEnglish() {
        assertThat(ask("上月哪个县的时限准时率没达标，差多少？", Caller.of(Role.MANAGER).in(Language.ENGLISH))
                        .text())
                .startsWith("""
                        2026-10-01 to 2026-10-31, whole city: of 3 counties, 1 with on-time rate within 72 hours missing the target (at least 96.00%):
                        - 青岚县: 94.00%, target missed, below the target 96.00% by 2.00 points
                        """)
                .contains(
                        "Definition: on-time rate within 72 hours = parcels handed over within 72 hours ÷ parcels delivered; target by the city's plan, 4(1)1 | Period: 2026-10-01 to 2026-10-31 | Scope: whole city | Data until: ");
    }

    @Test
    void whatIsOfferedInEnglishIsUnderstood() {
        MetricAnswer refused = ask("各镇准时率", Caller.of(Role.MANAGER).in(Language.ENGLISH));
        assertThat(refused.choices()).containsExactly("on-time rate by county");
        assertThat(ask(EnglishQuestion.inChinese(refused.choices().getFirst()), Caller.of(Role.MANAGER))
                        .refused())
                .isFalse();
    }

    @Test
    void whatIsShownAsAnExampleIsUnderstood() {
        Wording english = Wording.of(Language.ENGLISH);
        assertThat(Stream.of("ask.kpi1", "ask.kpi2", "ask.kpi3", "ask.example1", "ask.example2", "ask.example3"))
                .allSatisfy(key -> assertThat(metrics.prepare(
                                EnglishQuestion.inChinese(english.say(key)),
                                AS_OF,
                                Caller.of(Role.MANAGER),
                                Optional.empty()))
                        .as(english.say(key))
                        .hasValueSatisfying(
                                read -> assertThat(read.exact() && read.past()).isTrue()));
    }

    @Test
    void choicesOfAnEnglishQuestionAreEnglish() {
        String asked = EnglishQuestion.inChinese("What was the rate of lost parcels by county last month?");
        assertThat(metrics.inEnglish("各县投诉率 上个月环比 近7天"))
                .isEqualTo("by county complaint rate last month month on month in the last 7 days");
        assertThat(metrics.inEnglish(asked)).doesNotContainPattern("\\p{IsHan}");
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    /** Rows of the whole city are called so in the language. */
    private static List<Object> withoutScope(MetricAnswer answer) {
        return answer.query().get("rows") instanceof List<?> rows
                ? rows.stream()
                        .map(row -> ((Map<?, ?>) row)
                                .entrySet().stream()
                                        .filter(field -> !field.getKey().equals("place"))
                                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                        .map(Object.class::cast)
                        .toList()
                : List.of();
    }
}
