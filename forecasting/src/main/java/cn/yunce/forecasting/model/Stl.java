package cn.yunce.forecasting.model;

import java.util.Arrays;

/**
 * Season and trend by local regression, without the robust outer loop. Long windows are fitted at every tenth of their length and joined by
 * lines.
 *
 * <p>Cleveland, Cleveland, McRae, Terpenning (1990), STL: A seasonal-trend decomposition procedure based on loess, Journal of Official
 * Statistics 6(1).
 */
final class Stl {
    private static final int INNER_LOOPS = 2;
    private static final int POINTS_A_WINDOW = 10;

    final double[] seasonal;
    final double[] trend;

    private Stl(double[] seasonal, double[] trend) {
        this.seasonal = seasonal;
        this.trend = trend;
    }

    /**
     * @param values at least two periods of them
     * @param window odd number of periods that shape one place of the season
     */
    static Stl of(double[] values, int period, int window) {
        int n = values.length;
        int trendWindow = nextOdd((int) Math.ceil(1.5 * period / (1 - 1.5 / window)));
        double[] trend = new double[n];
        double[] seasonal = new double[n];
        double[] rest = new double[n];
        for (int loop = 0; loop < INNER_LOOPS; loop++) {
            for (int t = 0; t < n; t++) {
                rest[t] = values[t] - trend[t];
            }
            double[] cycles = cycles(rest, period, window);
            double[] low = moving(moving(moving(cycles, period), period), 3);
            double[] slow = loess(low, nextOdd(period), 1);
            for (int t = 0; t < n; t++) {
                seasonal[t] = cycles[period + t] - slow[t];
                rest[t] = values[t] - seasonal[t];
            }
            trend = loess(rest, trendWindow, 1);
        }
        return new Stl(seasonal, trend);
    }

    private static int nextOdd(int n) {
        return n % 2 == 0 ? n + 1 : n;
    }

    /** Each place of the season smoothed over the periods, and one period more on either side. */
    private static double[] cycles(double[] values, int period, int window) {
        int n = values.length;
        double[] cycles = new double[n + 2 * period];
        double[] weights = new double[1 + n / period];
        for (int place = 0; place < period; place++) {
            int count = (n - place + period - 1) / period;
            double[] cycle = new double[count];
            for (int i = 0; i < count; i++) {
                cycle[i] = values[place + i * period];
            }
            double[] smooth = loess(cycle, window, 0);
            int width = Math.min(window, count);
            cycles[place] = estimate(cycle, window, 0, -1, 0, width - 1, weights);
            for (int i = 0; i < count; i++) {
                cycles[place + (i + 1) * period] = smooth[i];
            }
            cycles[place + (count + 1) * period] = estimate(cycle, window, 0, count, count - width, count - 1, weights);
        }
        return cycles;
    }

    private static double[] moving(double[] values, int width) {
        double[] means = new double[values.length - width + 1];
        double sum = Arrays.stream(values, 0, width).sum();
        means[0] = sum / width;
        for (int t = 1; t < means.length; t++) {
            sum += values[t + width - 1] - values[t - 1];
            means[t] = sum / width;
        }
        return means;
    }

    private static double[] loess(double[] values, int window, int degree) {
        int n = values.length;
        double[] smooth = new double[n];
        double[] weights = new double[n];
        int jump = Math.clamp(window / POINTS_A_WINDOW, 1, Math.max(1, n - 1));
        int width = Math.min(window, n);
        int before = 0;
        for (int t = 0; t < n; t = t == n - 1 ? n : Math.min(t + jump, n - 1)) {
            int left = Math.clamp(t - (width - 1) / 2, 0, n - width);
            smooth[t] = estimate(values, window, degree, t, left, left + width - 1, weights);
            for (int between = before + 1; between < t; between++) {
                smooth[between] = smooth[before] + (smooth[t] - smooth[before]) * (between - before) / (t - before);
            }
            before = t;
        }
        return smooth;
    }

    /** The local constant (degree 0) or line (degree 1) at {@code x}, by tricube weights over {@code left … right}. */
    private static double estimate(
            double[] values, int window, int degree, int x, int left, int right, double[] weights) {
        int n = values.length;
        double reach = Math.max(x - left, right - x) + (window > n ? (window - n) / 2 : 0);
        double sum = 0;
        for (int t = left; t <= right; t++) {
            double apart = Math.abs(t - x);
            double share = apart / reach;
            double cube = 1 - share * share * share;
            weights[t] = apart > 0.999 * reach ? 0 : apart <= 0.001 * reach ? 1 : cube * cube * cube;
            sum += weights[t];
        }
        if (sum <= 0) {
            return values[Math.clamp(x, left, right)];
        }
        double centre = 0;
        for (int t = left; t <= right; t++) {
            weights[t] /= sum;
            centre += weights[t] * t;
        }
        double slope = 0;
        if (degree > 0) {
            double spread = 0;
            for (int t = left; t <= right; t++) {
                spread += weights[t] * (t - centre) * (t - centre);
            }
            slope = Math.sqrt(spread) > 0.001 * (n - 1) ? (x - centre) / spread : 0;
        }
        double estimate = 0;
        for (int t = left; t <= right; t++) {
            estimate += weights[t] * (1 + slope * (t - centre)) * values[t];
        }
        return estimate;
    }
}
