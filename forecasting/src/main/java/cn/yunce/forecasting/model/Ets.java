package cn.yunce.forecasting.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exponential smoothing in state space form: ANN, AAN, AAdN, ANA, AAA, AAdA, and, where all values are positive, MNM, MAM, MAdM.
 * Smoothing constants by maximum likelihood (Nelder-Mead), form by AICc; first states by classical decomposition of the first
 * seasons. One pass costs about ten floating-point operations an observation and allocates nothing.
 *
 * <p>Hyndman, Koehler, Ord, Snyder (2008), Forecasting with Exponential Smoothing.
 */
final class Ets implements Forecaster {
    private static final int EVALUATIONS_A_PARAMETER = 45;
    private static final int SEASONS_FOR_START = 5;
    private static final double LEAST_DAMPING = 0.8;
    private static final double MOST_DAMPING = 0.98;

    private enum Trend {
        NONE,
        ADDITIVE,
        DAMPED
    }

    private enum Season {
        NONE,
        ADDITIVE,
        MULTIPLICATIVE
    }

    private record Form(Trend trend, Season season) {
        int parameters() {
            return 1 + (trend == Trend.NONE ? 0 : trend == Trend.ADDITIVE ? 1 : 2) + (season == Season.NONE ? 0 : 1);
        }

        int states(int period) {
            return 1 + (trend == Trend.NONE ? 0 : 1) + (season == Season.NONE ? 0 : period - 1);
        }
    }

    @Override
    public String name() {
        return "ETS";
    }

    @Override
    public Fitted fit(Past past) {
        boolean positive = true;
        for (int t = 0; t < past.size; t++) {
            positive &= past.values[t] > 0;
        }
        Smoother best = new Smoother(new Form(Trend.NONE, Season.NONE), past);
        double bestCriterion = best.fit(past);
        for (Season season : Season.values()) {
            boolean possible = season == Season.NONE || (past.isSeasonal() && (season == Season.ADDITIVE || positive));
            if (!possible) {
                continue;
            }
            for (Trend trend : Trend.values()) {
                Form form = new Form(trend, season);
                int freedom = past.size - form.parameters() - form.states(past.season) - 2;
                if ((trend == Trend.NONE && season == Season.NONE) || freedom < 1) {
                    continue;
                }
                Smoother smoother = new Smoother(form, past);
                double criterion = smoother.fit(past);
                if (criterion < bestCriterion) {
                    best = smoother;
                    bestCriterion = criterion;
                }
            }
        }
        Smoother chosen = best;
        return chosen::forecast;
    }

    /** One form with its constants. */
    private static final class Smoother {
        private final Form form;
        private final int period;
        private final double firstLevel;
        private final double firstTrend;
        private final double[] firstSeason;
        private double alpha;
        private double beta;
        private double gamma;
        private double phi;

        Smoother(Form form, Past past) {
            this.form = form;
            this.period = form.season() == Season.NONE ? 1 : past.season;
            int head = Math.min(past.size, Math.max(10, SEASONS_FOR_START * period));
            head = form.season() == Season.NONE ? head : head / period * period;
            double[] season = new double[period];
            double mean = Arrays.stream(past.values, 0, head).sum() / head;
            double slope = 0;
            if (form.season() == Season.NONE) {
                season[0] = 0;
                slope = head < 2 ? 0 : (past.values[head - 1] - past.values[0]) / (head - 1);
            } else {
                int seasons = head / period;
                slope = (mean(past.values, head - period, head) - mean(past.values, 0, period))
                        / ((seasons - 1) * period);
                for (int t = 0; t < head; t++) {
                    double middle = mean + slope * (t - (head - 1) / 2.0);
                    season[t % period] += form.season() == Season.ADDITIVE
                            ? (past.values[t] - middle) / seasons
                            : past.values[t] / Math.max(middle, mean / 10) / seasons;
                }
            }
            firstTrend = form.trend() == Trend.NONE ? 0 : slope;
            firstLevel = form.trend() == Trend.NONE ? mean : mean - slope * (head + 1) / 2.0;
            firstSeason = season;
        }

