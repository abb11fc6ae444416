package cn.yunce.forecasting.model;

import cn.yunce.forecasting.BacktestReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Errors of forecasts at rolling origins, scaled by the history before each origin. A window's scale is the mean (MASE, scaledPinball) or
 * mean square (RMSSE) seasonal naive error within its history; windows whose scale is zero say nothing and are left out. sMAPE
 * is 0..2, WAPE pools all windows, the others are means over windows, then series.
 *
 * <p>Hyndman, Koehler (2006); Makridakis et al. (2022) for RMSSE and scaled pinball.
 */
final class Metrics {
    static final List<String> NAMES =
            List.of("MASE", "RMSSE", "WAPE", "sMAPE", "scaledPinball", "coverage80", "coverage95");

    private static final int PINBALL_FIRST = BacktestReport.QUANTILES.indexOf(0.1);
    private static final int PINBALL_LAST = BacktestReport.QUANTILES.indexOf(0.9);

    private final Map<String, List<Map<String, Double>>> windows = new LinkedHashMap<>();
    private final Map<String, double[]> totals = new LinkedHashMap<>();

    /** Adds one window of one series. Actual values that are NaN are passed over. */
    void add(String id, Past history, double[] actual, double[] mean, double[][] quantiles) {
        double absolute = 0;
        double square = 0;
        double symmetric = 0;
        double volume = 0;
        double pinball = 0;
        double in80 = 0;
        double in95 = 0;
        int n = 0;
        for (int h = 0; h < actual.length; h++) {
            double y = actual[h];
            if (Double.isNaN(y)) {
                continue;
            }
            n++;
            double error = Math.abs(y - mean[h]);
            absolute += error;
            square += error * error;
            volume += Math.abs(y);
            symmetric += error == 0 ? 0 : 2 * error / (Math.abs(y) + Math.abs(mean[h]));
            double[] q = quantiles[h];
            for (int i = PINBALL_FIRST; i <= PINBALL_LAST; i++) {
                double p = BacktestReport.QUANTILES.get(i);
                pinball += 2 * Math.max(p * (y - q[i]), (p - 1) * (y - q[i])) / (PINBALL_LAST - PINBALL_FIRST + 1);
            }
            in80 += y >= q[PINBALL_FIRST] && y <= q[PINBALL_LAST] ? 1 : 0;
            in95 += y >= q[0] && y <= q[q.length - 1] ? 1 : 0;
        }
        if (n == 0) {
            return;
        }
        double[] scale = scales(history);
        Map<String, Double> window = new TreeMap<>();
        if (scale[0] > 0) {
            window.put("MASE", absolute / n / scale[0]);
            window.put("scaledPinball", pinball / n / scale[0]);
            window.put("RMSSE", Math.sqrt(square / n / scale[1]));
        }
        window.put("sMAPE", symmetric / n);
        window.put("coverage80", in80 / n);
        window.put("coverage95", in95 / n);
        windows.computeIfAbsent(id, key -> new ArrayList<>()).add(window);
        double[] total = totals.computeIfAbsent(id, key -> new double[2]);
        total[0] += absolute;
        total[1] += volume;
    }

    private static double[] scales(Past history) {
        int period = history.season < history.size ? history.season : 1;
        double absolute = 0;
        double square = 0;
        int n = history.size - period;
        for (int t = period; t < history.size; t++) {
            double step = history.values[t] - history.values[t - period];
            absolute += Math.abs(step);
            square += step * step;
        }
        return n <= 0 ? new double[2] : new double[] {absolute / n, square / n};
    }

    /** Metrics by series. A metric that no window could say is not there. */
    Map<String, Map<String, Double>> bySeries() {
        Map<String, Map<String, Double>> result = new LinkedHashMap<>();
        windows.forEach((id, list) -> {
            Map<String, Double> metrics = new TreeMap<>(means(list));
            double[] total = totals.getOrDefault(id, new double[2]);
            if (total[1] > 0) {
                metrics.put("WAPE", total[0] / total[1]);
            }
            result.put(id, metrics);
        });
        return result;
    }

    /** Metrics of the panel. */
    Map<String, Double> overall() {
        Map<String, Double> metrics = new TreeMap<>(means(List.copyOf(bySeries().values())));
        double absolute =
                totals.values().stream().mapToDouble(total -> total[0]).sum();
        double volume = totals.values().stream().mapToDouble(total -> total[1]).sum();
        metrics.remove("WAPE");
        if (volume > 0) {
            metrics.put("WAPE", absolute / volume);
        }
        return metrics;
    }

    private static Map<String, Double> means(List<Map<String, Double>> list) {
        Map<String, Double> means = new TreeMap<>();
        for (String name : NAMES) {
            list.stream()
                    .filter(metrics -> metrics.containsKey(name))
                    .mapToDouble(metrics -> metrics.getOrDefault(name, 0.0))
                    .average()
                    .ifPresent(mean -> means.put(name, mean));
        }
        return means;
    }
}
