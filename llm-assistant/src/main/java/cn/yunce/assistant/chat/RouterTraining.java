package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.metric.Kpi;
import cn.yunce.assistant.metric.KpiCatalogue;
import cn.yunce.assistant.metric.MetricSlots;
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

/** Learns the kinds of questions and the KPIs that they mean from typical questions of articles and from examples. */
public final class RouterTraining {
    private RouterTraining() {}

    /**
     * Takes about a minute.
     *
     * @param written folder of route.jsonl, slots.jsonl, rewrite.jsonl and phrase.jsonl (training-data/tuning)
     */
    public static void train(TextEmbedder embedder, Path written, Path output) throws IOException {
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
        Map<String, List<float[]>> examples = new TreeMap<>();
        questions.forEach((label, texts) -> {
            List<float[]> vectors = embedder.embedPassages(texts);
            List<float[]> inputs = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                inputs.add(QuestionClassifier.input(texts.get(i), vectors.get(i)));
            }
            examples.put(label, inputs);
        });
        try (OutputStream out = Files.newOutputStream(output)) {
            QuestionClassifier.learn(examples).write(out);
        }
    }

    /**
     * Learns which KPI a question means.
     *
     * @param written folder of slots.jsonl and unknown-kpis.txt (training-data/tuning)
     */
    public static void trainKpis(TextEmbedder embedder, Path written, Path output) throws IOException {
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
}
