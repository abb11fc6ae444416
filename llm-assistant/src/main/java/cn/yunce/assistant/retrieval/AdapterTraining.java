package cn.yunce.assistant.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Learns a {@link QuestionAdapter} on questions and the articles that answer them: softmax over all articles of the question's own
 * collection, scaled cosines (InfoNCE; van den Oord et al. 2018), weight decay, full gradients, Adam (Kingma and Ba 2015). Without
 * randomness. An epoch costs questions × articles × size, on all cores.
 */
final class AdapterTraining {
    private static final float TEMPERATURE = 0.05f;
    private static final float DECAY = 0.01f;
    private static final float RATE = 0.004f;
    private static final double MOMENT = 0.9;
    private static final double SQUARE_MOMENT = 0.999;
    private static final double TINY = 1e-8;
    /** Most articles have less than this share of a question, and all of those together next to nothing. */
    private static final double NEGLIGIBLE = 1e-6;
    /** Questions that a column of the articles is added to while it is in the nearest cache. */
    private static final int BLOCK = 8;

    /**
     * @param articles unit vectors
     * @param questions unit vectors
     * @param answers places of the articles that answer each question
     * @param laws that each question is asked of; a law counts by the root of how many it has, so that a long one does not decide alone
     */
    record Collection(List<float[]> articles, List<float[]> questions, List<int[]> answers, List<String> laws) {
        /** Of each question, one in all. */
        float[] shares() {
            Map<String, Long> sizes =
                    laws.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            double[] shares = laws.stream()
                    .mapToDouble(law -> 1 / Math.sqrt(sizes.getOrDefault(law, 1L)))
                    .toArray();
            double sum = Arrays.stream(shares).sum();
            float[] normed = new float[shares.length];
            for (int i = 0; i < normed.length; i++) {
                normed[i] = (float) (shares[i] / sum);
            }
            return normed;
        }
    }

    private AdapterTraining() {}

    /** Each collection counts the same, however many questions it has. */
    static QuestionAdapter train(List<Collection> collections, int epochs) {
        int size = collections.getFirst().articles().getFirst().length;
        float[] weights = new float[size * size];
        double[] first = new double[size * size];
        double[] second = new double[size * size];
        List<float[]> shares = collections.stream().map(Collection::shares).toList();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            float[] gradient = new float[size * size];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = DECAY * weights[i];
            }
            for (int i = 0; i < collections.size(); i++) {
                addGradient(collections.get(i), shares.get(i), weights, size, 1f / collections.size(), gradient);
            }
            double bias1 = 1 - Math.pow(MOMENT, epoch);
            double bias2 = 1 - Math.pow(SQUARE_MOMENT, epoch);
            for (int i = 0; i < weights.length; i++) {
                first[i] = MOMENT * first[i] + (1 - MOMENT) * gradient[i];
                second[i] = SQUARE_MOMENT * second[i] + (1 - SQUARE_MOMENT) * gradient[i] * gradient[i];
                weights[i] -= (float) (RATE * first[i] / bias1 / (Math.sqrt(second[i] / bias2) + TINY));
            }
        }
        return new QuestionAdapter(size, weights);
    }

    private static void addGradient(
            Collection collection, float[] shares, float[] weights, int size, float share, float[] gradient) {
        float[][] columns = columns(collection.articles(), size);
        float[][] slopes = new float[collection.questions().size()][];
        IntStream.rangeClosed(0, (slopes.length - 1) / BLOCK).parallel().forEach(block -> {
            int from = block * BLOCK;
            int to = Math.min(slopes.length, from + BLOCK);
            addSlopes(collection, from, to, columns, weights, size, shares, share, slopes);
        });
        // By rows of the gradient, so that the sum's order does not depend on threads.
        IntStream.range(0, size).parallel().forEach(i -> {
            for (int q = 0; q < slopes.length; q++) {
                add(collection.questions().get(q)[i], slopes[q], 0, gradient, i * size, size);
            }
        });
    }

    /** Of the articles' vectors: their sums with factors run over neighbouring numbers, which the compiler makes vectors of. */
    private static float[][] columns(List<float[]> articles, int size) {
        float[][] columns = new float[size][articles.size()];
        for (int a = 0; a < articles.size(); a++) {
            for (int i = 0; i < size; i++) {
                columns[i][a] = articles.get(a)[i];
            }
        }
        return columns;
    }

    /** Of the questions from..to: derivatives of their losses by their moved vectors before these are brought to unit length. */
    private static void addSlopes(
            Collection collection,
            int from,
            int to,
            float[][] columns,
            float[] weights,
            int size,
            float[] shares,
            float share,
            float[][] slopes) {
        List<float[]> articles = collection.articles();
        float[][] moved = new float[to - from][];
        float[] lengths = new float[moved.length];
        for (int q = 0; q < moved.length; q++) {
            float[] question = collection.questions().get(from + q);
            moved[q] = Arrays.copyOf(question, size);
            for (int i = 0; i < size; i++) {
                add(question[i], weights, i * size, moved[q], 0, size);
            }
            lengths[q] = (float) Math.sqrt(dot(moved[q], moved[q]));
            for (int j = 0; j < size; j++) {
                moved[q][j] /= lengths[q];
            }
        }
        float[][] likeness = new float[moved.length][articles.size()];
        for (int i = 0; i < size; i++) {
            for (int q = 0; q < moved.length; q++) {
                add(moved[q][i] / TEMPERATURE, columns[i], 0, likeness[q], 0, articles.size());
            }
        }
        for (int q = 0; q < moved.length; q++) {
            double[] missed = missed(likeness[q], collection.answers().get(from + q));
            float[] slope = new float[size];
            for (int a = 0; a < missed.length; a++) {
                if (Math.abs(missed[a]) > NEGLIGIBLE) {
                    add(
                            (float) (missed[a] * share * shares[from + q] / TEMPERATURE),
                            articles.get(a),
                            0,
                            slope,
                            0,
                            size);
                }
            }
            float along = dot(slope, moved[q]);
            for (int j = 0; j < size; j++) {
                slope[j] = (slope[j] - along * moved[q][j]) / lengths[q];
            }
            slopes[from + q] = slope;
        }
    }

    /** What the softmax gives each article less what it should. */
    private static double[] missed(float[] likeness, int[] answers) {
        float most = Float.NEGATIVE_INFINITY;
        for (float one : likeness) {
            most = Math.max(most, one);
        }
        double[] missed = new double[likeness.length];
        double sum = 0;
        for (int a = 0; a < missed.length; a++) {
            missed[a] = Math.exp(likeness[a] - most);
            sum += missed[a];
        }
        for (int a = 0; a < missed.length; a++) {
            missed[a] /= sum;
        }
        for (int answer : answers) {
            missed[answer] -= 1.0 / answers.length;
        }
        return missed;
    }

    private static void add(float factor, float[] from, int fromOffset, float[] to, int toOffset, int size) {
        for (int j = 0; j < size; j++) {
            to[toOffset + j] += factor * from[fromOffset + j];
        }
    }

    /** In eight sums side by side, which the compiler makes one vector of. */
    private static float dot(float[] a, float[] b) {
        float[] sums = new float[8];
        for (int i = 0; i < a.length; i += 8) {
            for (int k = 0; k < 8; k++) {
                sums[k] += a[i + k] * b[i + k];
            }
        }
        float sum = 0;
        for (float part : sums) {
            sum += part;
        }
        return sum;
    }
}
