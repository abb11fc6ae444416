package cn.yunce.assistant.retrieval;

import java.util.List;

/**
 * How likely the first of the articles found answers the question: a logistic model over what speaks for it, learned by
 * {@link RankingTraining} on questions that are answered, and on questions whose law is not there or that no law answers.
 */
final class Certainty {
    /**
     * score and gap: of the first article, and how far the second is behind; asked: the nearest typical question of any article; unheld: the
     * nearest question of a law that is not there, both above {@link ArticleFeatures#FLOOR}. The others as in {@link ArticleFeatures}.
     */
    static final List<String> NAMES = List.of(
            "score",
            "gap",
            "typical",
            "encoded",
            "overlap",
            "sentence",
            "characters",
            "asked",
            "meaning",
            "unheld",
            "constant");

    private static final String FILE = "certainty-weights.csv";
    /** Between a first article and the next there is no more to tell. */
    private static final double MAX_GAP = 20;

    private final LinearWeights weights;

    Certainty(LinearWeights weights) {
        this.weights = weights;
    }

    static Certainty load() {
        return new Certainty(LinearWeights.load(FILE, NAMES));
    }

    /** Before anything is learned. */
    static Certainty none() {
        return new Certainty(new LinearWeights(new double[NAMES.size()]));
    }

    /**
     * @param first features of the first article
     * @param asked cosine of the nearest typical question of any article in force
     * @param unheld cosine of the nearest question of a law that is not there
     */
    static double[] features(double score, double gap, double[] first, double asked, double unheld) {
        return new double[] {
            score,
            Math.min(gap, MAX_GAP),
            ArticleFeatures.value(first, "typical"),
            ArticleFeatures.value(first, "encoded"),
            ArticleFeatures.value(first, "overlap"),
            ArticleFeatures.value(first, "sentence"),
            ArticleFeatures.value(first, "characters"),
            Math.max(0, asked - ArticleFeatures.FLOOR),
            ArticleFeatures.value(first, "meaning"),
            Math.max(0, unheld - ArticleFeatures.FLOOR),
            1
        };
    }

    double of(double[] features) {
        return 1 / (1 + Math.exp(-weights.score(features)));
    }
}
