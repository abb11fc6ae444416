package cn.yunce.forecasting.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prediction quantiles by split conformal prediction: errors at rolling origins, each divided by its series' usual error at the
 * <i>other</i> origins, pooled over the panel by horizon. So one series' few origins borrow the shape of all, and the doubt about its
 * own scale is in the pool. Quantiles of one sorted pool never cross.
 */
final class Conformal {
    private static final int LEAST_ERRORS = 200;
    private static final int MOST_ERRORS = 20_000;
    private static final double UNKNOWN_SPREAD = 0.5;
    /** Standard normal sample for series without any errors of their own or others. */
    private static final double[] NORMAL = {
        -2.4, -1.96, -1.64, -1.28, -1.04, -0.84, -0.67, -0.52, -0.39, -0.25, -0.13, 0, 0.13, 0.25, 0.39, 0.52, 0.67,
        0.84, 1.04, 1.28, 1.64, 1.96, 2.4
    };

    private final double[][] pools;
    private final double[] growth;

    private Conformal(double[][] pools, double[] growth) {
        this.pools = pools;
        this.growth = growth;
    }

    /** @param panel choices of series that err alike */
    static Conformal of(List<Choice> panel, int horizon) {
        List<List<Double>> byHorizon = new ArrayList<>();
        for (int h = 0; h < horizon; h++) {
            byHorizon.add(new ArrayList<>());
        }
        int reach = 0;
        for (Choice choice : panel) {
            Trials trials = choice.trials;
            if (trials.origins.length < 2) {
                continue;
            }
            reach = Math.max(reach, trials.reach);
            for (int k = 0; k < trials.origins.length; k++) {
                double scale = scale(choice, k);
                for (int h = 0; h < trials.reach && scale > 0; h++) {
                    byHorizon.get(h).add(trials.miss(choice.chosen, k, h) / scale);
                }
            }
        }
        double[][] pools = new double[horizon][];
        double[] growth = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            int centre = Math.min(h, Math.max(0, reach - 1));
            pools[h] = h > centre ? pools[centre] : pool(byHorizon, centre);
            growth[h] = reach == 0 ? Math.sqrt(h + 1.0) : Math.sqrt((h + 1.0) / (centre + 1.0));
        }
        return new Conformal(pools, growth);
    }

    /** Errors at this horizon, and at those around it as far as it takes to have enough. */
    private static double[] pool(List<List<Double>> byHorizon, int h) {
        List<Double> pool = new ArrayList<>(byHorizon.get(h));
        for (int apart = 1; pool.size() < LEAST_ERRORS && apart < byHorizon.size(); apart++) {
            if (h - apart >= 0) {
                pool.addAll(byHorizon.get(h - apart));
            }
            if (h + apart < byHorizon.size()) {
                pool.addAll(byHorizon.get(h + apart));
            }
        }
        int stride = 1 + pool.size() / MOST_ERRORS;
        double[] sorted = new double[(pool.size() + stride - 1) / stride];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = pool.get(i * stride);
        }
        Arrays.sort(sorted);
        return sorted.length < 5 ? NORMAL : sorted;
    }

    /** Mean absolute error of a series at its origins but {@code without}; −1 for all. */
    private static double scale(Choice choice, int without) {
        Trials trials = choice.trials;
        double sum = 0;
        int count = 0;
        for (int k = 0; k < trials.origins.length; k++) {
            for (int h = 0; h < trials.reach && k != without; h++) {
                sum += Math.abs(trials.miss(choice.chosen, k, h));
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Usual error of a series; from its own steps where there are no origins. */
    static double scale(Choice choice) {
        Past past = choice.trials.series.past;
        if (choice.trials.series.constant && past.size > 1) {
            return 0;
        }
        if (choice.trials.origins.length > 1) {
            return scale(choice, -1);
        }
        double sum = 0;
        for (int t = 1; t < past.size; t++) {
            sum += Math.abs(past.values[t] - past.values[t - 1]);
        }
        return past.size > 1 ? sum / (past.size - 1) : UNKNOWN_SPREAD * Math.abs(past.values[0]);
    }

    /** What a series' error is below with probability {@code p}, {@code h} steps ahead counted from 0, in units of its usual error. */
    double quantile(double p, int h) {
        return growth[h] * Quantiles.conformal(pools[h], p);
    }
}
