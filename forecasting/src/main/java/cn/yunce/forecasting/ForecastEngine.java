package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.util.List;
import java.util.Map;

/** Computes forecasts from histories in memory; pure, deterministic, safe for concurrent use. */
public interface ForecastEngine {

    /**
     * Forecasts each series by the model that did best on its own rolling origins.
     *
     * @return one forecast for each series, in order
     * @throws IllegalArgumentException naming the series, when one cannot be forecast
     */
    List<SeriesForecast> forecast(List<VolumeSeries> history, ForecastOptions options);

    /**
     * The same of daily series, and sums by week. The weeks' means are the days' sums: forecasting weeks by themselves and drawing the days to
     * them was worse on every panel tried (docs/benchmarks.md).
     *
     * @throws IllegalArgumentException naming the series, when one is not daily
     */
    WeeklyForecast forecastWithWeeks(List<VolumeSeries> history, ForecastOptions options);

    /**
     * Learns from a sample of a panel what its series teach each other, for panels too large to be forecast at once: trees and networks, what
     * events do, usual weights and errors, series that new ones follow.
     *
     * @param sample drawn by chance; some hundred series say what there is to say
     */
    TrainedForecaster learn(List<VolumeSeries> sample, ForecastOptions options);

    /**
     * Forecasts of all series of a hierarchy, that add up: means, and quantiles in the sense that they come from samples each of which adds up.
     *
     * @param leaves histories of the leaves, in any order; totals are summed from them, a leaf that starts late being zero before
     * @return forecasts in the hierarchy's order: totals, then leaves
     * @throws IllegalArgumentException when a leaf has no history, or leaves end at different instants
     */
    List<SeriesForecast> forecastCoherently(
            List<VolumeSeries> leaves, Hierarchy hierarchy, Reconciler.Method method, ForecastOptions options);

    /** Forecasts at {@code windows} rolling origins, {@code step} apart, the last of which leaves {@code horizon} observations. */
    BacktestReport backtest(List<VolumeSeries> history, ForecastOptions options, int windows, int step);

    /**
     * Forecasts every line of the network for the planning day {@code date} with its 10-minute profile. Only what was
     * {@linkplain ShortHaulHistory#knownBefore known at 21:00 the day before} is used.
     *
     * @return one forecast for each line of the network, in the network's order
     */
    List<LineForecast> forecastLines(ShortHaulHistory history, ServiceDate date);

    /**
     * Days as they may come, from what was known at 21:00 the day before {@code date}: errors of the same forecast at a past origin,
     * the part that all lines of an origin and wave shared on that day as a whole, the rest exchanged among them, and the course
     * of a past day. Errors come with both signs, so the scenarios' middle is the forecast.
     *
     * @return {@code count} scenarios, parcels by line code; empty when no past day tells the forecast's error
     */
    List<Map<String, SlotProfile>> lineScenarios(ShortHaulHistory history, ServiceDate date, int count);
}
