package cn.yunce.forecasting.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Seasonal ARIMA (p,d,q)(P,D,Q) by stepwise search: D by the strength of the season, d by KPSS tests at 5 %, the other orders by AICc of
 * neighbouring models. Coefficients by conditional least squares (Levenberg-Marquardt from Hannan-Rissanen's start), so one model costs
 * some fifty passes over the observations.
 *
 * <p>Hyndman, Khandakar (2008), Automatic time series forecasting: the forecast package for R, Journal of Statistical Software 27(3).
 */
final class Arima implements Forecaster {
    private static final int LONGEST_PERIOD = 24;
    private static final int LEAST_SIZE = 10;
    private static final int MOST_DIFFERENCES = 2;
    private static final int MOST_MODELS = 30;
    /** Older observations move neither orders nor coefficients much. */
    private static final int MOST_OBSERVATIONS = 500;

    private static final double SEASONAL_STRENGTH = 0.64;
    private static final double KPSS_LIMIT = 0.463;
    private static final int STL_WINDOW = 11;

    /** Numbers of coefficients; {@code ar} and {@code ma} of neighbouring observations, the others of neighbouring seasons. */
    record Order(int ar, int ma, int seasonalAr, int seasonalMa, boolean constant) {
        private static final int MOST = 3;
        private static final int MOST_SEASONAL = 1;

        Order moved(int byAr, int byMa, int bySeasonalAr, int bySeasonalMa) {
            return new Order(ar + byAr, ma + byMa, seasonalAr + bySeasonalAr, seasonalMa + bySeasonalMa, constant);
        }

        boolean isAllowed(int period) {
            int mostSeasonal = period > 1 ? MOST_SEASONAL : 0;
            return Math.min(Math.min(ar, ma), Math.min(seasonalAr, seasonalMa)) >= 0
                    && Math.max(ar, ma) <= MOST
                    && Math.max(seasonalAr, seasonalMa) <= mostSeasonal;
        }

        int coefficients() {
            return ar + ma + seasonalAr + seasonalMa + (constant ? 1 : 0);
        }
    }

    @Override
    public String name() {
        return "ARIMA";
    }

    @Override
    public Fitted fit(Past past) {
        int from = Math.max(0, past.size - MOST_OBSERVATIONS);
        double[] values = Arrays.copyOfRange(past.values, from, past.size);
        int period = past.isSeasonal() && past.season <= LONGEST_PERIOD ? past.season : 1;
        Differences differences = Differences.of(values, period);
        ArmaFit best = search(differences.of(values), period, differences.count() <= 1);
        return (now, out) -> {
            double[][] stages = differences.stages(Arrays.copyOf(now.values, now.size));
            best.forecast(stages[stages.length - 1], out);
            differences.integrate(stages, out);
        };
    }

    /** Fits neighbours of the best model until none is better. */
    private static ArmaFit search(double[] values, int period, boolean mayHaveConstant) {
        Map<Order, ArmaFit> tried = new HashMap<>();
        Deque<Order> left = new ArrayDeque<>();
        int seasonal = period > 1 ? 1 : 0;
        ArmaFit best = ArmaFit.of(values, period, new Order(0, 0, 0, 0, mayHaveConstant));
        tried.put(best.order, best);
        if (values.length < LEAST_SIZE) {
            return best;
        }
        left.addAll(List.of(
                new Order(2, 2, seasonal, seasonal, mayHaveConstant),
                new Order(1, 0, seasonal, 0, mayHaveConstant),
                new Order(0, 1, 0, seasonal, mayHaveConstant),
                new Order(0, 0, 0, 0, false)));
        boolean first = true;
        while (!left.isEmpty() && tried.size() < MOST_MODELS) {
            Order order = left.removeFirst();
            if (order.isAllowed(period) && !tried.containsKey(order)) {
                ArmaFit fit = ArmaFit.of(values, period, order);
                tried.put(order, fit);
                if (fit.criterion < best.criterion) {
                    best = fit;
                    if (!first) {
                        left.clear();
                        left.addAll(neighbours(best.order, mayHaveConstant));
                    }
                }
            }
            if (first && left.isEmpty()) {
                first = false;
                left.addAll(neighbours(best.order, mayHaveConstant));
            }
        }
        return best;
    }

    private static List<Order> neighbours(Order order, boolean mayHaveConstant) {
        Order other = new Order(
                order.ar(), order.ma(), order.seasonalAr(), order.seasonalMa(), mayHaveConstant && !order.constant());
        return List.of(
                order.moved(0, 0, -1, 0),
                order.moved(0, 0, 0, -1),
                order.moved(0, 0, 1, 0),
                order.moved(0, 0, 0, 1),
                order.moved(0, 0, -1, -1),
                order.moved(0, 0, 1, 1),
                order.moved(-1, 0, 0, 0),
                order.moved(0, -1, 0, 0),
                order.moved(1, 0, 0, 0),
                order.moved(0, 1, 0, 0),
                order.moved(-1, -1, 0, 0),
                order.moved(1, 1, 0, 0),
                other);
    }

    /** How often a season, and how often neighbours, are taken off each other. */
    private record Differences(int period, int seasonal, int plain) {
        static Differences of(double[] values, int period) {
            int seasonal = period > 1 && seasonalStrength(values, period) > SEASONAL_STRENGTH ? 1 : 0;
            double[] rest = seasonal == 1 ? difference(values, period) : values;
            int plain = 0;
            while (plain < MOST_DIFFERENCES && rest.length > LEAST_SIZE && kpss(rest) > KPSS_LIMIT) {
                rest = difference(rest, 1);
                plain++;
            }
            return new Differences(period, seasonal, plain);
        }

        int count() {
            return seasonal + plain;
        }

        double[] of(double[] values) {
            double[][] stages = stages(values);
            return stages[stages.length - 1];
        }

        double[][] stages(double[] values) {
            double[][] stages = new double[count() + 1][];
            stages[0] = values;
            for (int stage = 1; stage < stages.length; stage++) {
                stages[stage] = difference(stages[stage - 1], lag(stage));
            }
            return stages;
        }

        private int lag(int stage) {
            return stage <= seasonal ? period : 1;
        }

        /** Turns forecasts of the last stage into forecasts of the first. */
        void integrate(double[][] stages, double[] out) {
            for (int stage = stages.length - 1; stage > 0; stage--) {
                double[] before = stages[stage - 1];
                int lag = lag(stage);
                for (int h = 0; h < out.length; h++) {
                    out[h] += h < lag ? before[before.length - lag + h] : out[h - lag];
                }
            }
        }

        private static double[] difference(double[] values, int lag) {
            double[] steps = new double[Math.max(0, values.length - lag)];
            for (int t = 0; t < steps.length; t++) {
                steps[t] = values[t + lag] - values[t];
            }
            return steps;
        }
    }

    /** One less the part that noise has in the variance of noise and season together. */
    private static double seasonalStrength(double[] values, int period) {
        Stl stl = Stl.of(values, period, STL_WINDOW);
        double[] noise = new double[values.length];
        double[] both = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            both[t] = values[t] - stl.trend[t];
            noise[t] = both[t] - stl.seasonal[t];
        }
        double variance = variance(both);
        return variance <= 0 ? 0 : 1 - variance(noise) / variance;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
    }

    /** Kwiatkowski, Phillips, Schmidt, Shin (1992): large where the level wanders. */
    private static double kpss(double[] values) {
        int n = values.length;
        double mean = Arrays.stream(values).average().orElse(0);
        int lags = (int) (3 * Math.sqrt(n) / 13);
        double wandering = 0;
        double sum = 0;
        double variance = 0;
        for (int t = 0; t < n; t++) {
            sum += values[t] - mean;
            wandering += sum * sum;
            variance += (values[t] - mean) * (values[t] - mean);
        }
        double spread = variance;
        for (int lag = 1; lag <= lags; lag++) {
            double product = 0;
            for (int t = lag; t < n; t++) {
                product += (values[t] - mean) * (values[t - lag] - mean);
            }
            spread += 2 * (1 - lag / (lags + 1.0)) * product;
        }
        return spread <= 1e-12 * variance || variance == 0 ? 0 : wandering / n / spread;
    }
}