        private static double mean(double[] values, int from, int to) {
            double sum = 0;
            for (int t = from; t < to; t++) {
                sum += values[t];
            }
            return sum / (to - from);
        }

        /** @return AICc */
        double fit(Past past) {
            double[] season = new double[period];
            double[] start = new double[form.parameters()];
            Arrays.fill(start, 0.1);
            start[0] = 0.3;
            if (form.trend() == Trend.DAMPED) {
                start[2] = 0.9;
            }
            double[] best = NelderMead.minimise(
                    point -> {
                        use(point);
                        return pass(past, season, null);
                    },
                    start,
                    EVALUATIONS_A_PARAMETER * start.length);
            use(best);
            double likelihood = pass(past, season, null);
            int k = form.parameters() + form.states(period) + 1;
            return likelihood + 2.0 * k + 2.0 * k * (k + 1) / Math.max(1, past.size - k - 1);
        }

        private void use(double[] point) {
            int next = 0;
            alpha = 0.0001 + 0.9998 * point[next++];
            beta = form.trend() == Trend.NONE ? 0 : alpha * point[next++];
            phi = form.trend() == Trend.NONE
                    ? 0
                    : form.trend() == Trend.DAMPED ? LEAST_DAMPING + (MOST_DAMPING - LEAST_DAMPING) * point[next++] : 1;
            gamma = form.season() == Season.NONE ? 0 : (1 - alpha) * point[next];
        }

        void forecast(Past past, double[] out) {
            pass(past, new double[period], out);
        }

        /** Runs through the past; writes what follows to {@code out} unless that is null. Returns −2 log likelihood but for a constant. */
        private double pass(Past past, double[] season, double @Nullable [] out) {
            System.arraycopy(firstSeason, 0, season, 0, period);
            double[] values = past.values;
            int n = past.size;
            double level = firstLevel;
            double trend = firstTrend;
            double squares = 0;
            double logs = 0;
            int at = 0;
            boolean multiplicative = form.season() == Season.MULTIPLICATIVE;
            double product = 1;
            for (int t = 0; t < n; t++) {
                double base = level + phi * trend;
                double s = season[at];
                if (multiplicative) {
                    double mean = base * s;
                    if (!(mean > 1e-9 * firstLevel)) {
                        if (out == null) {
                            return Double.MAX_VALUE;
                        }
                        mean = 1e-9 * firstLevel;
                    }
                    double e = (values[t] - mean) / mean;
                    squares += e * e;
                    product *= mean / firstLevel;
                    if (product < 1e-100 || product > 1e100 || t == n - 1) {
                        logs += Math.log(product);
                        product = 1;
                    }
                    level = base * (1 + alpha * e);
                    trend = phi * trend + beta * base * e;
                    season[at] = s * (1 + gamma * e);
                } else {
                    double e = values[t] - base - s;
                    squares += e * e;
                    level = base + alpha * e;
                    trend = phi * trend + beta * e;
                    season[at] = s + gamma * e;
                }
                if (++at == period) {
                    at = 0;
                }
            }
            if (out != null) {
                double sum = 0;
                double damping = 1;
                for (int h = 0; h < out.length; h++) {
                    damping *= phi;
                    sum += damping;
                    double base = level + sum * trend;
                    double s = season[(n + h) % period];
                    out[h] = multiplicative ? base * s : base + s;
                }
            }
            double scale = multiplicative ? 1 : Math.max(firstLevel * firstLevel, 1e-300);
            return n * Math.log(Math.max(squares / n, 1e-12 * scale))
                    + (multiplicative ? 2 * (logs + n * Math.log(Math.abs(firstLevel))) : 0);
        }
    }
}
