package cn.yunce.forecasting.model;

/**
 * Seasonal indices by classical decomposition: mean ratio to (difference from, where values are not all positive) the centred moving
 * average, at each place in the season.
 */
final class SeasonalIndices {
    static final SeasonalIndices NONE = new SeasonalIndices(new double[] {0}, false);
    private static final double CRITICAL = 1.645;

    private final double[] indices;
    private final boolean multiplicative;

    private SeasonalIndices(double[] indices, boolean multiplicative) {
        this.indices = indices;
        this.multiplicative = multiplicative;
    }

    /** Whether the autocorrelation at the season is above its 90 % limit. */
    static boolean isSeasonal(Past past) {
        int period = past.season;
        if (!past.isSeasonal() || past.size < 3 * period) {
            return false;
        }
        double mean = 0;
        for (int t = 0; t < past.size; t++) {
            mean += past.values[t] / past.size;
        }
        double variance = 0;
        for (int t = 0; t < past.size; t++) {
            variance += (past.values[t] - mean) * (past.values[t] - mean);
        }
        double before = 1;
        double correlation = 0;
        for (int lag = 1; lag <= period && variance > 0; lag++) {
            before += 2 * correlation * correlation;
            double sum = 0;
            for (int t = lag; t < past.size; t++) {
                sum += (past.values[t] - mean) * (past.values[t - lag] - mean);
            }
            correlation = sum / variance;
        }
        return Math.abs(correlation) > CRITICAL * Math.sqrt(before / past.size);
    }

    static SeasonalIndices of(Past past) {
        int period = past.season;
        boolean multiplicative = true;
        for (int t = 0; t < past.size; t++) {
            multiplicative &= past.values[t] > 0;
        }
        double[] sums = new double[period];
        int[] counts = new int[period];
        int half = period / 2;
        for (int t = half; t + half < past.size; t++) {
            double around = 0;
            for (int s = -half; s <= half; s++) {
                double weight = period % 2 == 0 && Math.abs(s) == half ? 0.5 : 1;
                around += weight * past.values[t + s] / period;
            }
            sums[t % period] += multiplicative ? past.values[t] / around : past.values[t] - around;
            counts[t % period]++;
        }
        double mean = 0;
        for (int s = 0; s < period; s++) {
            sums[s] = counts[s] == 0 ? (multiplicative ? 1 : 0) : sums[s] / counts[s];
            mean += sums[s] / period;
        }
        for (int s = 0; s < period; s++) {
            sums[s] = multiplicative ? Math.max(sums[s] / mean, 1e-3) : sums[s] - mean;
        }
        return new SeasonalIndices(sums, multiplicative);
    }

    /** The past without its season. */
    double[] adjust(Past past) {
        double[] adjusted = new double[past.size];
        for (int t = 0; t < past.size; t++) {
            double index = indices[t % indices.length];
            adjusted[t] = multiplicative ? past.values[t] / index : past.values[t] - index;
        }
        return adjusted;
    }

    /** Puts the season back on what follows {@code size} observations. */
    void restore(int size, double[] next) {
        for (int h = 0; h < next.length; h++) {
            double index = indices[(size + h) % indices.length];
            next[h] = multiplicative ? next[h] * index : next[h] + index;
        }
    }
}
