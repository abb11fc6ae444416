package cn.yunce.assistant.retrieval;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How likely no law answers a question at all (recipes, shares, small talk): a logistic model over the question's vector and the cosines to the
 * nearest questions of each sort, learned by {@link ScopeTraining}.
 */
final class Scope {
    /**
     * v0, v1 …: the question's vector; asked, foreign, second, unheld: cosine to the nearest typical question, to the two nearest questions of
     * no law and to the nearest of a law that is not there.
     */
    static final List<String> NAMES = Stream.concat(
                    IntStream.range(0, 512).mapToObj(i -> "v" + i),
                    Stream.of("asked", "foreign", "unheld", "second", "constant"))
            .toList();

    private static final String FILE = "scope-weights.csv";
    /** A cosine differs less than a vector does. */
    private static final double SPREAD = 5;
    /** Far below even: twenty questions that laws answer are learned from for each that none does. */
    private static final double FOREIGN = 0.2;

    private final LinearWeights weights;

    Scope(LinearWeights weights) {
        this.weights = weights;
    }

    static Scope load() {
        return new Scope(LinearWeights.load(FILE, NAMES));
    }

    /** Before anything is learned. */
    static Scope none() {
        return new Scope(new LinearWeights(new double[NAMES.size()]));
    }

    /** @param foreign cosines to the two nearest questions of no law */
    static double[] features(float[] question, double asked, double[] foreign, double unheld) {
        double[] features = new double[NAMES.size()];
        for (int i = 0; i < question.length; i++) {
            features[i] = question[i];
        }
        int at = question.length;
        features[at++] = SPREAD * asked;
        features[at++] = SPREAD * foreign[0];
        features[at++] = SPREAD * unheld;
        features[at++] = SPREAD * foreign[1];
        features[at] = 1;
        return features;
    }

    boolean isForeign(double[] features) {
        return of(features) > FOREIGN;
    }

    double of(double[] features) {
        return 1 / (1 + Math.exp(-weights.score(features)));
    }
}
