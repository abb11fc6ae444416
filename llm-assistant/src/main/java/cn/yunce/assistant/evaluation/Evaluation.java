package cn.yunce.assistant.evaluation;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.Citation;
import cn.yunce.assistant.Question;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.SourcedNumber;
import cn.yunce.assistant.evaluation.EvaluationReport.Miss;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a question set and scores the answers. */
public final class Evaluation {
    private static final double P95 = 0.95;

    private Evaluation() {}

    /**
     * Reads a set, one JSON object a line: {id,persona,question,as_of,route,gold,answerable}.
     *
     * @throws IllegalArgumentException naming file, line and what was expected
     */
    public static List<JudgedQuestion> read(Path file) throws IOException {
        List<JudgedQuestion> questions = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                questions.add(parse(file + ":" + number, line));
            }
        }
        return List.copyOf(questions);
    }

    private static JudgedQuestion parse(String where, String line) {
        try {
            JsonNode row = JsonMapper.shared().readTree(line);
            String asOf = row.path("as_of").asString("");
            return new JudgedQuestion(
                    row.path("id").asString(""),
                    Role.valueOf(row.path("persona").asString("dispatcher").toUpperCase(Locale.ROOT)),
                    row.path("question").asString(""),
                    asOf.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(asOf)),
                    Route.valueOf(row.path("route").asString("")),
                    row.path("gold").valueStream().map(JsonNode::asString).toList(),
                    row.path("answerable").asBoolean(true));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    where + ": expected {id,persona,question,as_of,route,gold,answerable}, " + e.getMessage(), e);
        }
    }

    /** @param progress gets a line now and then */
    public static EvaluationReport score(
            Assistant assistant, List<JudgedQuestion> questions, Consumer<String> progress) {
        List<Miss> misses = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        Map<String, int[]> routes = new TreeMap<>();
        int routed = 0;
        int refusedRightly = 0;
        int withGold = 0;
        int hits = 0;
        int cited = 0;
        int citedGold = 0;
        int unsourced = 0;
        for (JudgedQuestion question : questions) {
            Answer answer = assistant.ask(
                    new Question(question.question(), question.role(), question.asOf(), Optional.empty()));
            millis.add(answer.millis());
            boolean rightRoute = answer.route() == question.route();
            boolean rightRefusal = answer.refused() != question.answerable();
            int[] route = routes.computeIfAbsent(question.route().name(), name -> new int[2]);
            route[0]++;
            route[1] += rightRoute ? 1 : 0;
            routed += rightRoute ? 1 : 0;
            refusedRightly += rightRefusal ? 1 : 0;
            unsourced += unsourced(answer);
            boolean hit = true;
            if (question.answerable() && !question.gold().isEmpty()) {
                long gold = answer.citations().stream()
                        .filter(citation -> question.gold().contains(citation.law() + citation.article()))
                        .count();
                hit = gold > 0;
                withGold++;
                hits += hit ? 1 : 0;
                cited += answer.citations().size();
                citedGold += (int) gold;
            }
            if (!rightRoute || !rightRefusal || !hit) {
                misses.add(new Miss(question.id(), question.question(), expected(question), got(answer)));
            }
            if (millis.size() % 10 == 0) {
                progress.accept(millis.size() + " / " + questions.size());
            }
        }
        List<Long> sorted = millis.stream().sorted().toList();
        return new EvaluationReport(
                questions.size(),
                share(routed, questions.size()),
                share(hits, withGold),
                share(citedGold, cited),
                share(refusedRightly, questions.size()),
                unsourced,
                quantile(sorted, 0.5),
                quantile(sorted, P95),
                routes.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue()[1] + " / " + entry.getValue()[0])),
                misses);
    }

    private static int unsourced(Answer answer) {
        if (answer.refused()) {
            return 0;
        }
        Set<String> sourced = new HashSet<>();
        answer.numbers().stream().map(SourcedNumber::value).forEach(sourced::add);
        // Digits of names (lines, vehicles) are no numbers; a source names whatever line or trip it speaks of.
        String names = answer.numbers().stream().map(SourcedNumber::source).collect(Collectors.joining("\n"));
        return (int) Quantities.find(answer.answer()).stream()
                .map(Quantity::text)
                .filter(number -> !sourced.contains(number) && !names.contains(number))
                .count();
    }

    private static String expected(JudgedQuestion question) {
        return question.route() + (question.answerable() ? " " + question.gold() : " refused");
    }

    private static String got(Answer answer) {
        return answer.route() + (answer.refused() ? " refused" : "") + " "
                + answer.citations().stream().map(Evaluation::title).toList();
    }

    private static String title(Citation citation) {
        return citation.law() + citation.article();
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 1 : (double) part / whole;
    }

    private static long quantile(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1));
    }
}
