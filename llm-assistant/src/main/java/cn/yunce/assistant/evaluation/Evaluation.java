package cn.yunce.assistant.evaluation;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Question;
import cn.yunce.assistant.evaluation.Bootstrap.Share;
import cn.yunce.assistant.evaluation.EvaluationReport.Miss;
import cn.yunce.assistant.retrieval.ArticleSearch;
import cn.yunce.assistant.retrieval.Hit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks a question set and scores the answers. */
public final class Evaluation {
    private static final String NO_MODEL = "none";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;

    private final Assistant assistant;
    private final ArticleSearch articles;
    private final Clock clock;

    /**
     * @param articles asked for the ranks of the gold articles, beside the answers and not timed
     * @param clock tells the day of questions without one
     */
    public Evaluation(Assistant assistant, ArticleSearch articles, Clock clock) {
        this.assistant = assistant;
        this.articles = articles;
        this.clock = clock;
    }

    /**
     * Reads a set, one JSON object a line: {id,persona,question,as_of,route,gold,answerable} and more that may be left out.
     *
     * @throws IllegalArgumentException naming file, line and what was expected
     */
    public static List<JudgedQuestion> read(Path file) throws IOException {
        List<JudgedQuestion> questions = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                questions.add(QuestionReader.parse(file + ":" + number, line));
            }
        }
        return List.copyOf(questions);
    }

    /**
     * @param model name of the language model that words answers, {@code none} without one
     * @param progress gets a line now and then
     */
    public EvaluationReport score(List<JudgedQuestion> questions, String model, Consumer<String> progress) {
        List<ScoredAnswer> scored = new ArrayList<>();
        for (JudgedQuestion question : questions) {
            FirstText firstText = new FirstText();
            Answer answer = answer(question, firstText);
            scored.add(ScoredAnswer.of(question, answer, today(question), ranked(question), firstText.millis()));
            if (scored.size() % 10 == 0) {
                progress.accept(scored.size() + " / " + questions.size());
            }
        }
        return report(scored, model);
    }

    /** The last answer of the conversation; one question alone is a conversation, too. */
    private Answer answer(JudgedQuestion question, FirstText firstText) {
        Caller caller = new Caller(question.role(), question.region());
        Optional<String> conversation = question.before().isEmpty()
                ? Optional.empty()
                : Optional.of("eval " + question.id() + " " + String.join(" ", question.before()));
        question.before().forEach(turn -> assistant.ask(new Question(turn, caller, question.asOf(), conversation)));
        return assistant.ask(new Question(question.question(), caller, question.asOf(), conversation), firstText);
    }

    private LocalDate today(JudgedQuestion question) {
        return question.asOf().orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZONE));
    }

    private List<ScoredAnswer.Article> ranked(JudgedQuestion question) {
        if (question.gold().isEmpty() || !question.answerable()) {
            return List.of();
        }
        return articles
                .search(question.question(), today(question), question.role(), ScoredAnswer.FIRST)
                .hits()
                .stream()
                .map(Hit::article)
                .map(article -> new ScoredAnswer.Article(article.law() + article.article(), article.version()))
                .toList();
    }

    private static EvaluationReport report(List<ScoredAnswer> scored, String model) {
        Map<String, Estimate> measures = measures(scored);
        return new EvaluationReport(
                scored.size(),
                model.equals(NO_MODEL) ? "A" : "B",
                model,
                value(measures, Metric.ROUTING.key()),
                value(measures, Metric.GOLD_CITED.key()),
                value(measures, Metric.CITATION_PRECISION.key()),
                refusal(scored),
                (int) scored.stream()
                        .mapToDouble(one -> part(one, Metric.UNSOURCED_NUMBERS))
                        .sum(),
                (long) value(measures, "medianMillis"),
                (long) value(measures, "p95Millis"),
                byRoute(scored),
                measures,
                byKind(scored),
                scored.stream()
                        .filter(one -> !one.faults().isEmpty())
                        .map(Evaluation::miss)
                        .toList());
    }

    private static Map<String, Estimate> measures(List<ScoredAnswer> scored) {
        Map<String, Estimate> measures = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            List<Share> shares = scored.stream()
                    .flatMap(one -> one.shares().entrySet().stream())
                    .filter(entry -> entry.getKey() == metric)
                    .map(Map.Entry::getValue)
                    .toList();
            if (!shares.isEmpty()) {
                measures.put(metric.key(), Bootstrap.share(shares));
            }
        }
        List<Bootstrap.Routed> routed = scored.stream()
                .filter(one -> one.shares().containsKey(Metric.ROUTING))
                .map(one -> new Bootstrap.Routed(
                        one.question().route(), one.answer().route()))
                .toList();
        if (!routed.isEmpty()) {
            measures.put("routingMacroF1", Bootstrap.macroF1(routed));
        }
        List<Long> millis = scored.stream().map(one -> one.answer().millis()).toList();
        measures.put("medianMillis", Bootstrap.quantile(millis, MEDIAN));
        measures.put("p95Millis", Bootstrap.quantile(millis, P95));
        List<Long> first =
                scored.stream().flatMap(one -> one.firstTextMillis().stream()).toList();
        if (!first.isEmpty()) {
            measures.put("medianMillisToFirstText", Bootstrap.quantile(first, MEDIAN));
        }
        return measures;
    }

    private static Map<String, Map<String, Estimate>> byKind(List<ScoredAnswer> scored) {
        Map<String, List<ScoredAnswer>> groups = new TreeMap<>();
        for (ScoredAnswer one : scored) {
            String kind = one.question().kind();
            groups.computeIfAbsent(kind, name -> new ArrayList<>()).add(one);
            if (!one.question().style().isEmpty()) {
                groups.computeIfAbsent(kind + "/" + one.question().style(), name -> new ArrayList<>())
                        .add(one);
            }
        }
        Map<String, Map<String, Estimate>> byKind = new LinkedHashMap<>();
        groups.forEach((kind, group) -> byKind.put(kind, measures(group)));
        return byKind;
    }

    private static Map<String, String> byRoute(List<ScoredAnswer> scored) {
        Map<String, List<ScoredAnswer>> routes = scored.stream()
                .collect(Collectors.groupingBy(one -> one.question().route().name()));
        Map<String, String> byRoute = new TreeMap<>();
        routes.forEach((route, group) -> byRoute.put(
                route,
                group.stream().filter(one -> part(one, Metric.ROUTING) > 0).count() + " / " + group.size()));
        return byRoute;
    }

    private static double refusal(List<ScoredAnswer> scored) {
        return scored.stream()
                .mapToInt(one -> one.answer().refused() != one.question().answerable() ? 1 : 0)
                .average()
                .orElse(1);
    }

    private static double part(ScoredAnswer one, Metric metric) {
        Share share = one.shares().get(metric);
        return share == null ? 0 : share.part();
    }

    private static double value(Map<String, Estimate> measures, String key) {
        Estimate estimate = measures.get(key);
        return estimate == null ? 1 : estimate.value();
    }

    private static Miss miss(ScoredAnswer one) {
        JudgedQuestion question = one.question();
        return new Miss(question.id(), question.question(), expected(question), got(one.answer()), one.faults());
    }

    private static String expected(JudgedQuestion question) {
        return question.route() + (question.answerable() ? " " + question.gold() : " refused");
    }

    private static String got(Answer answer) {
        return answer.route() + (answer.refused() ? " refused" : "") + " "
                + answer.citations().stream()
                        .map(ScoredAnswer.Article::of)
                        .map(ScoredAnswer.Article::label)
                        .toList();
    }
}
