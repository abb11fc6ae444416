package cn.yunce.assistant.chat;

import cn.yunce.assistant.retrieval.Words;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression on a question's vector and its strings of letters: letters tell the trade's terms apart that an embedding
 * takes for one. Learned by {@link ClassifierTraining}.
 */
final class QuestionClassifier {
    /** Weights that are held back make all labels too alike: with 1 the kinds of the develop part were told worse, with 2 about as well. */
    private static final double SHARPNESS = 1.5;

    record Guess(String label, double probability) {}

    private final List<String> labels;
    private final QuestionTerms terms;
    /** For each label its weights by the vector's numbers, by terms and, last, its bias. */
    private final float[][] weights;

    QuestionClassifier(List<String> labels, QuestionTerms terms, float[][] weights) {
        this.labels = List.copyOf(labels);
        this.terms = terms;
        this.weights = weights;
    }

    /** One that comes with the product. */
    static QuestionClassifier load(String name) {
        return Words.read(name, QuestionClassifier::read);
    }

    static QuestionClassifier read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        float[][] weights = new float[data.readInt()][data.readInt()];
        QuestionTerms terms = QuestionTerms.read(data);
        List<String> labels = new ArrayList<>();
        for (float[] row : weights) {
            labels.add(data.readUTF());
            for (int i = 0; i < row.length; i++) {
                row[i] = Float.float16ToFloat(data.readShort());
            }
        }
        return new QuestionClassifier(labels, terms, weights);
    }

    /** Number of labels and of weights, the terms, then each label's name and weights of 16 bits. */
    void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(weights.length);
        data.writeInt(weights[0].length);
        terms.write(data);
        for (int label = 0; label < weights.length; label++) {
            data.writeUTF(labels.get(label));
            for (float weight : weights[label]) {
                data.writeShort(Float.floatToFloat16(weight));
            }
        }
        data.flush();
    }

    /**
     * The likeliest first.
     *
     * @param vector the question's embedding
     */
    List<Guess> guesses(String question, float[] vector) {
        double[] shares = shares(vector, terms.weigh(question));
        return IntStream.range(0, shares.length)
                .mapToObj(label -> new Guess(labels.get(label), shares[label]))
                .sorted(Comparator.comparingDouble(Guess::probability).reversed())
                .toList();
    }

    private double[] shares(float[] vector, Map<Integer, Double> strings) {
        double[] scores = new double[weights.length];
        for (int label = 0; label < weights.length; label++) {
            float[] row = weights[label];
            double score = row[row.length - 1];
            for (int i = 0; i < vector.length; i++) {
                score += row[i] * vector[i];
            }
            for (Map.Entry<Integer, Double> string : strings.entrySet()) {
                score += row[vector.length + string.getKey()] * string.getValue();
            }
            scores[label] = SHARPNESS * score;
        }
        double most = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (int label = 0; label < scores.length; label++) {
            scores[label] = Math.exp(scores[label] - most);
            sum += scores[label];
        }
        for (int label = 0; label < scores.length; label++) {
            scores[label] /= sum;
        }
        return scores;
    }
}
