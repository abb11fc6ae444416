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
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression on a question's vector and its strings of one to three letters (hashed, Weinberger et al. 2009), learned by
 * stochastic gradients; every label is drawn as often as any other. Letters tell the trade's terms apart that an embedding takes for one.
 */
final class QuestionClassifier {
    private static final int BUCKETS = 2_048;
    private static final int LONGEST = 3;
    private static final int EPOCHS = 60;
    private static final double RATE = 2;
    private static final double SLOWER = 0.1;
    private static final float BIAS_RATE = 0.1f;
    private static final float KEPT = 0.995f;
    private static final double NEGLIGIBLE = 1e-4;
    private static final long SEED = 1;

    record Guess(String label, double probability) {}

    private final List<String> labels;
    /** For each label its weights by input and, last, its bias. */
    private final float[][] weights;

    private QuestionClassifier(List<String> labels, float[][] weights) {
        this.labels = List.copyOf(labels);
        this.weights = weights;
    }

    /** One that comes with the product. */
    static QuestionClassifier load(String name) {
        return Words.read(name, QuestionClassifier::read);
    }

    static QuestionClassifier read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        float[][] weights = new float[data.readInt()][data.readInt()];
        List<String> labels = new ArrayList<>();
        for (float[] row : weights) {
            labels.add(data.readUTF());
            for (int i = 0; i < row.length; i++) {
                row[i] = Float.float16ToFloat(data.readShort());
            }
        }
        return new QuestionClassifier(labels, weights);
    }

    /** Number of labels and of weights, then each label's name and weights of 16 bits. */
    void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(weights.length);
        data.writeInt(weights[0].length);
        for (int label = 0; label < weights.length; label++) {
            data.writeUTF(labels.get(label));
            for (float weight : weights[label]) {
                data.writeShort(Float.floatToFloat16(weight));
            }
        }
        data.flush();
    }

    /**
     * Costs examples × labels × inputs for each of {@value #EPOCHS} rounds.
     *
     * @param examples inputs by label
     */
    static QuestionClassifier learn(Map<String, List<float[]>> examples) {
        List<String> labels = List.copyOf(new TreeMap<>(examples).keySet());
        List<List<float[]>> inputs = labels.stream()
                .map(label -> examples.getOrDefault(label, List.of()))
                .toList();
        int size = inputs.getFirst().getFirst().length;
        int steps = inputs.stream().mapToInt(List::size).sum();
        QuestionClassifier classifier = new QuestionClassifier(labels, new float[labels.size()][size + 1]);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            double rate = RATE / (1 + epoch * SLOWER);
            for (int step = 0; step < steps; step++) {
                int right = random.nextInt(labels.size());
                List<float[]> own = inputs.get(right);
                classifier.step(own.get(random.nextInt(own.size())), right, rate);
            }
            for (float[] row : classifier.weights) {
                for (int i = 0; i < size; i++) {
                    row[i] *= KEPT;
                }
            }
        }
        return classifier;
    }

    private void step(float[] input, int right, double rate) {
        double[] shares = shares(input);
        shares[right]--;
        for (int label = 0; label < weights.length; label++) {
            float slope = (float) (rate * shares[label]);
            if (Math.abs(slope) < NEGLIGIBLE) {
                continue;
            }
            float[] row = weights[label];
            for (int i = 0; i < input.length; i++) {
                row[i] -= slope * input[i];
            }
            row[input.length] -= BIAS_RATE * slope;
        }
    }

    /** The likeliest first. */
    List<Guess> guesses(float[] input) {
        double[] shares = shares(input);
        return IntStream.range(0, shares.length)
                .mapToObj(label -> new Guess(labels.get(label), shares[label]))
                .sorted(Comparator.comparingDouble(Guess::probability).reversed())
                .toList();
    }

    /** @param vector the question's embedding */
    static float[] input(String question, float[] vector) {
        float[] input = Arrays.copyOf(vector, vector.length + BUCKETS);
        String text = question.replaceAll("[\\p{P}\\s\\d]", "");
        double squares = 0;
        for (int length = 1; length <= LONGEST; length++) {
            for (int at = 0; at + length <= text.length(); at++) {
                int bucket = Math.floorMod(text.substring(at, at + length).hashCode() * 31 + length, BUCKETS);
                input[vector.length + bucket]++;
            }
        }
        for (int i = vector.length; i < input.length; i++) {
            squares += input[i] * input[i];
        }
        float norm = (float) Math.sqrt(Math.max(1, squares));
        for (int i = vector.length; i < input.length; i++) {
            input[i] /= norm;
        }
        return input;
    }

    private double[] shares(float[] input) {
        double[] scores = new double[weights.length];
        for (int label = 0; label < weights.length; label++) {
            float[] row = weights[label];
            double score = row[input.length];
            for (int i = 0; i < input.length; i++) {
                score += row[i] * input[i];
            }
            scores[label] = score;
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
