package cn.yunce.assistant.chat;

import cn.yunce.assistant.Language;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.metric.MetricAnswer;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.wording.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Answers over KPIs: what a question asks of them is read by the parser, by a tuned model, and by what was learned of questions. */
final class KpiAnswers {
    static final String QUERY_KPI = "query_kpi";
    /** A number of things, which no percentage is. */
    private static final Pattern NUMBER_OF = Pattern.compile("数量|总数|(?<![哪前后])(?:多少|几)(?:[辆台部家件票单起]|人(?!均))");

    private static final Set<String> SUCCEEDED = Set.of("妥投率", "一次妥投率", "时限准时率", "48小时准时率", "24小时准时率");
    private static final Pattern FAILED =
            Pattern.compile("[送投派签](?:不[到出成了]|没[到成])|没(?:有)?[送投派签][到成出]|晚点|误点|超时|迟到|不准[时点]");
    private static final Pattern RANK = Pattern.compile("最(?:(多|高|大|严重|厉害|凶)|少|低|轻)");

    private final Metrics metrics;
    private final KpiGuess kpis;
    private final WishGuess wishes;
    private final SlotFilling slots;

    KpiAnswers(Metrics metrics, KpiGuess kpis, WishGuess wishes, LanguageModel model) {
        this.metrics = metrics;
        this.kpis = kpis;
        this.wishes = wishes;
        this.slots = new SlotFilling(model);
    }

    /** Whether a KPI is known for certain, or that it is none of ours; else an article may as well speak of what is asked. */
    boolean isMeant(String question) {
        KpiGuess.Meant meant = kpis.read(question);
        return meant.certain().isPresent() || meant.likely().isEmpty();
    }

    /**
     * The answer to a question in which the parser finds a KPI.
     *
     * @param read the question as the parser read it
     */
    Draft named(Asked asked, String read, Metrics.Prepared found, Optional<String> conversation) {
        return reworded(asked, found)
                .or(() -> wishes.ofNamed(metrics, asked.text(), asked.today(), found.plainly()))
                .flatMap(wish -> understood(asked, wish, wish, conversation))
                .orElseGet(() -> withRatioTold(draft(found.answer(), read), asked));
    }

    /** The same of an English question; what it is asked back with goes on in English. */
    Draft inEnglish(String read, Metrics.Prepared found) {
        Draft draft = draft(found.answer(), read);
        return new Draft(
                draft.route(),
                draft.refused(),
                draft.pieces(),
                draft.citations(),
                draft.calls(),
                draft.choices().stream().map(metrics::inEnglish).toList(),
                draft.query());
    }

    /** What a tuned model reads where the KPI is said in other words than the catalogue's. */
    private Optional<String> reworded(Asked asked, Metrics.Prepared found) {
        Map<String, Object> parsed = found.described();
        if (parsed.isEmpty() || !slots.isTuned()) {
            return Optional.empty();
        }
        KpiGuess.Meant meant = kpis.read(asked.text());
        return slots.reword(asked.text(), meant, asked.progress()::cancelled)
                .filter(text -> SlotFilling.isBetter(metrics.read(text, asked.today()), parsed, meant));
    }

    /** What is made of a question that names no KPI, told before the figures: by a tuned model, else where KPI and wish are both told by what was learned. */
    Draft described(Asked asked) {
        Optional<String> uncounted = metrics.findUncounted(asked.text());
        if (uncounted.isPresent()) {
            return Draft.refused(Route.KPI, asked.words().say("ask.uncounted", uncounted.get()), List.of(), List.of());
        }
        KpiGuess.Meant meant = kpis.read(asked.text());
        Optional<String> unkept = metrics.findUnkept(asked.text());
        if (unkept.isPresent()) {
            return unkept(asked, unkept.get(), meant.choices());
        }
        return slots.reword(asked.text(), meant, asked.progress()::cancelled)
                .or(() -> meant.certain().flatMap(kpi -> wishes.ofDescribed(metrics, asked.text(), asked.today(), kpi)))
                .flatMap(text -> understood(asked, text, text, Optional.empty()))
                .or(() -> meant.certain()
                        .flatMap(kpi -> understood(
                                asked, ofSuccess(asked.text(), kpi) + "（" + kpi + "）", kpi, Optional.empty())))
                .orElseGet(() -> Draft.refused(
                        Route.KPI,
                        asked.words().say(meant.isKept() ? "ask.noKpi" : "ask.notKept"),
                        List.of(),
                        choices(asked, meant.choices())));
    }

