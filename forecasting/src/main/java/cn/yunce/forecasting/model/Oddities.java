package cn.yunce.forecasting.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a person should know of a history before trusting its forecast, told by medians, which few odd values do not move. */
final class Oddities {
    private static final int LEAST_RUN = 7;
    private static final int LEAST_SIDE = 10;
    private static final int LOOKED_AT = 400;
    private static final int SPLITS = 40;
    private static final double DEVIATIONS_OF_OUTLIER = 12;
    private static final double DEVIATIONS_OF_SHIFT = 4;
    private static final double SHARE_OF_SHIFT = 0.3;
    /** Standard deviations of a normal variable in its median absolute deviation. */
    private static final double NORMAL = 1.4826;

    private Oddities() {}

    /**
     * Flags of a history without leading gaps, NaN being missing: {@code gap-at-end}, {@code long-gap} (a season or a week and more),
     * {@code zero-run-at-end} (zeros for longer than ever before), {@code level-shift}, {@code outliers}.
     */
    static List<String> of(double[] values, int season, boolean intermittent) {
        List<String> flags = new ArrayList<>();
        int size = values.length;
        int least = Math.max(LEAST_RUN, season);
        if (Double.isNaN(values[size - 1])) {
            flags.add("gap-at-end");
        }
        if (longestRun(values, size, Double.NaN) >= least) {
            flags.add("long-gap");
        }
        int zeros = 0;
        while (zeros < size && values[size - 1 - zeros] == 0) {
            zeros++;
        }
        if (zeros < size && zeros >= least && zeros > 2 * longestRun(values, size - zeros, 0)) {
            flags.add("zero-run-at-end");
        }
        double[] recent = Arrays.stream(values, Math.max(0, size - LOOKED_AT), size)
                .filter(Double::isFinite)
                .toArray();
        if (!intermittent) {
            if (shifted(recent)) {
                flags.add("level-shift");
            } else if (hasOutliers(recent)) {
                flags.add("outliers");
            }
        }
        return flags;
    }

    private static int longestRun(double[] values, int size, double of) {
        int longest = 0;
        int run = 0;
        for (int t = 0; t < size; t++) {
            run = Double.compare(values[t], of) == 0 ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static boolean hasOutliers(double[] values) {
        double median = Quantiles.median(values);
        double[] deviations =
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        double usual = NORMAL * Quantiles.median(deviations);
        double scale = usual > 0 ? usual : Math.abs(median);
        return Arrays.stream(deviations).anyMatch(deviation -> deviation > DEVIATIONS_OF_OUTLIER * scale);
    }

    /** Whether the median moved by more than a level's usual spread explains; a steady trend does not. */
    private static boolean shifted(double[] values) {
        int step = Math.max(1, (values.length - 2 * LEAST_SIDE) / SPLITS);
        for (int split = LEAST_SIDE; split <= values.length - LEAST_SIDE; split += step) {
            double[] before = Arrays.copyOf(values, split);
            double[] after = Arrays.copyOfRange(values, split, values.length);
            double from = Quantiles.median(before);
            double to = Quantiles.median(after);
            double move = Math.abs(to - from);
            if (move <= SHARE_OF_SHIFT * Math.max(Math.abs(from), Math.abs(to))) {
                continue;
            }
            double[] spreads = new double[values.length];
            for (int t = 0; t < values.length; t++) {
                spreads[t] = Math.abs(values[t] - (t < split ? from : to));
            }
            if (move > DEVIATIONS_OF_SHIFT * NORMAL * Quantiles.median(spreads)) {
                return true;
            }
        }
        return false;
    }
}
