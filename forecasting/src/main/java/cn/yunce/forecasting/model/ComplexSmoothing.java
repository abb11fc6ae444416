package cn.yunce.forecasting.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Complex exponential smoothing: level and its change are the real and the imaginary part of one complex state, so that stationary
 * and growing series need no choice of a trend. Without season, or with a simple (all states lagged by a season), partial (added real
 * season) or full (added complex season) one; form by AICc, smoothing constants by maximum likelihood (Nelder-Mead), first states from
 * the first season.
 *
 * <p>Svetunkov, Kourentzes, Ord (2022), Complex exponential smoothing, Naval Research Logistics 69(8).
 */
final class ComplexSmoothing implements Forecaster {
    private static final int EVALUATIONS_A_PARAMETER = 50;
    private static final double LARGEST_CONSTANT = 2;
    private static final int LEAST_HEAD = 10;

    private enum Season {
        NONE(2),
        SIMPLE(2),
        PARTIAL(3),
        FULL(4);

        final int constants;

        Season(int constants) {
            this.constants = constants;
        }

        int states(int period) {
            return switch (this) {
                case NONE -> 2;
                case SIMPLE -> 2 * period;
                case PARTIAL -> 2 + period;
                case FULL -> 2 + 2 * period;
            };
        }
    }

    @Override
    public String name() {
        return "CES";
    }

    @Override
    public Fitted fit(Past past) {
        Smoother best = new Smoother(Season.NONE, past);
        double least = best.fit(past);
        for (Season season : Season.values()) {
            int freedom = past.size - season.constants - season.states(past.season) - 2;
            if (season != Season.NONE && past.isSeasonal() && freedom > 0) {
                Smoother smoother = new Smoother(season, past);
                double criterion = smoother.fit(past);
                if (criterion < least) {
                    best = smoother;
                    least = criterion;
                }
            }
        }
        Smoother chosen = best;
        return chosen::forecast;
    }

    /** One form with its constants. */
    private static final class Smoother {
        private final Season form;
        private final int period;
        private final double[] start;
        private final double[] constants;

        Smoother(Season form, Past past) {
            this.form = form;
            this.period = form == Season.NONE ? 1 : past.season;
            this.constants = new double[4];
            int head = form == Season.NONE
                    ? Math.min(past.size, LEAST_HEAD)
                    : Math.min(past.size / period, Math.max(1, LEAST_HEAD / period)) * period;
            double mean = Arrays.stream(past.values, 0, head).average().orElse(0);
            double[] season = new double[period];
            for (int t = 0; t < head; t++) {
                season[t % period] += (past.values[t] - mean) * period / head;
            }
            // Level, its complement, season, its complement.
            start = new double[4 * period];
            for (int s = 0; s < period; s++) {
                double level = form == Season.SIMPLE ? mean + season[s] : mean;
                start[s] = level;
                start[period + s] = level / 1.1;
                start[2 * period + s] = season[s];
                start[3 * period + s] = season[s] / 1.1;
            }
        }

        /** @return AICc */
        double fit(Past past) {
            double[] states = new double[start.length];
            double[] first = {1.3, 1, form == Season.PARTIAL ? 0.1 : 1.3, 1};
            double[] point = Arrays.stream(first, 0, form.constants)
                    .map(value -> value / LARGEST_CONSTANT)
                    .toArray();
            use(NelderMead.minimise(
                    candidate -> {
                        use(candidate);
                        return pass(past, states, null);
                    },
                    point,
                    EVALUATIONS_A_PARAMETER * point.length));
            int k = 2 * form.constants + 1;
            return pass(past, states, null) + 2.0 * k + 2.0 * k * (k + 1) / Math.max(1, past.size - k - 1);
        }

        private void use(double[] point) {
            for (int i = 0; i < point.length; i++) {
                constants[i] = LARGEST_CONSTANT * point[i];
            }
        }

        void forecast(Past past, double[] out) {
            pass(past, new double[start.length], out);
        }

        /**
         * Runs through the past forwards, backwards, which betters the first states, and forwards again; writes what follows to {@code
         * out} unless that is null. Returns −2 log likelihood but for a constant.
         */
        private double pass(Past past, double[] states, double @Nullable [] out) {
            System.arraycopy(start, 0, states, 0, start.length);
            double[] values = past.values;
            int n = past.size;
            boolean seasonal = form == Season.PARTIAL || form == Season.FULL;
            double squares = 0;
            for (int run = 0; run < 3; run++) {
                squares = 0;
                int at = run == 1 ? (n - 1) % period : 0;
                for (int i = 0; i < n; i++) {
                    int t = run == 1 ? n - 1 - i : i;
                    double e = values[t] - expected(states, at, seasonal);
                    squares += e * e;
                    step(states, at, seasonal, e);
                    at = run == 1 ? (at == 0 ? period - 1 : at - 1) : (at == period - 1 ? 0 : at + 1);
                }
            }
            if (out != null) {
                for (int h = 0; h < out.length; h++) {
                    int at = (n + h) % period;
                    out[h] = expected(states, at, seasonal);
                    step(states, at, seasonal, 0);
                }
            }
            double least = 1e-12 * Math.max(start[0] * start[0], 1e-280);
            return n * Math.log(Math.max(squares / n, least));
        }

        private double expected(double[] states, int at, boolean seasonal) {
            return seasonal ? states[0] + states[2 * period + at] : states[form == Season.SIMPLE ? at : 0];
        }

        private void step(double[] states, int at, boolean seasonal, double e) {
            int i = form == Season.SIMPLE ? at : 0;
            turn(states, i, period + i, constants[0], constants[1], e);
            if (form == Season.FULL) {
                turn(states, 2 * period + at, 3 * period + at, constants[2], constants[3], e);
            } else if (seasonal) {
                states[2 * period + at] += constants[2] * e;
            }
        }

        private static void turn(double[] states, int real, int imaginary, double a, double b, double e) {
            double level = states[real];
            double complement = states[imaginary];
            states[real] = level - (1 - b) * complement + (a - b) * e;
            states[imaginary] = level + (1 - a) * complement + (a + b) * e;
        }
    }
}