    /** That there are no such figures; those that are nearest stand beside as what they are, over the time that is asked of. */
    private Draft unkept(Asked asked, String figure, List<String> near) {
        String time = metrics.said(asked.text(), asked.today())
                .map(Metrics.Said::time)
                .orElse("");
        return Draft.refused(
                Route.KPI,
                asked.words().say(near.isEmpty() ? "ask.unkept" : "ask.unkeptNear", figure),
                List.of(),
                near.isEmpty()
                        ? examples(asked.words())
                        : near.stream().map(kpi -> told(asked, time + kpi)).toList());
    }

    /** Where what fails is described, the most of it is the lowest rate of what succeeds: 送不到人手里的最多. */
    static String ofSuccess(String question, String kpi) {
        return SUCCEEDED.contains(kpi) && FAILED.matcher(question).find()
                ? RANK.matcher(question).replaceAll(rank -> rank.group(1) == null ? "最高" : "最低")
                : question;
    }

    private List<String> choices(Asked asked, List<String> likely) {
        return likely.isEmpty()
                ? examples(asked.words())
                : likely.stream()
                        .map(kpi -> told(asked, kpi) + asked.words().say("colon") + asked.text())
                        .toList();
    }

    /** A KPI or a question as the caller's language has it, as far as there are words for it. */
    private String told(Asked asked, String text) {
        return asked.caller().language() == Language.ENGLISH ? metrics.inEnglish(text) : text;
    }

    private Optional<Draft> understood(Asked asked, String text, String told, Optional<String> conversation) {
        return metrics.prepare(text, asked.today(), asked.caller(), conversation)
                .map(found -> draft(found.answer(), text))
                .map(draft -> draft.refused()
                        ? draft
                        : withRatioTold(draft, asked).after(understood(asked, told(asked, told))));
    }

    /** That a share is told where a number is asked for. */
    private static Draft withRatioTold(Draft draft, Asked asked) {
        boolean figures = Show.VALUES.name().equals(draft.query().get("show"))
                && List.of().equals(draft.query().get("conditions"));
        Optional<String> ratio =
                figures && NUMBER_OF.matcher(asked.text()).find() ? percentage(draft.query()) : Optional.empty();
        return ratio.map(kpi -> draft.after(new Piece(
                        asked.words().say("ask.ratioOnly", kpi), asked.words().say("ask.question"), kpi, List.of())))
                .orElse(draft);
    }

    /** Name of the first KPI of an answer where that is a percentage. */
    private static Optional<String> percentage(Map<String, Object> query) {
        return query.get("basis") instanceof Map<?, ?> basis
                        && basis.get("definitions") instanceof List<?> definitions
                        && !definitions.isEmpty()
                        && definitions.getFirst() instanceof Map<?, ?> first
                        && "%".equals(first.get("unit"))
                ? Optional.of(String.valueOf(first.get("zh")))
                : Optional.empty();
    }

    private static Piece understood(Asked asked, String told) {
        return new Piece(
                asked.words().say("ask.understood", told), asked.words().say("ask.question"), told, List.of());
    }

    static Draft draft(MetricAnswer answer, String question) {
        ToolCall call = new ToolCall(QUERY_KPI, Map.of("question", question));
        return answer.refused()
                ? Draft.refused(Route.KPI, answer.text(), List.of(call), answer.choices())
                : new Draft(
                        Route.KPI,
                        false,
                        List.of(new Piece(answer.text(), answer.source(), answer.text(), answer.names())),
                        List.of(),
                        List.of(call),
                        answer.choices(),
                        answer.query());
    }

    static List<String> examples(Wording words) {
        return List.of(words.say("ask.kpi1"), words.say("ask.kpi2"), words.say("ask.kpi3"));
    }
}
