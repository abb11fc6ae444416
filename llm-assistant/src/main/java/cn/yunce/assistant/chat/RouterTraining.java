package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.corpus.TextEmbedder;
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

/** Learns the kinds of questions from training-data/words: typical questions of articles, and examples of the other kinds. */
public final class RouterTraining {
    private RouterTraining() {}

    /** Takes about a minute. */
    public static void train(TextEmbedder embedder, Path output) throws IOException {
        try (OutputStream out = Files.newOutputStream(output)) {
            RouteClassifier.learn(examples(embedder)).write(out);
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
