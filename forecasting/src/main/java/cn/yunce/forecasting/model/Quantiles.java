package cn.yunce.forecasting.model;

import cn.yunce.forecasting.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Order statistics of small samples. */
final class Quantiles {
    private Quantiles() {}

    /** Median of the numbers that are not NaN; NaN when there are none. */
    static double median(double[] values) {
        double[] sorted = sortedNumbers(values);
        int n = sorted.length;
        return n == 0 ? Double.NaN : n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** The numbers that are not NaN, ascending. */
    static double[] sortedNumbers(double[] values) {
        double[] numbers =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        Arrays.sort(numbers);
        return numbers;
    }

    /** Smallest value with at least half of the weight at or below it; NaN values count nothing. NaN when there are none. */
    static double weightedMedian(double[] values, double[] weights) {
        int[] order = new int[values.length];
        int n = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                int j = n++;
                for (; j > 0 && values[order[j - 1]] > values[i]; j--) {
                    order[j] = order[j - 1];
                }
                order[j] = i;
                total += weights[i];
            }
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += weights[order[i]];
            if (sum >= total / 2) {
                return values[order[i]];
            }
        }
        return Double.NaN;
    }

    /** An interval for each level, around the mean. */
    static List<Interval> intervals(List<Integer> levelsPercent, double mean, DoubleUnaryOperator quantile) {
        return levelsPercent.stream()
                .map(level -> {
                    double tail = (100 - level) / 200.0;
                    return new Interval(
                            level,
                            Math.min(mean, quantile.applyAsDouble(tail)),
                            Math.max(mean, quantile.applyAsDouble(1 - tail)));
                })
                .toList();
    }

    /**
     * Quantile of an ascending sample for a new observation that is exchangeable with it: split conformal, so the rank is taken
     * outwards, at (n + 1) p. Below rank 1 and above rank n the sample's end stands.
     */
    static double conformal(double[] sorted, double p) {
        int n = sorted.length;
        double rank = (n + 1) * p - 1;
        int below = (int) Math.floor(rank);
        if (below < 0) {
            return sorted[0];
        }
        if (below >= n - 1) {
            return sorted[n - 1];
        }
        return sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below]);
    }
}
