package cn.yunce.assistant.chat;

import java.util.List;
import java.util.stream.IntStream;
import smile.classification.SparseLogisticRegression;
import smile.data.SparseDataset;
import smile.util.SparseArray;

/** Learns a {@link QuestionClassifier} (Smile). What a label has more examples than others for counts half as much as their share says. */
final class ClassifierTraining {
    private static final double RIDGE = 1.0 / 30;
    private static final double TOLERANCE = 1e-4;
    private static final int MOST_ROUNDS = 300;
    /** Of the logarithm of a label's share, taken off its bias. */
    private static final double PRIOR = 0.5;

    private ClassifierTraining() {}

    /** A question, its embedding, and what it is. */
    static final class Example {
        final String label;
        final String question;
        final float[] vector;

        Example(String label, String question, float[] vector) {
            this.label = label;
            this.question = question;
            this.vector = vector;
        }
    }

    /**
     * Costs examples × labels × their numbers for each of {@value #MOST_ROUNDS} rounds at most.
     *
     * @param examples of three labels at least
     */
    static QuestionClassifier learn(List<Example> examples) {
        List<String> labels = examples.stream()
                .map(example -> example.label)
                .distinct()
                .sorted()
                .toList();
        QuestionTerms terms = QuestionTerms.of(
                examples.stream().map(example -> example.question).toList());
        int size = examples.getFirst().vector.length + terms.size();
        int[] right = examples.stream()
                .mapToInt(example -> labels.indexOf(example.label))
                .toArray();
        double[][] learned = SparseLogisticRegression.multinomial(
                        SparseDataset.of(
                                examples.stream()
                                        .map(example -> input(terms, example.question, example.vector))
                                        .toList(),
                                size),
                        right,
                        RIDGE,
                        TOLERANCE,
                        MOST_ROUNDS)
                .coefficients();
        float[][] weights = new float[labels.size()][size + 1];
        for (int label = 0; label < weights.length; label++) {
            for (int i = 0; label < learned.length && i <= size; i++) {
                weights[label][i] = (float) learned[label][i];
            }
            int own = label;
            long share = IntStream.of(right).filter(one -> one == own).count();
            weights[label][size] -= (float) (PRIOR * Math.log((double) share / right.length));
        }
        return new QuestionClassifier(labels, terms, weights);
    }

    private static SparseArray input(QuestionTerms terms, String question, float[] vector) {
        SparseArray input = new SparseArray();
        for (int i = 0; i < vector.length; i++) {
            input.append(i, vector[i]);
        }
        terms.weigh(question).forEach((place, weight) -> input.append(vector.length + place, weight));
        return input;
    }
}
