package cn.yunce.assistant.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What one unit of each feature adds to a score, as a file of training-data/words tells: feature,weight in the features' order. */
final class LinearWeights {
    private static final String HEADER = "feature,weight";

    private final double[] weights;

    LinearWeights(double[] weights) {
        this.weights = weights.clone();
    }

    /** @throws IllegalStateException when the file's features are others than {@code names} */
    static LinearWeights load(String file, List<String> names) {
        Set<String> lines = Words.lines(file);
        List<String> found = new ArrayList<>();
        double[] weights = new double[names.size()];
        for (String line : lines.stream().skip(1).toList()) {
            String[] fields = line.split(",", -1);
            if (fields.length == 2 && found.size() < weights.length) {
                weights[found.size()] = Double.parseDouble(fields[1]);
            }
            found.add(fields[0]);
        }
        if (!lines.iterator().next().equals(HEADER) || !found.equals(names)) {
            throw new IllegalStateException(file + ": expected weights of " + names + ", found those of " + found);
        }
        return new LinearWeights(weights);
    }

    void write(Path file, List<String> names) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < weights.length; i++) {
            lines.add(names.get(i) + "," + String.format(Locale.ROOT, "%.4f", weights[i]));
        }
        Files.write(file, lines);
    }

    double score(double[] features) {
        double score = 0;
        for (int i = 0; i < weights.length; i++) {
            score += weights[i] * features[i];
        }
        return score;
    }
}
