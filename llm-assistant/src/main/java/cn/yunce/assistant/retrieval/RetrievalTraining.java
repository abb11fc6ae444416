package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.corpus.QuestionEncoder;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Learns how spoken questions lead to articles, from pairs of the two, and writes what the search loads. */
public final class RetrievalTraining {
    static final int EPOCHS = 30;

    private RetrievalTraining() {}

    /** Takes minutes on two cores. */
    public static void train(TrainingData data, Path output, Consumer<String> progress) throws IOException {
        AdapterTraining.Collection statutes = data.statutes().vectors();
        AdapterTraining.Collection judged = data.judged().vectors();
        progress.accept("learning from " + statutes.questions().size() + " and "
                + judged.questions().size() + " questions");
        QuestionAdapter adapter = AdapterTraining.train(List.of(statutes, judged), EPOCHS);
        try (OutputStream out = Files.newOutputStream(output)) {
            adapter.write(out);
        }
    }

    /**
     * What train_encoder.py reads: the statutes' articles as vectors (32-bit numbers, little-endian), questions.jsonl with question and article (its place among
     * them), and the model that is tuned with its tokenizer.
     */
    public static void writeForEncoder(TrainingData data, Path folder) throws IOException {
        List<float[]> articles = data.statutes().vectors().articles();
        ByteBuffer vectors = ByteBuffer.allocate(articles.size() * TextEmbedder.DIMENSION * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer numbers = vectors.asFloatBuffer();
        articles.forEach(numbers::put);
        Files.write(folder.resolve("articles.vec"), vectors.array());
        List<String> questions = data.statutes().questions();
        Files.write(
                folder.resolve("questions.jsonl"),
                IntStream.range(0, questions.size())
                        .mapToObj(q -> JsonMapper.shared()
                                .writeValueAsString(Map.of(
                                        "question",
                                        questions.get(q),
                                        "article",
                                        data.statutes().vectors().answers().get(q)[0])))
                        .toList());
        for (String file : List.of(BgeSmall.WEIGHTS, BgeSmall.TOKENIZER)) {
            try (InputStream in = BgeSmall.resource(file)) {
                Files.copy(in, folder.resolve(file));
            }
        }
    }

    /** The embedder that the search uses. */
    public static TextEmbedder embedder() {
        return new BgeSmallEmbedder();
    }

    /**
     * The encoder of questions with weights that were tuned anew.
     *
     * @param weights as train_encoder.py writes them
     */
    public static QuestionEncoder encoder(Path weights) throws IOException {
        return new TunedEncoder(Files.readAllBytes(weights));
    }

    /** What people typically ask of statutes, of whatever article. */
    public static List<String> listTypicalQuestions() {
        return new ListedQuestions().listAll();
    }
}
