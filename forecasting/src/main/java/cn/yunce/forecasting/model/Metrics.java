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
 * is 0..2, WAPE pools all windows, the others are means over windows, then series. scaledCRPS is twice the integral of the pinball loss
 * over the probabilities, by the trapezoid rule between those of the report; width80 and width95 are the intervals' widths; the three are
 * on MASE's scale.
 *
 * <p>Hyndman, Koehler (2006); Makridakis et al. (2022) for RMSSE and scaled pinball; Gneiting, Raftery (2007) for CRPS.
 */
final class Metrics {
    static final List<String> NAMES = List.of(
            "MASE",
            "RMSSE",
            "WAPE",
            "sMAPE",
            "scaledPinball",
            "scaledCRPS",
            "coverage80",
            "coverage95",
            "width80",
            "width95");
    private static final int PINBALL_FIRST = BacktestReport.QUANTILES.indexOf(0.1);
    private static final int PINBALL_LAST = BacktestReport.QUANTILES.indexOf(0.9);

    private final Map<String, List<Map<String, Double>>> windows = new LinkedHashMap<>();
    private final Map<String, double[]> totals = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    /** Adds one window of one series. Actual values that are NaN are passed over. */
    void add(String id, Past history, double[] actual, double[] mean, double[][] quantiles) {
        double[] scale = scales(history);
        double absolute = 0;
        double square = 0;
        double symmetric = 0;
        double volume = 0;
        double pinball = 0;
        double crps = 0;
        double in80 = 0;
        double in95 = 0;
        double width80 = 0;
        double width95 = 0;
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
            double apart = error == 0 ? 0 : 2 * error / (Math.abs(y) + Math.abs(mean[h]));
            symmetric += apart;
            double[] q = quantiles[h];
            double loss = 0;
            for (int i = PINBALL_FIRST; i <= PINBALL_LAST; i++) {
                loss += pinball(y, q, i) / (PINBALL_LAST - PINBALL_FIRST + 1);
            }
            pinball += loss;
            double lossOfAll = crps(y, q);
            crps += lossOfAll;
            boolean inside80 = y >= q[PINBALL_FIRST] && y <= q[PINBALL_LAST];
            boolean inside95 = y >= q[0] && y <= q[q.length - 1];
            in80 += inside80 ? 1 : 0;
            in95 += inside95 ? 1 : 0;
            width80 += q[PINBALL_LAST] - q[PINBALL_FIRST];
            width95 += q[q.length - 1] - q[0];
            if (scale[0] > 0) {
                Step step = step(h);
                step.windows++;
                step.absolute += error;
                step.volume += Math.abs(y);
                step.square += error * error / scale[1];
                step.add("MASE", error / scale[0]);
                step.add("sMAPE", apart);
                step.add("scaledPinball", loss / scale[0]);
                step.add("scaledCRPS", lossOfAll / scale[0]);
                step.add("coverage80", inside80 ? 1 : 0);
                step.add("coverage95", inside95 ? 1 : 0);
                step.add("width80", (q[PINBALL_LAST] - q[PINBALL_FIRST]) / scale[0]);
                step.add("width95", (q[q.length - 1] - q[0]) / scale[0]);
            }
        }
        if (n == 0) {
            return;
        }
        Map<String, Double> window = new TreeMap<>();
        if (scale[0] > 0) {
            window.put("MASE", absolute / n / scale[0]);
            window.put("scaledPinball", pinball / n / scale[0]);
            window.put("RMSSE", Math.sqrt(square / n / scale[1]));
            window.put("scaledCRPS", crps / n / scale[0]);
            window.put("width80", width80 / n / scale[0]);
            window.put("width95", width95 / n / scale[0]);
        }
        window.put("sMAPE", symmetric / n);
        window.put("coverage80", in80 / n);
        window.put("coverage95", in95 / n);
        windows.computeIfAbsent(id, key -> new ArrayList<>()).add(window);
        double[] total = totals.computeIfAbsent(id, key -> new double[2]);
        total[0] += absolute;
        total[1] += volume;
    }

    private static double pinball(double y, double[] q, int i) {
        double p = BacktestReport.QUANTILES.get(i);
        return 2 * Math.max(p * (y - q[i]), (p - 1) * (y - q[i]));
    }

    /** Beyond the outermost probabilities the loss falls to zero at 0 and 1. */
    private static double crps(double y, double[] q) {
        double sum = 0;
        double from = 0;
        double before = 0;
        for (int i = 0; i < q.length; i++) {
            double p = BacktestReport.QUANTILES.get(i);
            double here = pinball(y, q, i);
            sum += (p - from) * (before + here) / 2;
            from = p;
            before = here;
        }
        return sum + (1 - from) * before / 2;
    }

    /** Sums over all windows that have a scale, of one step ahead. */
    private static final class Step {
        final Map<String, Double> sums = new TreeMap<>();
        int windows;
        double absolute;
        double volume;
        double square;

        void add(String name, double value) {
            sums.merge(name, value, Double::sum);
        }

        Map<String, Double> means() {
            Map<String, Double> means = new TreeMap<>();
            sums.forEach((name, sum) -> means.put(name, sum / windows));
            if (windows > 0) {
                means.put("RMSSE", Math.sqrt(square / windows));
            }
            if (volume > 0) {
                means.put("WAPE", absolute / volume);
            }
            return means;
        }
    }

    private Step step(int h) {
        while (steps.size() <= h) {
            steps.add(new Step());
        }
        return steps.get(h);
    }

    /**
     * The same measures one step ahead, two, and so on, over all windows of all series that have a scale: means, RMSSE the root of the mean
     * square, WAPE pooled. A step without any actual value has none.
     */
    List<Map<String, Double>> byHorizon() {
        return steps.stream().map(Step::means).toList();
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
