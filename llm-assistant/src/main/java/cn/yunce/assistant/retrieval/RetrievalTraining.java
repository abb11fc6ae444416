package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.corpus.TextEmbedder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

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

    /** The embedder that the search uses. */
    public static TextEmbedder embedder() {
        return new BgeSmallEmbedder();
    }

    /** What people typically ask of statutes, of whatever article. */
    public static List<String> listTypicalQuestions() {
        return new ListedQuestions().listAll();
    }
}
