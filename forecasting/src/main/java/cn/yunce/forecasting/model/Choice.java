package cn.yunce.forecasting.model;

import cn.yunce.forecasting.ModelWeight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Combines each series' forecasts by weights that make the absolute error at the rolling origins small: found for all series together
 * that have the same models, then moved by how much better or worse each model was on the series itself. Weights are not negative and
 * sum to one. Ten windows of one series are few, so the panel leads; what blows up on some series loses its weight on all.
 *
 * <p>Kivinen, Warmuth (1997), Exponentiated gradient versus gradient descent for linear predictors, Information and Computation 132(1).
 */
final class Choice {
    private static final int FIRST_STEPS = 30;
    private static final int PANEL_STEPS = 120;
    private static final int LARGE_PANEL = 20;
    private static final double PANEL_RATE = 0.3;
    private static final double PANEL_POWER = 8;
    private static final double OWN_POWER = 3;
    /** Observations at the first origin at which half of the weight goes to all models by their usual error alone. */
    private static final double HALF_TRUSTED = 40;

    private static final double EVEN_POWER = 4;
    private static final double LEAST_RELATIVE = 1e-6;
    private static final int MOST_ERRORS = 40_000;
    private static final double FARTHEST = 20;
    private static final double LEAST_NAMED = 0.05;
    /** Where the naive has more, nothing else is any good. */
    private static final double MOST_TAKEN = 0.9;

    final Trials trials;
    final Trials.Trial chosen;
    final String why;
    /** Of each trial. */
    final double[] weights;

    private Choice(Trials trials, double[] weights, Trials.Trial chosen, String why) {
        this.trials = trials;
        this.weights = weights;
        this.chosen = chosen;
        this.why = why;
    }

    /** Another forecast of the same series instead. */
    Choice by(Trials.Trial other, String because) {
        trials.trials.add(other);
        double[] all = new double[trials.trials.size()];
        all[all.length - 1] = 1;
        return new Choice(trials, all, other, because);
    }

    /** Models with a weight. */
    List<ModelWeight> modelWeights() {
        return IntStream.range(0, weights.length)
                .filter(model -> weights[model] > 0)
                .mapToObj(model -> new ModelWeight(trials.trials.get(model).name, weights[model]))
                .toList();
    }

    /** What a panel's errors say of each set of models. */
    static Map<String, PanelWeights> learn(List<Trials> panel) {
        Map<String, List<Trials>> alike = new LinkedHashMap<>();
        for (Trials trials : panel) {
            if (isComparable(trials)) {
                alike.computeIfAbsent(kind(trials), kind -> new ArrayList<>()).add(trials);
            }
        }
        Map<String, PanelWeights> weights = new LinkedHashMap<>();
        alike.forEach((kind, group) -> weights.put(kind, panelWeights(group)));
        return weights;
    }

    /**
     * Chooses for each series by what a panel said; a set of models that the panel did not have goes by the series' own errors.
     *
     * @param withNaive whether the seasonal naive may have a weight: it hedges against what the others share, which averaging over a
     *     hierarchy does too
     */
    static List<Choice> choose(List<Trials> panel, Map<String, PanelWeights> learnt, boolean withNaive) {
        return panel.parallelStream()
                .map(trials -> isComparable(trials)
                        ? combined(
                                trials,
                                learnt.getOrDefault(kind(trials), PanelWeights.unknown(trials.trials.size())),
                                withNaive)
                        : only(trials))
                .toList();
    }

    private static boolean isComparable(Trials trials) {
        return trials.origins.length > 0 && !trials.series.constant && unit(trials) > 0;
    }

    private static String kind(Trials trials) {
        return (trials.series.intermittent ? "intermittent " : "")
                + String.join(
                        ", ", trials.trials.stream().map(trial -> trial.name).toList());
    }

    /** The first forecaster's error, the seasonal naive's. */
    private static double unit(Trials trials) {
        return trials.error(trials.trials.getFirst());
    }

    private static Choice only(Trials trials) {
        Trials.Trial only = trials.trials.getLast();
        double[] weights = new double[trials.trials.size()];
        weights[weights.length - 1] = 1;
        return new Choice(
                trials, weights, only, only.name + ": the history is too short or too plain to compare models.");
    }

    /** Each model's weight on a panel, and its median error relative to the seasonal naive's. */
    static final class PanelWeights {
        final double[] weights;
        final double[] relative;

        PanelWeights(double[] weights, double[] relative) {
            this.weights = weights;
            this.relative = relative;
        }

        static PanelWeights unknown(int models) {
            double[] even = new double[models];
            Arrays.fill(even, 1.0 / models);
            double[] alike = new double[models];
            Arrays.fill(alike, 1);
            return new PanelWeights(even, alike);
        }
    }

    private static double relative(Trials trials, int model) {
        return Math.max(trials.error(trials.trials.get(model)) / unit(trials), LEAST_RELATIVE);
    }

