package cn.yunce.forecasting.model;

import java.util.Arrays;

/**
 * One seasonal ARMA model of values that need no differences, with coefficients that make the sum of squared one-step errors small; what came
 * before the first value counts as its mean.
 */
final class ArmaFit {
    private static final int MOST_STEPS = 20;
    private static final double NUDGE = 1e-5;
    private static final double ENOUGH = 1e-5;
    private static final double LARGEST_REFLECTION = 0.999;
    private static final double LEAST_SQUARES = 1e-12;

    final Arima.Order order;
    /** AR, seasonal AR, MA, seasonal MA, then the mean where there is one. */
    final double[] coefficients;
    /** AICc but for a constant. */
    final double criterion;

    private final int period;

    private ArmaFit(Arima.Order order, int period, double[] coefficients, double criterion) {
        this.order = order;
        this.period = period;
        this.coefficients = coefficients;
        this.criterion = criterion;
    }

    static ArmaFit of(double[] values, int period, Arima.Order order) {
        double scale = Math.sqrt(
                Arrays.stream(values).map(value -> value * value).average().orElse(0));
        double[] unit = Arrays.stream(values)
                .map(value -> scale > 0 ? value / scale : 0)
                .toArray();
        double[] best = new Descent(unit, period, order).run();
        double squares = squares(unit, period, order, best, new double[unit.length]);
        if (order.constant()) {
            best[best.length - 1] *= scale;
        }
        int n = values.length;
        int k = order.coefficients() + 1;
        double criterion = n * Math.log(Math.max(squares / Math.max(1, n), LEAST_SQUARES))
                + 2.0 * k
                + 2.0 * k * (k + 1) / Math.max(1, n - k - 1);
        return new ArmaFit(order, period, best, Double.isFinite(squares) ? criterion : Double.MAX_VALUE);
    }

    /** Forecasts what follows the values. */
    void forecast(double[] values, double[] out) {
        int n = values.length;
        double mean = order.constant() ? coefficients[coefficients.length - 1] : 0;
        Lags ar = Lags.of(order.ar(), order.seasonalAr(), period, coefficients, 0, -1);
        Lags ma = Lags.of(order.ma(), order.seasonalMa(), period, coefficients, order.ar() + order.seasonalAr(), 1);
        double[] all = Arrays.copyOf(values, n + out.length);
        double[] errors = new double[n + out.length];
        for (int t = 0; t < all.length; t++) {
            if (t < n) {
                all[t] -= mean;
                errors[t] = all[t] + ar.sum(all, t) - ma.sum(errors, t);
            } else {
                all[t] = -ar.sum(all, t) + ma.sum(errors, t);
                out[t - n] = all[t] + mean;
            }
        }
    }

    /** Sum of squared errors, which are put into {@code errors}; infinite for coefficients that let them grow. */
    private static double squares(
            double[] values, int period, Arima.Order order, double[] coefficients, double[] errors) {
        return errors(values, period, order, coefficients, errors)
                ? ErrorCovariance.dot(errors, errors)
                : Double.POSITIVE_INFINITY;
    }

