package cn.yunce.forecasting;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * Forecasts at rolling origins beside what happened.
 *
 * @param metrics by name: {@code MASE}, {@code RMSSE}, {@code WAPE}, {@code sMAPE}, {@code scaledPinball}, {@code scaledCRPS},
 *     {@code coverage80}, {@code coverage95}, and the widths of those intervals on MASE's scale, {@code width80}, {@code width95}
 * @param metricsBySeries the same by series id
 * @param metricsByHorizon the same of each step ahead, the nearest first
 */
public record BacktestReport(
        Map<String, Double> metrics,
        Map<String, Map<String, Double>> metricsBySeries,
        List<Map<String, Double>> metricsByHorizon,
        List<BacktestRow> rows) {

    /** Probabilities of {@link BacktestRow#quantiles()}. */
    public static final List<Double> QUANTILES = List.of(0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975);

    public BacktestReport {
        metrics = Map.copyOf(metrics);
        metricsBySeries = Map.copyOf(metricsBySeries);
        metricsByHorizon = metricsByHorizon.stream().map(Map::copyOf).toList();
        rows = List.copyOf(rows);
    }

    /** One forecast instant; {@code cutoff} is the last instant the forecast knew. */
    public record BacktestRow(
            String id,
            LocalDateTime cutoff,
            LocalDateTime instant,
            double actual,
            double mean,
            List<Double> quantiles) {
        public BacktestRow {
            quantiles = List.copyOf(quantiles);
        }
    }
}
