package cn.yunce.assistant.tuning;

import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.Caller;
import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.Question;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.chat.KpiGuess;
import cn.yunce.assistant.chat.LanguageModel;
import cn.yunce.assistant.chat.Lead;
import cn.yunce.assistant.chat.SlotFilling;
import cn.yunce.assistant.chat.WishGuess;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.guardrail.Evidence;
import cn.yunce.assistant.guardrail.SentenceCheck;
import cn.yunce.assistant.metric.MetricSlots;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.retrieval.ArticleSearch;
import cn.yunce.assistant.retrieval.Hit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scores what a model makes of the tasks beside what the product makes of them without one, and beside a simple way: the classifier and the rules
 * (routes), the classifier's KPI and the parser (slots), the question as it is (rewriting), the sentence with most of the question's words
 * (phrasing).
 */
public final class TaskLadder {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final int FIRST = 5;
    private static final int LOOKED_AT = 20;
    private static final double FUSION = 10;
    /** Longer is no answer to a dispatcher. */
    private static final int SHORT = 80;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。！？；])");
    private static final Pattern MARK = Pattern.compile("\\[\\d+]");

    private final Assistant assistant;
    private final Metrics metrics;
    private final ArticleSearch articles;
    private final TextEmbedder embedder;
    private final SentenceCheck check = SentenceCheck.lexical();

    /** @param assistant without a model */
    public TaskLadder(Assistant assistant, Metrics metrics, ArticleSearch articles, TextEmbedder embedder) {
        this.assistant = assistant;
        this.metrics = metrics;
        this.articles = articles;
        this.embedder = embedder;
    }

    /** Answers an example; empty where it has none. */
    public interface Answers {
        Optional<String> answer(ModelTask task, String input);

        static Answers of(LanguageModel model) {
            return (task, input) -> model.perform(task, input, () -> false);
        }

        /** Of a file of the trainer, or of what {@link #kept} wrote: lines with task, user and said. */
        static Answers read(Path file) throws IOException {
            Map<String, String> said = new HashMap<>();
            for (String line : Files.readAllLines(file)) {
                JsonNode row = JsonMapper.shared().readTree(line);
                said.put(
                        row.path("task").asString("") + row.path("user").asString(""),
                        row.path("said").asString(""));
            }
            return (task, input) -> Optional.ofNullable(said.get(task.name() + input));
        }

        /** Answers that are written down as they come, to be scored again by {@link Answers#read}. */
        static Answers kept(Answers answers, Consumer<String> lines) {
            return (task, input) -> {
                Optional<String> said = answers.answer(task, input);
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("task", task.name());
                line.put("user", input);
                line.put("said", said.orElse(""));
                lines.accept(JsonMapper.shared().writeValueAsString(line));
                return said;
            };
        }
    }

    /**
     * A measure of the simple way and of the model.
     *
     * @param decides whether it is the one that says if the model serves its task
     */
    public record Figure(ModelTask task, String measure, boolean decides, double simple, double model, int of) {
        static Figure of(ModelTask task, String measure, boolean decides, int simple, int model, int of) {
            int whole = Math.max(1, of);
            return new Figure(task, measure, decides, (double) simple / whole, (double) model / whole, of);
        }
    }

    /**
     * @param examples of routes, slots and phrasing
     * @param judged questions with their gold articles, of which the spoken ones are reworded
     * @param limit examples of a task that are scored at most
     */
    public List<Figure> score(Path examples, Path judged, Answers answers, int limit, Consumer<String> progress)
            throws IOException {
        List<TaskExample> all = TaskExample.read(examples);
        Timed timed = new Timed(answers);
        List<Figure> figures = new ArrayList<>(routes(of(all, ModelTask.ROUTE, limit), timed));
        progress.accept("routes: " + timed.since());
        figures.addAll(slots(of(all, ModelTask.SLOTS, limit), timed));
        progress.accept("slots: " + timed.since());
        figures.addAll(phrasing(of(all, ModelTask.PHRASE, limit), timed));
        progress.accept("phrasing: " + timed.since());
        figures.addAll(rewriting(judged, timed, limit));
        progress.accept("rewriting: " + timed.since());
        return figures;
    }

    /** How long answers take. */
    private static final class Timed implements Answers {
        private final Answers answers;
        private final List<Long> milliseconds = new ArrayList<>();

        Timed(Answers answers) {
            this.answers = answers;
        }

        @Override
        public Optional<String> answer(ModelTask task, String input) {
            long start = System.nanoTime();
            Optional<String> said = answers.answer(task, input);
            milliseconds.add((System.nanoTime() - start) / 1_000_000);
            return said;
        }

        /** Of the answers since the last time. */
        String since() {
            milliseconds.sort(null);
            String told = milliseconds.isEmpty()
                    ? "no answers"
                    : milliseconds.size() + " answers, median " + milliseconds.get(milliseconds.size() / 2) + " ms";
            milliseconds.clear();
            return told;
        }
    }

    private static List<TaskExample> of(List<TaskExample> all, ModelTask task, int limit) {
        return all.stream()
                .filter(example -> example.task() == task)
                .limit(limit)
                .toList();
    }

    private List<Figure> routes(List<TaskExample> examples, Answers answers) {
        List<String> right = new ArrayList<>();
        List<String> simple = new ArrayList<>();
        List<String> said = new ArrayList<>();
        Caller caller = Caller.of(Role.ADMIN);
        for (TaskExample example : examples) {
            right.add(example.said());
            simple.add(assistant
                    .ask(new Question(example.question(), caller, Optional.of(TODAY), Optional.empty()))
                    .route()
                    .name());
            said.add(answers.answer(ModelTask.ROUTE, example.input()).orElse(""));
        }
        return List.of(new Figure(
                ModelTask.ROUTE, "routes, macro-F1", true, macroF1(right, simple), macroF1(right, said), right.size()));
    }

    private static double macroF1(List<String> right, List<String> said) {
        double sum = 0;
        Set<String> routes = new TreeSet<>(right);
        for (String route : routes) {
            int both = 0;
            int either = 0;
            for (int i = 0; i < right.size(); i++) {
                both += right.get(i).equals(route) && said.get(i).equals(route) ? 2 : 0;
                either += (right.get(i).equals(route) ? 1 : 0) + (said.get(i).equals(route) ? 1 : 0);
            }
            sum += (double) both / either;
        }
        return sum / routes.size();
    }

    private List<Figure> slots(List<TaskExample> examples, Answers answers) {
        KpiGuess guess = KpiGuess.load(embedder);
        WishGuess wishes = WishGuess.load(embedder);
        int[] open = new int[3];
        int[] every = new int[6];
        for (TaskExample example : examples) {
            Map<String, Object> gold =
                    metrics.read(MetricSlots.parse(example.said()).question(), TODAY);
            Map<String, Object> parsed = metrics.read(example.question(), TODAY);
            KpiGuess.Meant meant = guess.read(example.question());
            Map<String, Object> near = parsed.isEmpty()
                    ? described(example.question(), meant, wishes)
                    : named(example.question(), parsed, wishes);
            Map<String, Object> filled = answers.answer(ModelTask.SLOTS, example.input())
                    .flatMap(json -> SlotFilling.read(json, example.question(), meant))
                    .map(slots -> metrics.read(slots.question(), TODAY))
                    .orElse(Map.of());
            if (parsed.isEmpty()) {
                open[0]++;
                open[1] += same(gold, near);
                open[2] += same(gold, filled);
            }
            every[0]++;
            every[1] += same(gold, parsed);
            every[2] += same(gold, parsed.isEmpty() ? filled : parsed);
            every[4] += same(gold, near);
            every[3] += same(gold, filled);
            every[5] += same(gold, goesFirst(example.question(), filled, parsed, meant) ? filled : near);
        }
        return List.of(
                Figure.of(
                        ModelTask.SLOTS,
                        "slots that the parser leaves open, query exact (simple: the likeliest KPI and wish)",
                        false,
                        open[1],
                        open[2],
                        open[0]),
                Figure.of(
                        ModelTask.SLOTS,
                        "all slots, query exact (simple: the parser)",
                        false,
                        every[1],
                        every[3],
                        every[0]),
                Figure.of(
                        ModelTask.SLOTS,
                        "all slots, first the parser (simple: then the likeliest KPI and wish; model: then the model)",
                        false,
                        every[4],
                        every[2],
                        every[0]),
                Figure.of(
                        ModelTask.SLOTS,
                        "all slots, as the product reads them (simple: without a model; model: first where no KPI is named exactly)",
                        true,
                        every[4],
                        every[5],
                        every[0]));
    }

    /** Whether the product takes a model's reading. */
    private boolean goesFirst(
            String question, Map<String, Object> filled, Map<String, Object> parsed, KpiGuess.Meant meant) {
        return !filled.isEmpty()
                && metrics.prepare(question, TODAY, Caller.of(Role.ADMIN), Optional.empty())
                        .map(found -> !found.described().isEmpty() && SlotFilling.isBetter(filled, parsed, meant))
                        .orElse(true);
    }

    /** What the product makes of a question that names no KPI, without a model. */
    private Map<String, Object> described(String question, KpiGuess.Meant meant, WishGuess wishes) {
        return meant.likely().stream()
                .findFirst()
                .map(kpi -> metrics.read(
                        wishes.ofDescribed(metrics, question, TODAY, kpi).orElse(question + kpi), TODAY))
                .orElse(Map.of());
    }

    /** The same of one that names a KPI. */
    private Map<String, Object> named(String question, Map<String, Object> parsed, WishGuess wishes) {
        return metrics.prepare(question, TODAY, Caller.of(Role.ADMIN), Optional.empty())
                .flatMap(found -> wishes.ofNamed(metrics, question, TODAY, found.plainly()))
                .map(text -> metrics.read(text, TODAY))
                .orElse(parsed);
    }

    private static int same(Map<String, Object> gold, Map<String, Object> said) {
        return !gold.isEmpty() && gold.equals(said) ? 1 : 0;
    }

    private List<Figure> phrasing(List<TaskExample> examples, Answers answers) {
        int[] supported = new int[2];
        int[] right = new int[2];
        int sentences = 0;
        int carried = 0;
        int leads = 0;
        int rightLeads = 0;
        for (TaskExample example : examples) {
            String quoted = TaskExample.nearest(
                            example.question(), example.sources().stream().flatMap(SENTENCE_END::splitAsStream))
                    .orElse("");
            String written = MARK.matcher(
                            answers.answer(ModelTask.PHRASE, example.input()).orElse(""))
                    .replaceAll("");
            String said = written.equals(ModelTask.UNANSWERED) ? written : Lead.of(written, example.sources());
            boolean carries = carried(said, example);
            supported[0] += carried(quoted, example) ? 1 : 0;
            supported[1] += carries ? 1 : 0;
            right[0] += right(quoted, example) ? 1 : 0;
            right[1] += carries && right(said, example) ? 1 : 0;
            if (!said.equals(ModelTask.UNANSWERED)) {
                boolean lead = carries && Lead.isNearest(example.question(), said, example.sources(), embedder);
                leads += lead ? 1 : 0;
                rightLeads += lead && right(said, example) ? 1 : 0;
                for (String sentence : SENTENCE_END.split(said)) {
                    sentences++;
                    carried += carried(sentence, example) ? 1 : 0;
                }
            }
        }
        return List.of(
                Figure.of(
                        ModelTask.PHRASE,
                        "phrasing, every sentence carried by a quote (simple: the sentence most like the question)",
                        false,
                        supported[0],
                        supported[1],
                        examples.size()),
                Figure.of(
                        ModelTask.PHRASE,
                        "phrasing, carried, short and with every fact, or rightly none",
                        true,
                        right[0],
                        right[1],
                        examples.size()),
                Figure.of(
                        ModelTask.PHRASE,
                        "phrasing, sentences of the model that are carried",
                        false,
                        sentences,
                        carried,
                        sentences),
                Figure.of(
                        ModelTask.PHRASE,
                        "phrasing, of what the product says before its quotes: short and with every fact",
                        false,
                        0,
                        rightLeads,
                        leads));
    }

    private boolean carried(String text, TaskExample example) {
        if (text.equals(ModelTask.UNANSWERED)) {
            return true;
        }
        Evidence evidence = new Evidence(
                example.sources().stream()
                        .map(source -> new Evidence.Source("", "", source))
                        .toList(),
                example.question());
        List<String> sentences = SENTENCE_END
                .splitAsStream(text)
                .filter(sentence -> !sentence.isBlank())
                .toList();
        return !sentences.isEmpty()
                && sentences.stream()
                        .allMatch(sentence ->
                                check.check(sentence.strip(), evidence).supported());
    }

    private static boolean right(String text, TaskExample example) {
        boolean answered = !text.equals(ModelTask.UNANSWERED);
        if (example.said().equals(ModelTask.UNANSWERED)) {
            return !answered;
        }
        return answered && text.length() <= SHORT && example.facts().stream().allMatch(text::contains);
    }

    private List<Figure> rewriting(Path judged, Answers answers, int limit) throws IOException {
        int[] found = new int[3];
        int questions = 0;
        for (String line : Files.readAllLines(judged)) {
            JsonNode row = JsonMapper.shared().readTree(line);
            if (!row.path("kind").asString("").equals("policy")
                    || !row.path("style").asString("").equals("spoken")
                    || questions == limit) {
                continue;
            }
            Set<String> gold = row.path("gold")
                    .valueStream()
                    .map(name -> name.asString(""))
                    .collect(Collectors.toSet());
            String question = row.path("question").asString("");
            List<String> plain = names(question);
            Optional<String> legal = answers.answer(ModelTask.REWRITE, question);
            List<String> reworded = legal.map(this::names).orElse(List.of());
            questions++;
            found[0] += hit(plain, gold);
            found[1] += hit(fused(plain, reworded), gold);
            found[2] += hit(reworded, gold);
        }
        return List.of(
                Figure.of(
                        ModelTask.REWRITE,
                        "rewriting, spoken questions, gold in five (simple: the question alone; model: both fused)",
                        true,
                        found[0],
                        found[1],
                        questions),
                Figure.of(
                        ModelTask.REWRITE,
                        "rewriting, the reworded question alone",
                        false,
                        found[0],
                        found[2],
                        questions));
    }

    private List<String> names(String question) {
        return articles.search(question, TODAY, Role.ADMIN, LOOKED_AT).hits().stream()
                .map(Hit::article)
                .map(article -> article.law() + article.article())
                .toList();
    }

    private static int hit(List<String> names, Set<String> gold) {
        return names.stream().limit(FIRST).anyMatch(gold::contains) ? 1 : 0;
    }

    /** By reciprocal ranks (Cormack et al. 2009). */
    private static List<String> fused(List<String> first, List<String> second) {
        Map<String, Double> score = new TreeMap<>();
        for (List<String> names : List.of(first, second)) {
            for (int i = 0; i < names.size(); i++) {
                score.merge(names.get(i), 1 / (FUSION + i), Double::sum);
            }
        }
        return score.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }
}
