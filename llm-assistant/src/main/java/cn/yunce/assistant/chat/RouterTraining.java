package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Learns the kinds of questions from training-data/words: typical questions of articles, and examples of the other kinds. */
public final class RouterTraining {
    private static final String EXAMPLES = "/cn/yunce/assistant/retrieval/route-examples.csv";

    private RouterTraining() {}

    /** Takes about a minute. */
    public static void train(TextEmbedder embedder, Path output) throws IOException {
        try (OutputStream out = Files.newOutputStream(output)) {
            RouteClassifier.learn(examples(embedder)).write(out);
        }
    }

    private static Map<Route, List<float[]>> examples(TextEmbedder embedder) throws IOException {
        Map<Route, List<String>> questions = new EnumMap<>(Route.class);
        questions.put(Route.POLICY, RetrievalTraining.listTypicalQuestions());
        try (InputStream in = RouterTraining.class.getResourceAsStream(EXAMPLES)) {
            if (in == null) {
                throw new IllegalStateException(EXAMPLES + " is not on the class path.");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        String[] fields = line.split(",", 2);
                        questions
                                .computeIfAbsent(Route.valueOf(fields[0]), route -> new ArrayList<>())
                                .add(fields[1]);
                    });
        }
        Map<Route, List<float[]>> vectors = new EnumMap<>(Route.class);
        questions.forEach((route, texts) -> vectors.put(route, embedder.embedPassages(texts)));
        return vectors;
    }
}
