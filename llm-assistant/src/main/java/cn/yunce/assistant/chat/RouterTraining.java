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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Learns the kinds of questions from training-data/words: typical questions of articles, and examples of the other kinds. */
public final class RouterTraining {
    private RouterTraining() {}

    /** Takes about a minute. */
    public static void train(TextEmbedder embedder, Path output) throws IOException {
        try (OutputStream out = Files.newOutputStream(output)) {
            RouteClassifier.learn(examples(embedder)).write(out);
        }
    }

    /**
     * Learns which KPI a question means.
     *
     * @param slots questions with the slots that they were read as (training-data/tuning/slots.jsonl)
     */
    public static void trainKpis(TextEmbedder embedder, Path slots, Path output) throws IOException {
        Map<String, List<String>> questions = new TreeMap<>();
        for (String line : Files.readAllLines(slots)) {
            JsonNode row = JsonMapper.shared().readTree(line);
            List<String> kpis = MetricSlots.parse(row.path("slots").toString()).kpis();
            if (kpis.size() == 1) {
                questions
                        .computeIfAbsent(kpis.getFirst(), kpi -> new ArrayList<>())
                        .add(row.path("question").asString(""));
            }
        }
        for (Kpi kpi : KpiCatalogue.load().kpis()) {
            List<String> own = questions.computeIfAbsent(kpi.zh(), name -> new ArrayList<>());
            own.add(kpi.zh());
            own.add(kpi.definition());
            kpi.synonyms().stream()
                    .filter(name -> name.codePoints().anyMatch(Character::isIdeographic))
                    .forEach(own::add);
        }
        Map<String, List<float[]>> examples = new TreeMap<>();
        questions.forEach((kpi, texts) -> {
            List<float[]> vectors = embedder.embedPassages(texts);
            List<float[]> inputs = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                inputs.add(QuestionClassifier.input(texts.get(i), vectors.get(i)));
            }
            examples.put(kpi, inputs);
        });
        try (OutputStream out = Files.newOutputStream(output)) {
            QuestionClassifier.learn(examples).write(out);
        }
    }

    private static Map<Route, List<float[]>> examples(TextEmbedder embedder) {
        Map<Route, List<String>> questions = new EnumMap<>(Route.class);
        questions.put(Route.POLICY, RetrievalTraining.listTypicalQuestions());
        Words.lines("route-examples.csv").stream().skip(1).forEach(line -> {
            String[] fields = line.split(",", 2);
            questions
                    .computeIfAbsent(Route.valueOf(fields[0]), route -> new ArrayList<>())
                    .add(fields[1]);
        });
        Map<Route, List<float[]>> vectors = new EnumMap<>(Route.class);
        questions.forEach((route, texts) -> vectors.put(route, embedder.embedPassages(texts)));
        return vectors;
    }
}
