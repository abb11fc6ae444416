package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.chat.ClassifierTraining.Example;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.metric.Kpi;
import cn.yunce.assistant.metric.KpiCatalogue;
import cn.yunce.assistant.metric.MetricSlots;
import cn.yunce.assistant.metric.MetricWish;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import cn.yunce.assistant.retrieval.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Learns the kinds of questions, the KPIs that they mean and what they ask of these from typical questions of articles and from examples. */
public final class RouterTraining {
    private static final String ROUTES = "route-classifier.bin";
    private static final String KPIS = "kpi-classifier.bin";
    private static final String WISHES = "wish-classifier.bin";
    private static final String ROWS = "rows-classifier.bin";

    /** What is written. */
    public static final List<String> FILES = List.of(ROUTES, KPIS, WISHES, ROWS);

    private RouterTraining() {}

    /**
     * Takes about two minutes.
     *
     * @param written folder of route.jsonl, slots.jsonl, rewrite.jsonl, phrase.jsonl and unknown-kpis.txt (training-data/tuning)
     * @param output folder that the files go into
     */
    public static void train(TextEmbedder embedder, Path written, Path output) throws IOException {
        trainRoutes(embedder, written, output.resolve(ROUTES));
        trainKpis(embedder, written, output.resolve(KPIS));
        trainWishes(embedder, written, output.resolve(WISHES), output.resolve(ROWS));
    }

    private static void trainRoutes(TextEmbedder embedder, Path written, Path output) throws IOException {
        Map<String, List<String>> questions = new TreeMap<>();
        questions.put(Route.POLICY.name(), new ArrayList<>(RetrievalTraining.listTypicalQuestions()));
        Words.lines("route-examples.csv").stream()
                .skip(1)
                .map(line -> line.split(",", 2))
                .forEach(fields -> add(questions, fields[0], fields[1]));
        for (JsonNode row : rows(written.resolve("route.jsonl"))) {
            add(questions, row.path("route").asString(""), row.path("question").asString(""));
        }
        for (JsonNode row : rows(written.resolve("slots.jsonl"))) {
            add(questions, Route.KPI.name(), row.path("question").asString(""));
        }
        // What is asked of laws in whole sentences, with numbers and several clauses; what laws that are not there
        // answer is of laws, too.
        for (String file : List.of("rewrite.jsonl", "phrase.jsonl")) {
            for (JsonNode row : rows(written.resolve(file))) {
                add(questions, Route.POLICY.name(), row.path("question").asString(""));
            }
        }
        Words.lines("unheld-questions.csv").stream()
                .skip(1)
                .map(line -> line.split(",", 2))
                .forEach(fields ->
                        add(questions, (fields[0].isEmpty() ? Route.OUT_OF_SCOPE : Route.POLICY).name(), fields[1]));
        learn(embedder, questions, output);
    }

    private static void add(Map<String, List<String>> questions, String label, String question) {
        questions.computeIfAbsent(label, name -> new ArrayList<>()).add(question);
    }

    private static List<JsonNode> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static void learn(TextEmbedder embedder, Map<String, List<String>> questions, Path output)
            throws IOException {
        List<Example> examples = new ArrayList<>();
        questions.forEach((label, texts) -> {
            List<float[]> vectors = embedder.embedPassages(texts);
            for (int i = 0; i < texts.size(); i++) {
                examples.add(new Example(label, texts.get(i), vectors.get(i)));
            }
        });
        try (OutputStream out = Files.newOutputStream(output)) {
            ClassifierTraining.learn(examples).write(out);
        }
    }

    /** Which KPI a question means. */
    private static void trainKpis(TextEmbedder embedder, Path written, Path output) throws IOException {
        Map<String, List<String>> questions = new TreeMap<>();
        for (JsonNode row : rows(written.resolve("slots.jsonl"))) {
            List<String> kpis = MetricSlots.parse(row.path("slots").toString()).kpis();
            if (kpis.size() == 1) {
                add(questions, kpis.getFirst(), row.path("question").asString(""));
            }
        }
        questions.put(KpiGuess.NONE, Files.readAllLines(written.resolve("unknown-kpis.txt")));
        for (Kpi kpi : KpiCatalogue.load().kpis()) {
            List<String> own = questions.computeIfAbsent(kpi.zh(), name -> new ArrayList<>());
            own.add(kpi.zh());
            own.add(kpi.definition());
            kpi.synonyms().stream()
                    .filter(name -> name.codePoints().anyMatch(Character::isIdeographic))
                    .forEach(own::add);
        }
        learn(embedder, questions, output);
    }

    /** What is asked of KPIs, and by which rows. */
    private static void trainWishes(TextEmbedder embedder, Path written, Path wishes, Path rows) throws IOException {
        Map<String, List<String>> byWish = new TreeMap<>();
        Map<String, List<String>> byRows = new TreeMap<>();
        for (JsonNode row : rows(written.resolve("slots.jsonl"))) {
            MetricSlots slots = MetricSlots.parse(row.path("slots").toString());
            String question = MetricWish.masked(row.path("question").asString(""), slots.time(), slots.places());
            add(byWish, MetricWish.template(slots.want()), question);
            add(byRows, slots.rows(), question);
        }
        learn(embedder, byWish, wishes);
        learn(embedder, byRows, rows);
    }
}
