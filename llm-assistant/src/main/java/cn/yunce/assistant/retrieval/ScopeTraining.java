package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.corpus.TextEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import smile.classification.LogisticRegression;

/**
 * Learns {@link Scope} by logistic regression (Smile): typical questions and those of laws that are not there against those of no law. Each is
 * compared with the rest of its sort.
 */
final class ScopeTraining {
    private static final double PENALTY = 1;
    private static final double TOLERANCE = 1e-5;
    private static final int MAX_ITERATIONS = 500;
    private static final int FOLDS = 5;
    /** Two wordings that are one. */
    private static final double SAME = 0.999;

    private ScopeTraining() {}

    /**
     * Writes scope-weights.csv and tells how good it is on what it has not learned from.
     *
     * @param typical vectors of typical questions
     * @param vectors of {@code listed}, in its order
     */
    static void train(
            List<float[]> typical,
            List<UnheldQuestions.Unheld> listed,
            List<float[]> vectors,
            Path output,
            Consumer<String> progress)
            throws IOException {
        UnheldQuestions unheld = new UnheldQuestions(listed, vectors);
        List<double[]> rows = new ArrayList<>();
        List<Boolean> foreign = new ArrayList<>();
        for (float[] vector : typical) {
            rows.add(row(vector, typical, unheld));
            foreign.add(false);
        }
        for (int i = 0; i < listed.size(); i++) {
            rows.add(row(vectors.get(i), typical, unheld));
            foreign.add(listed.get(i).law().isEmpty());
        }
        report(rows, foreign, progress);
        fit(rows, foreign).write(output.resolve("scope-weights.csv"), Scope.NAMES);
    }

    private static double[] row(float[] vector, List<float[]> typical, UnheldQuestions unheld) {
        double asked = typical.stream()
                .mapToDouble(other -> TextEmbedder.likeness(vector, other))
                .filter(cosine -> cosine < SAME)
                .max()
                .orElse(-1);
        return Scope.features(
                vector,
                asked,
                unheld.listForeignCosines(vector, SAME),
                unheld.nearest(vector, Set.of(), SAME)
                        .map(UnheldQuestions.Nearest::cosine)
                        .orElse(-1.0));
    }

    private static void report(List<double[]> rows, List<Boolean> foreign, Consumer<String> progress) {
        int[] told = new int[2];
        int[] count = new int[2];
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            int[] kept = IntStream.range(0, rows.size())
                    .filter(i -> i % FOLDS != left)
                    .toArray();
            Scope scope = new Scope(fit(
                    Arrays.stream(kept).mapToObj(rows::get).toList(),
                    Arrays.stream(kept).mapToObj(foreign::get).toList()));
            for (int i = fold; i < rows.size(); i += FOLDS) {
                int kind = foreign.get(i) ? 1 : 0;
                count[kind]++;
                told[kind] += scope.isForeign(rows.get(i)) ? 1 : 0;
            }
        }
        progress.accept(String.format(
                Locale.ROOT,
                "scope: %d of %d questions of no law told, of %d others %d taken for such",
                told[1],
                count[1],
                count[0],
                told[0]));
    }

    private static LinearWeights fit(List<double[]> rows, List<Boolean> labels) {
        double[][] x = rows.toArray(double[][]::new);
        int[] y = labels.stream().mapToInt(label -> label ? 1 : 0).toArray();
        double[] learned = LogisticRegression.binomial(x, y, PENALTY, TOLERANCE, MAX_ITERATIONS)
                .coefficients();
        double[] weights = Arrays.copyOf(learned, x[0].length);
        weights[weights.length - 1] += learned[x[0].length];
        return new LinearWeights(weights);
    }
}
