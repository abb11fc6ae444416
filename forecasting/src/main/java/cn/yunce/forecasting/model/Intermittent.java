package cn.yunce.forecasting.model;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Forecasters of volumes with many zeros; each forecasts one number for all that comes, zero when there never was anything. */
enum Intermittent implements Forecaster {
    /**
     * Size over interval, each smoothed exponentially at 0.1, less 5 % of bias.
     *
     * <p>Syntetos, Boylan (2005), The accuracy of intermittent demand estimates, International Journal of Forecasting 21(2).
     */
    SBA {
        @Override
        double forecast(double[] values) {
            double[] sizes = Arrays.stream(values).filter(value -> value != 0).toArray();
            return 0.95 * smoothed(sizes, 0.1) / smoothed(intervals(values), 0.1);
        }
    },
    /**
     * Sums over the mean interval between parcels, smoothed exponentially, shared out evenly.
     *
     * <p>Nikolopoulos, Syntetos, Boylan, Petropoulos, Assimakopoulos (2011), An aggregate-disaggregate intermittent demand approach (ADIDA),
     * Journal of the Operational Research Society 62(3).
     */
    ADIDA {
        @Override
        double forecast(double[] values) {
            return aggregated(values, level(values), 0.1, 0.3);
        }
    },
    /**
     * The mean of such forecasts over all sums from one observation to the mean interval.
     *
     * <p>Petropoulos, Kourentzes (2015), Forecast combinations for intermittent demand, Journal of the Operational Research Society 66(6).
     */
    IMAPA {
        @Override
        double forecast(double[] values) {
            return IntStream.rangeClosed(1, level(values))
                    .mapToDouble(level -> aggregated(values, level, 0.01, 0.99))
                    .average()
                    .orElse(0);
        }
    };

    private static final int SEARCH_STEPS = 30;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** @param values oldest first, not all zero */
    abstract double forecast(double[] values);

    @Override
    public Fitted fit(Past past) {
        return (now, out) -> {
            double[] values = Arrays.copyOf(now.values, now.size);
            Arrays.fill(out, DoubleStream.of(values).allMatch(value -> value == 0) ? 0 : forecast(values));
        };
    }

    private static double[] intervals(double[] values) {
        int[] at = IntStream.range(0, values.length).filter(t -> values[t] != 0).toArray();
        return IntStream.range(0, at.length)
                .mapToDouble(i -> i == 0 ? at[0] + 1 : at[i] - at[i - 1])
                .toArray();
    }

    private static int level(double[] values) {
        double mean = Arrays.stream(intervals(values)).average().orElse(1);
        return (int) Math.clamp(Math.rint(mean), 1, values.length);
    }

    private static double aggregated(double[] values, int level, double lowest, double highest) {
        int first = values.length % level;
        double[] sums = IntStream.range(0, values.length / level)
                .mapToDouble(i -> Arrays.stream(values, first + i * level, first + (i + 1) * level)
                        .sum())
                .toArray();
        double from = lowest;
        double to = highest;
        for (int step = 0; step < SEARCH_STEPS; step++) {
            double low = to - GOLDEN * (to - from);
            double high = from + GOLDEN * (to - from);
            if (squares(sums, low) < squares(sums, high)) {
                to = high;
            } else {
                from = low;
            }
        }
        return smoothed(sums, (from + to) / 2) / level;
    }

    private static double smoothed(double[] values, double constant) {
        double level = values[0];
        for (double value : values) {
            level += constant * (value - level);
        }
        return level;
    }

    private static double squares(double[] values, double constant) {
        double level = values[0];
        double squares = 0;
        for (double value : values) {
            squares += (value - level) * (value - level);
            level += constant * (value - level);
        }
        return squares;
    }
}