    private static PanelWeights panelWeights(List<Trials> group) {
        int models = group.getFirst().trials.size();
        int errors = group.stream()
                .mapToInt(trials -> trials.origins.length * trials.reach)
                .sum();
        int stride = 1 + errors / MOST_ERRORS;
        double[][] misses = new double[models][];
        for (int model = 0; model < models; model++) {
            int of = model;
            double[] all = group.stream()
                    .flatMapToDouble(trials -> Arrays.stream(misses(trials, of)))
                    .toArray();
            misses[model] = IntStream.range(0, (all.length + stride - 1) / stride)
                    .mapToDouble(i -> all[i * stride])
                    .toArray();
        }
        double[] relative = IntStream.range(0, models)
                .mapToDouble(model -> Quantiles.median(group.stream()
                        .mapToDouble(trials -> relative(trials, model))
                        .toArray()))
                .toArray();
        int steps = FIRST_STEPS + PANEL_STEPS * Math.min(group.size(), LARGE_PANEL) / LARGE_PANEL;
        return new PanelWeights(descend(misses, powers(relative, PANEL_POWER), steps), relative);
    }

    /** Misses of one model at all origins, by the seasonal naive's error. */
    private static double[] misses(Trials trials, int model) {
        double unit = unit(trials);
        double[] misses = new double[trials.origins.length * trials.reach];
        int at = 0;
        for (int k = 0; k < trials.origins.length; k++) {
            for (int h = 0; h < trials.reach; h++) {
                misses[at++] = Math.clamp(trials.miss(trials.trials.get(model), k, h) / unit, -FARTHEST, FARTHEST);
            }
        }
        return misses;
    }

    /** Exponentiated gradient steps on the mean absolute weighted miss. */
    private static double[] descend(double[][] misses, double[] start, int steps) {
        double[] weights = start.clone();
        int models = weights.length;
        int n = misses[0].length;
        double[] sum = new double[n];
        double[] slope = new double[models];
        for (int step = 0; step < steps; step++) {
            Arrays.fill(sum, 0);
            for (int model = 0; model < models; model++) {
                for (int i = 0; i < n; i++) {
                    sum[i] += weights[model] * misses[model][i];
                }
            }
            double mean = 0;
            for (int model = 0; model < models; model++) {
                double total = 0;
                for (int i = 0; i < n; i++) {
                    total += Math.signum(sum[i]) * misses[model][i];
                }
                slope[model] = total / n;
                mean += weights[model] * slope[model];
            }
            for (int model = 0; model < models; model++) {
                weights[model] *= Math.exp(-PANEL_RATE * (slope[model] - mean));
            }
            weights = normalised(weights);
        }
        return weights;
    }

    /** Weights that fall with the error's power. */
    private static double[] powers(double[] errors, double power) {
        double best = Arrays.stream(errors).min().orElse(1);
        return normalised(Arrays.stream(errors)
                .map(error -> Math.pow(best / error, power))
                .toArray());
    }

    private static double[] normalised(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static Choice combined(Trials trials, PanelWeights usual, boolean withNaive) {
        int models = usual.weights.length;
        double[] own = normalised(IntStream.range(0, models)
                .mapToDouble(model ->
                        usual.weights[model] * Math.pow(usual.relative[model] / relative(trials, model), OWN_POWER))
                .toArray());
        double[] even = powers(usual.relative, EVEN_POWER);
        // What a few observations taught a model before the origins says little of what it has learnt by now.
        double share = HALF_TRUSTED / (HALF_TRUSTED + trials.origins[0]);
        double[] weights = IntStream.range(0, models)
                .mapToDouble(model -> own[model] + share * (even[model] - own[model]))
                .toArray();
        if (!withNaive && weights[0] < MOST_TAKEN) {
            weights[0] = 0;
            weights = normalised(weights);
        }
        return combined(trials, weights);
    }

    private static Choice combined(Trials trials, double[] weights) {
        List<Integer> named = IntStream.range(0, weights.length)
                .boxed()
                .filter(model -> weights[model] >= LEAST_NAMED)
                .sorted(Comparator.comparingDouble(model -> -weights[model]))
                .toList();
        String name = String.join(
                " + ",
                named.stream().map(model -> trials.trials.get(model).name).toList());
        Trials.Trial together = Trials.mean(name, trials.trials, weights);
        return new Choice(trials, weights, together, why(trials, together, weights, named));
    }

    private static String why(Trials trials, Trials.Trial together, double[] weights, List<Integer> named) {
        Trials.Trial best = trials.trials.stream()
                .min(Comparator.comparingDouble(trials::error))
                .orElse(together);
        String parts = String.join(
                ", ",
                named.stream()
                        .map(model -> String.format(
                                Locale.ROOT, "%s %.0f %%", trials.trials.get(model).name, 100 * weights[model]))
                        .toList());
        return String.format(
                Locale.ROOT,
                "%s, weighted by %d rolling origins of this series and those like it: mean absolute error of %.4g there, against %.4g of the seasonal"
                        + " naive and %.4g of the best alone, %s.",
                parts,
                trials.origins.length,
                trials.error(together),
                trials.error(trials.trials.getFirst()),
                trials.error(best),
                best.name);
    }
}
