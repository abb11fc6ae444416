package cn.yunce.forecasting.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.regression.LinearModel;
import smile.regression.RidgeRegression;

/**
 * Ridge regression (Smile) of the logarithm on lags, recent means and everything that is {@linkplain KnownAhead known ahead};
 * further steps follow from the forecasts of the nearer ones.
 */
final class CalendarRegression implements Forecaster {
    static {
        NativeThreads.useOne();
    }

    private static final double PENALTY = 5;
    private static final int LEAST_ROWS = 56;
    private static final double HIGHEST_JUMP = Math.log(10);

    @Override
    public String name() {
        return "calendar regression";
    }

    /** Whether there are enough observations to learn from. */
    static boolean isUsable(Past past) {
        return past.size - longestLag(past.season) >= LEAST_ROWS;
    }

    @Override
    public boolean looksAhead() {
        return true;
    }

    @Override
    public Fitted fit(Past past) {
        int first = longestLag(past.season);
        int rows = past.size - first;
        Model model = new Model(past.season, past.known.length, isLog(past));
        double[] y = model.transformed(past, 0);
        double[][] x = new double[rows][model.width];
        for (int row = 0; row < rows; row++) {
            model.features(y, first + row, past.known, x[row]);
        }
        int[] used = IntStream.range(0, model.width)
                .filter(column -> Arrays.stream(x).anyMatch(row -> row[column] != x[0][column]))
                .toArray();
        if (used.length == 0) {
            return new SeasonalNaive().fit(past);
        }
        double[][] table = new double[rows][used.length + 1];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < used.length; column++) {
                table[row][column] = x[row][used[column]];
            }
            table[row][used.length] = y[first + row];
        }
        String[] names = IntStream.rangeClosed(0, used.length)
                .mapToObj(column -> column == used.length ? "y" : "x" + column)
                .toArray(String[]::new);
        LinearModel ridge;
        try {
            ridge = RidgeRegression.fit(Formula.lhs("y"), DataFrame.of(table, names), PENALTY);
        } catch (ArithmeticException | IllegalArgumentException e) {
            // Columns that span too many orders of magnitude are constant, or leave no definite matrix, in floating
            // point. What is not finite is left out of the choice.
            return (now, out) -> Arrays.fill(out, Double.NaN);
        }
        double[] slopes = new double[model.width];
        for (int column = 0; column < used.length; column++) {
            slopes[used[column]] = ridge.coefficients()[column];
        }
        double intercept = ridge.intercept();
        return (now, out) -> model.forecast(now, intercept, slopes, out);
    }

    private static boolean isLog(Past past) {
        for (int t = 0; t < past.size; t++) {
            if (past.values[t] < 0) {
                return false;
            }
        }
        return true;
    }

    private static int longestLag(int season) {
        return season > 1 ? 4 * season : 8;
    }

    /** How features are laid out. */
    private static final class Model {
        final int width;
        private final int[] lags;
        private final int shortMean;
        private final int longMean;
        private final boolean log;

        Model(int season, int known, boolean log) {
            this.lags = season > 3 ? new int[] {1, 2, 3, season, 2 * season} : new int[] {1, 2, 3, 4, 8};
            this.shortMean = season > 1 ? season : 4;
            this.longMean = longestLag(season);
            this.log = log;
            this.width = lags.length + 2 + known;
        }

        double[] transformed(Past past, int more) {
            double[] y = new double[past.size + more];
            for (int t = 0; t < past.size; t++) {
                y[t] = log ? Math.log1p(past.values[t]) : past.values[t];
            }
            return y;
        }

        void features(double[] y, int t, double[][] known, double[] out) {
            int at = 0;
            for (int lag : lags) {
                out[at++] = y[t - lag];
            }
            out[at++] = mean(y, t - shortMean, t);
            out[at++] = mean(y, t - longMean, t);
            for (double[] column : known) {
                out[at++] = column[t];
            }
        }

        void forecast(Past now, double intercept, double[] slopes, double[] out) {
            double[] y = transformed(now, out.length);
            double lowest = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            for (int t = 0; t < now.size; t++) {
                lowest = Math.min(lowest, y[t]);
                highest = Math.max(highest, y[t]);
            }
            double room = log ? HIGHEST_JUMP : highest - lowest;
            double[] x = new double[width];
            for (int h = 0; h < out.length; h++) {
                int t = now.size + h;
                features(y, t, now.known, x);
                double sum = intercept;
                for (int column = 0; column < width; column++) {
                    sum += slopes[column] * x[column];
                }
                y[t] = Math.clamp(sum, lowest - room, highest + room);
                out[h] = log ? Math.expm1(y[t]) : y[t];
            }
        }

        private static double mean(double[] values, int from, int to) {
            double sum = 0;
            for (int t = from; t < to; t++) {
                sum += values[t];
            }
            return sum / (to - from);
        }
    }
}