    private static boolean errors(
            double[] values, int period, Arima.Order order, double[] coefficients, double[] errors) {
        int maFrom = order.ar() + order.seasonalAr();
        if (!isStable(coefficients, 0, order.ar(), 1)
                || !isStable(coefficients, order.ar(), order.seasonalAr(), 1)
                || !isStable(coefficients, maFrom, order.ma(), -1)
                || !isStable(coefficients, maFrom + order.ma(), order.seasonalMa(), -1)) {
            return false;
        }
        double mean = order.constant() ? coefficients[coefficients.length - 1] : 0;
        Lags ar = Lags.of(order.ar(), order.seasonalAr(), period, coefficients, 0, -1);
        Lags ma = Lags.of(order.ma(), order.seasonalMa(), period, coefficients, maFrom, 1);
        double[] centred = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            centred[t] = values[t] - mean;
            errors[t] = centred[t] + ar.sum(centred, t) - ma.sum(errors, t);
        }
        return true;
    }

    /** Whether 1 − Σ sign · c B^i has its roots outside the unit circle: by the reflection coefficients of Levinson's recursion run backwards. */
    private static boolean isStable(double[] coefficients, int from, int count, int sign) {
        double[] rest = new double[count];
        for (int i = 0; i < count; i++) {
            rest[i] = sign * coefficients[from + i];
        }
        for (int length = count; length > 0; length--) {
            double reflection = rest[length - 1];
            if (!(Math.abs(reflection) < LARGEST_REFLECTION)) {
                return false;
            }
            double[] shorter = new double[length - 1];
            for (int i = 0; i < length - 1; i++) {
                shorter[i] = (rest[i] + reflection * rest[length - 2 - i]) / (1 - reflection * reflection);
            }
            rest = shorter;
        }
        return true;
    }

    /** The lags of a product of a plain and a seasonal polynomial, without lag 0. */
    private static final class Lags {
        private final int[] lags;
        private final double[] weights;

        private Lags(int[] lags, double[] weights) {
            this.lags = lags;
            this.weights = weights;
        }

        static Lags of(int plain, int seasonal, int period, double[] coefficients, int from, int sign) {
            int count = (plain + 1) * (seasonal + 1) - 1;
            int[] lags = new int[count];
            double[] weights = new double[count];
            int at = 0;
            for (int i = 0; i <= plain; i++) {
                for (int j = 0; j <= seasonal; j++) {
                    if (i + j > 0) {
                        double own = i == 0 ? 1 : sign * coefficients[from + i - 1];
                        double ofSeason = j == 0 ? 1 : sign * coefficients[from + plain + j - 1];
                        lags[at] = i + j * period;
                        weights[at++] = own * ofSeason;
                    }
                }
            }
            return new Lags(lags, weights);
        }

        double sum(double[] values, int t) {
            double sum = 0;
            for (int i = 0; i < lags.length; i++) {
                if (lags[i] <= t) {
                    sum += weights[i] * values[t - lags[i]];
                }
            }
            return sum;
        }
    }

    /** Levenberg's and Marquardt's descent. */
    private static final class Descent {
        private final double[] values;
        private final int period;
        private final Arima.Order order;
        private final int n;
        private final int k;

        Descent(double[] values, int period, Arima.Order order) {
            this.values = values;
            this.period = period;
            this.order = order;
            this.n = values.length;
            this.k = order.coefficients();
        }

        double[] run() {
            double[] best = start();
            double[] errors = new double[n];
            double cost = cost(best, errors);
            double damping = 1e-3;
            double[][] slopes = new double[k][n];
            for (int step = 0; step < MOST_STEPS && k > 0; step++) {
                if (!slopes(best, errors, slopes)) {
                    break;
                }
                double before = cost;
                for (int attempt = 0; attempt < 6; attempt++) {
                    double[] next = next(best, errors, slopes, damping);
                    double[] nextErrors = new double[n];
                    double nextCost = cost(next, nextErrors);
                    if (nextCost < cost) {
                        best = next;
                        errors = nextErrors;
                        cost = nextCost;
                        damping /= 5;
                        break;
                    }
                    damping *= 10;
                }
                if (before - cost <= ENOUGH * before) {
                    break;
                }
            }
            return best;
        }

        private double cost(double[] coefficients, double[] errors) {
            return squares(values, period, order, coefficients, errors);
        }

        private boolean slopes(double[] at, double[] errors, double[][] slopes) {
            for (int i = 0; i < k; i++) {
                double[] moved = at.clone();
                moved[i] += NUDGE;
                if (cost(moved, slopes[i]) == Double.POSITIVE_INFINITY) {
                    return false;
                }
                for (int t = 0; t < n; t++) {
                    slopes[i][t] = (slopes[i][t] - errors[t]) / NUDGE;
                }
            }
            return true;
        }

        private double[] next(double[] at, double[] errors, double[][] slopes, double damping) {
            double[] down = new double[k];
            double[][] square = new double[k][k];
            for (int i = 0; i < k; i++) {
                down[i] = -ErrorCovariance.dot(slopes[i], errors);
                for (int j = 0; j <= i; j++) {
                    square[i][j] = ErrorCovariance.dot(slopes[i], slopes[j]);
                    square[j][i] = square[i][j];
                }
            }
            for (int i = 0; i < k; i++) {
                square[i][i] += damping * square[i][i] + 1e-10;
            }
            double[] step = solve(square, down);
            double[] next = at.clone();
            for (int i = 0; i < k; i++) {
                next[i] += step[i];
            }
            return next;
        }

        /** Hannan and Rissanen (1982): regression on lags and on the errors of a long autoregression, drawn in until it is stable. */
        private double[] start() {
            double mean = order.constant() ? Arrays.stream(values).average().orElse(0) : 0;
            double[] centred = Arrays.stream(values).map(value -> value - mean).toArray();
            int longest = Math.min(n / 4, Math.max(8, 2 * period));
            double[] errors = centred.clone();
            if (order.ma() + order.seasonalMa() > 0) {
                double[][] lags = new double[longest][];
                Arrays.setAll(lags, lag -> lagged(centred, lag + 1));
                double[] weights = regression(lags, centred);
                for (int i = 0; i < longest; i++) {
                    for (int t = 0; t < n; t++) {
                        errors[t] -= weights[i] * lags[i][t];
                    }
                }
            }
            double[][] columns = new double[k - (order.constant() ? 1 : 0)][];
            int at = 0;
            for (int i = 1; i <= order.ar(); i++) {
                columns[at++] = lagged(centred, i);
            }
            for (int i = 1; i <= order.seasonalAr(); i++) {
                columns[at++] = lagged(centred, i * period);
            }
            for (int i = 1; i <= order.ma(); i++) {
                columns[at++] = lagged(errors, i);
            }
            for (int i = 1; i <= order.seasonalMa(); i++) {
                columns[at++] = lagged(errors, i * period);
            }
            double[] start = Arrays.copyOf(regression(columns, centred), k);
            if (order.constant()) {
                start[k - 1] = mean;
            }
            for (int attempt = 0; attempt < 10 && cost(start, new double[n]) == Double.POSITIVE_INFINITY; attempt++) {
                for (int i = 0; i < columns.length; i++) {
                    start[i] *= 0.7;
                }
            }
            return start;
        }

        private static double[] lagged(double[] values, int lag) {
            double[] lagged = new double[values.length];
            if (lag < values.length) {
                System.arraycopy(values, 0, lagged, lag, values.length - lag);
            }
            return lagged;
        }

        private static double[] regression(double[][] columns, double[] target) {
            int width = columns.length;
            double[][] square = new double[width][width];
            double[] product = new double[width];
            for (int i = 0; i < width; i++) {
                product[i] = ErrorCovariance.dot(columns[i], target);
                for (int j = 0; j <= i; j++) {
                    square[i][j] = ErrorCovariance.dot(columns[i], columns[j]);
                    square[j][i] = square[i][j];
                }
                square[i][i] = 1.0001 * square[i][i] + 1e-10;
            }
            return solve(square, product);
        }

        /** Gauss's elimination of a positive definite system; both arguments are used up. */
        private static double[] solve(double[][] square, double[] right) {
            int width = right.length;
            for (int i = 0; i < width; i++) {
                for (int j = i + 1; j < width; j++) {
                    double factor = square[j][i] / square[i][i];
                    for (int column = i; column < width; column++) {
                        square[j][column] -= factor * square[i][column];
                    }
                    right[j] -= factor * right[i];
                }
            }
            for (int i = width - 1; i >= 0; i--) {
                for (int j = i + 1; j < width; j++) {
                    right[i] -= square[i][j] * right[j];
                }
                right[i] /= square[i][i];
            }
            return right;
        }
    }
}
