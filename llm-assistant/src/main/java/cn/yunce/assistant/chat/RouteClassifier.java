package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.retrieval.Words;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Multinomial logistic regression on a question's vector. Every route counts the same, however many examples it has; the weights decay
 * towards 0. Learned by full gradients and without randomness.
 */
final class RouteClassifier {
    private static final int STEPS = 600;
    private static final double RATE = 8;
    private static final double DECAY = 2e-5;

    record Guess(Route route, double probability) {}

    private final Route[] routes;
    /** For each route its weights by input and, last, its bias. */
    private final float[][] weights;

    private RouteClassifier(Route[] routes, float[][] weights) {
        this.routes = routes;
        this.weights = weights;
    }

    /** The weights that come with the product. */
    static RouteClassifier load() {
        return Words.read("route-classifier.bin", RouteClassifier::read);
    }

    static RouteClassifier read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        Route[] routes = new Route[data.readInt()];
        float[][] weights = new float[routes.length][data.readInt()];
        for (int r = 0; r < routes.length; r++) {
            routes[r] = Route.valueOf(data.readUTF());
            for (int i = 0; i < weights[r].length; i++) {
                weights[r][i] = data.readFloat();
            }
        }
        return new RouteClassifier(routes, weights);
    }

    /** Number of routes and of weights, then each route's name and weights. */
    void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(routes.length);
        data.writeInt(weights[0].length);
        for (int r = 0; r < routes.length; r++) {
            data.writeUTF(routes[r].name());
            for (float weight : weights[r]) {
                data.writeFloat(weight);
            }
        }
        data.flush();
    }

    /** Costs examples × routes × size a step. */
    static RouteClassifier learn(Map<Route, List<float[]>> examples) {
        Map<Route, List<float[]>> sorted = new EnumMap<>(examples);
        Route[] routes = sorted.keySet().toArray(Route[]::new);
        List<List<float[]>> vectorsOf = List.copyOf(sorted.values());
        int size = vectorsOf.getFirst().getFirst().length;
        RouteClassifier classifier = new RouteClassifier(routes, new float[routes.length][size + 1]);
        for (int step = 0; step < STEPS; step++) {
            double[][] gradient = new double[routes.length][size + 1];
            for (int right = 0; right < routes.length; right++) {
                List<float[]> vectors = vectorsOf.get(right);
                for (float[] vector : vectors) {
                    double[] shares = classifier.shares(vector);
                    shares[right]--;
                    for (int r = 0; r < routes.length; r++) {
                        double slope = shares[r] / vectors.size() / routes.length;
                        for (int i = 0; i < size; i++) {
                            gradient[r][i] += slope * vector[i];
                        }
                        gradient[r][size] += slope;
                    }
                }
            }
            for (int r = 0; r < routes.length; r++) {
                for (int i = 0; i <= size; i++) {
                    double decay = i == size ? 0 : DECAY * classifier.weights[r][i];
                    classifier.weights[r][i] -= (float) (RATE * (gradient[r][i] + decay));
                }
            }
        }
        return classifier;
    }

    Guess guess(float[] vector) {
        double[] shares = shares(vector);
        int best = 0;
        for (int r = 1; r < shares.length; r++) {
            best = shares[r] > shares[best] ? r : best;
        }
        return new Guess(routes[best], shares[best]);
    }

    private double[] shares(float[] vector) {
        double[] scores = new double[routes.length];
        for (int r = 0; r < routes.length; r++) {
            double score = weights[r][vector.length];
            for (int i = 0; i < vector.length; i++) {
                score += weights[r][i] * vector[i];
            }
            scores[r] = score;
        }
        double most = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (int r = 0; r < scores.length; r++) {
            scores[r] = Math.exp(scores[r] - most);
            sum += scores[r];
        }
        for (int r = 0; r < scores.length; r++) {
            scores[r] /= sum;
        }
        return scores;
    }
}
