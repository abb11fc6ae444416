package cn.yunce.forecasting.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Chooses each series' model by its error at the rolling origins, relative to the seasonal naive's and drawn to the panel's median for
 * that model: ten windows of one series are few, and what fails on the whole panel seldom is best on a member. The mean of the best
 * three is chosen unless one alone did clearly better.
 */
final class Choice {
    private static final double PANEL_PULL = 0.5;
    private static final int LEAST_PANEL = 5;
    private static final int PARTS = 3;
    private static final double CLEARLY = 0.97;

    final Trials trials;
    final Trials.Trial chosen;
    final String why;

    private Choice(Trials trials, Trials.Trial chosen, String why) {
        this.trials = trials;
        this.chosen = chosen;
        this.why = why;
    }

    static List<Choice> choose(List<Trials> panel) {
        Map<String, Double> byPanel = panelErrors(panel);
        return panel.parallelStream().map(trials -> choose(trials, byPanel)).toList();
    }

    private static Map<String, Double> panelErrors(List<Trials> panel) {
        Map<String, double[]> byName = new HashMap<>();
        for (int i = 0; i < panel.size(); i++) {
            Trials trials = panel.get(i);
            for (Trials.Trial trial : trials.trials) {
                double[] errors = byName.computeIfAbsent(kind(trials, trial), name -> {
                    double[] none = new double[panel.size()];
                    Arrays.fill(none, Double.NaN);
                    return none;
                });
                errors[i] = relative(trials, trial);
            }
        }
        Map<String, Double> medians = new HashMap<>();
        byName.forEach((name, errors) -> {
            if (Quantiles.sortedNumbers(errors).length >= LEAST_PANEL) {
                medians.put(name, Quantiles.median(errors));
            }
        });
        return medians;
    }

    private static String kind(Trials trials, Trials.Trial trial) {
        return (trials.series.intermittent ? "intermittent " : "") + trial.name;
    }

    /** Error relative to the first forecaster's, the seasonal naive. */
    private static double relative(Trials trials, Trials.Trial trial) {
        double base = trials.error(trials.trials.getFirst());
        double error = trials.error(trial);
        return base > 0 ? error / base : error > 0 ? Double.MAX_VALUE : 1;
    }

    private static Choice choose(Trials trials, Map<String, Double> byPanel) {
        int origins = trials.origins.length;
        if (origins == 0 || trials.series.constant) {
            Trials.Trial only = trials.trials.getLast();
            return new Choice(trials, only, only.name + ": the history is too short or too plain to compare models.");
        }
        Map<Trials.Trial, Double> score = new HashMap<>();
        for (Trials.Trial trial : trials.trials) {
            double own = relative(trials, trial);
            Double usual = byPanel.get(kind(trials, trial));
            score.put(trial, usual == null ? own : own + PANEL_PULL * (usual - own));
        }
        List<Trials.Trial> ranked = trials.trials.stream()
                .sorted(Comparator.comparingDouble(score::get))
                .toList();
        Trials.Trial best = ranked.getFirst();
        Trials.Trial chosen = best;
        if (ranked.size() >= 2) {
            Trials.Trial together = Trials.mean(ranked.subList(0, Math.min(PARTS, ranked.size())));
            if (trials.error(best) > CLEARLY * trials.error(together)) {
                chosen = together;
            }
        }
        return new Choice(trials, chosen, why(trials, chosen, best));
    }

    private static String why(Trials trials, Trials.Trial chosen, Trials.Trial best) {
        String measure = trials.series.intermittent ? "root mean square error" : "mean absolute error";
        Trials.Trial naive = trials.trials.getFirst();
        String against = chosen == naive
                ? "no other model was better"
                : String.format(
                        Locale.ROOT,
                        "against %.4g of the seasonal naive%s",
                        trials.error(naive),
                        chosen == best || best == naive
                                ? ""
                                : String.format(Locale.ROOT, " and %.4g of %s alone", trials.error(best), best.name));
        return String.format(
                Locale.ROOT,
                "%s had a %s of %.4g at %d rolling origins, %s.",
                chosen.name,
                measure,
                trials.error(chosen),
                trials.origins.length,
                against);
    }
}
