package cn.yunce.forecasting.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Dynamic optimised Theta: a line fitted anew at every step and exponential smoothing of what a Theta line of optimised slope leaves,
 * on the seasonally adjusted series where the season is significant. First level, smoothing constant and Theta by least
 * squares (Nelder-Mead).
 *
 * <p>Fiorucci, Pellegrini, Louzada, Petropoulos, Koehler (2016), Models for optimising the theta method and their relationship to state
 * space models, International Journal of Forecasting 32(4).
 */
final class DynamicTheta implements Forecaster {
    private static final int EVALUATIONS = 90;
    private static final double LEAST_ALPHA = 0.02;
    private static final double MOST_ALPHA = 0.98;
    private static final int HEAD = 10;

    /** What is fitted; {@code line} is 1 − 1/Theta. */
    private record Constants(double level, double alpha, double line) {}

    @Override
    public String name() {
        return "Theta";
    }

    @Override
    public Fitted fit(Past past) {
        boolean seasonal = SeasonalIndices.isSeasonal(past);
        double[] values = indices(past, seasonal).adjust(past);
        double[] head = Arrays.copyOf(values, Math.min(values.length, HEAD));
        double lowest = Arrays.stream(head).min().orElse(0);
        double highest = Arrays.stream(head).max().orElse(0);
        double[] best = NelderMead.minimise(
                point -> run(values, constants(point, lowest, highest), null),
                new double[] {0.5, 0.3, 0.5},
                EVALUATIONS);
        Constants constants = constants(best, lowest, highest);
        return (now, out) -> {
            SeasonalIndices indices = indices(now, seasonal);
            run(indices.adjust(now), constants, out);
            indices.restore(now.size, out);
        };
    }

    private static SeasonalIndices indices(Past past, boolean seasonal) {
        return seasonal ? SeasonalIndices.of(past) : SeasonalIndices.NONE;
    }

    private static Constants constants(double[] point, double lowest, double highest) {
        return new Constants(
                lowest + (highest - lowest) * point[0], LEAST_ALPHA + (MOST_ALPHA - LEAST_ALPHA) * point[1], point[2]);
    }

    /** Runs through the values; writes what follows to {@code out} unless that is null. Returns the sum of squared one-step errors. */
    private static double run(double[] values, Constants constants, double @Nullable [] out) {
        int steps = values.length + (out == null ? 0 : out.length);
        double alpha = constants.alpha();
        double level = constants.level();
        double mean = 0;
        double intercept = 0;
        double slope = 0;
        double fading = 1;
        double squares = 0;
        for (int t = 1; t <= steps; t++) {
            double line = fading * intercept + (1 - fading * (1 - alpha)) / alpha * slope;
            double forecast = t == 1 ? level : level + constants.line() * line;
            double y = forecast;
            if (t <= values.length) {
                y = values[t - 1];
                squares += (y - forecast) * (y - forecast);
            } else if (out != null) {
                out[t - 1 - values.length] = forecast;
            }
            level = alpha * y + (1 - alpha) * level;
            slope = t == 1 ? 0 : ((t - 2) * slope + 6 * (y - mean) / t) / (t + 1);
            mean += (y - mean) / t;
            intercept = mean - (t + 1) / 2.0 * slope;
            fading *= 1 - alpha;
        }
        return squares;
    }
}
