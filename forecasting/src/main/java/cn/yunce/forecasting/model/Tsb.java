package cn.yunce.forecasting.model;

import java.util.Arrays;

/**
 * Intermittent volumes: chance of any parcels and size when there are some, each smoothed exponentially; forecast is their product.
 * The pair of smoothing constants is the one with the least squared one-step error.
 *
 * <p>Teunter, Syntetos, Babai (2011), Intermittent demand: Linking forecasting to inventory obsolescence, EJOR 214(3).
 */
final class Tsb implements Forecaster {
    private static final double[] CONSTANTS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.3};

    @Override
    public String name() {
        return "TSB";
    }

    @Override
    public Fitted fit(Past past) {
        double best = Double.POSITIVE_INFINITY;
        double chance = CONSTANTS[0];
        double size = CONSTANTS[0];
        for (double a : CONSTANTS) {
            for (double b : CONSTANTS) {
                double error = run(past, a, b, true);
                if (error < best) {
                    best = error;
                    chance = a;
                    size = b;
                }
            }
        }
        double chanceConstant = chance;
        double sizeConstant = size;
        return (now, out) -> Arrays.fill(out, run(now, chanceConstant, sizeConstant, false));
    }

    /** Squared error of the steps, or the forecast of the next. */
    private static double run(Past past, double a, double b, boolean error) {
        double positive = 0;
        double sum = 0;
        for (int t = 0; t < past.size; t++) {
            positive += past.values[t] > 0 ? 1 : 0;
            sum += past.values[t];
        }
        double chance = positive / past.size;
        double size = positive == 0 ? 0 : sum / positive;
        double squares = 0;
        for (int t = 0; t < past.size; t++) {
            double value = past.values[t];
            double miss = value - chance * size;
            squares += miss * miss;
            if (value > 0) {
                chance += a * (1 - chance);
                size += b * (value - size);
            } else {
                chance -= a * chance;
            }
        }
        return error ? squares : chance * size;
    }
}
