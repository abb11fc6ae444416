package cn.yunce.forecasting.model;

import cn.yunce.forecasting.BacktestReport;
import cn.yunce.forecasting.BacktestReport.BacktestRow;
import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.Hierarchy;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.Reconciler;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.TrainedForecaster;
import cn.yunce.forecasting.WeeklyForecast;
import cn.yunce.forecasting.calendar.ChineseCalendar;
import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The engine: a pool of forecasters, judged for each series at its own rolling origins. */
final class RollingOriginEngine implements ForecastEngine {
    private static final int LEAST_HISTORY = 2;

    private final KnownAhead ahead;
    private final long seed;

    RollingOriginEngine(ChineseCalendar calendar, long seed) {
        this.ahead = new KnownAhead(calendar);
        this.seed = seed;
    }

    @Override
    public List<SeriesForecast> forecast(List<VolumeSeries> history, ForecastOptions options) {
        return history.isEmpty() ? List.of() : forecasts(panel(history, options), history, options);
    }

    @Override
    public WeeklyForecast forecastWithWeeks(List<VolumeSeries> history, ForecastOptions options) {
        if (history.isEmpty()) {
            return new WeeklyForecast(List.of(), List.of());
        }
        WeekSums.checkDaily(history);
        PanelForecast panel = panel(history, options);
        List<SeriesForecast> days = forecasts(panel, history, options);
        WeekSums sums = new WeekSums(panel, history.size(), options.horizon());
        List<SeriesForecast> weeks = IntStream.range(0, history.size())
                .parallel()
                .mapToObj(i -> sums.of(i, days.get(i), options))
                .toList();
        return new WeeklyForecast(days, weeks);
    }

    @Override
    public TrainedForecaster learn(List<VolumeSeries> sample, ForecastOptions options) {
        Optional<PanelForecast> teacher = Optional.of(panel(sample, options));
        return part -> part.isEmpty()
                ? List.of()
                : forecasts(PanelForecast.of(part, options, ahead, seed, teacher), part, options);
    }

    private static List<SeriesForecast> forecasts(
            PanelForecast panel, List<VolumeSeries> history, ForecastOptions options) {
        List<List<ForecastParts>> parts = panel.parts();
        List<SeriesForecast> forecasts = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            VolumeSeries series = history.get(i);
            Choice choice = panel.choice(i);
            double[] mean = panel.mean(i);
            List<ForecastPoint> points = new ArrayList<>();
            for (int h = 0; h < mean.length; h++) {
                int of = i;
                int at = h;
                points.add(new ForecastPoint(
                        series.instant(series.size() + h),
                        mean[h],
                        Quantiles.intervals(options.levelsPercent(), mean[h], p -> panel.quantile(of, p, at)),
                        parts.get(i).get(h)));
            }
            forecasts.add(new SeriesForecast(
                    series.id(),
                    choice.chosen.name,
                    choice.why,
                    choice.trials.series.flags,
                    choice.modelWeights(),
                    points));
        }
        return forecasts;
    }

    @Override
    public List<SeriesForecast> forecastCoherently(
            List<VolumeSeries> leaves, Hierarchy hierarchy, Reconciler.Method method, ForecastOptions options) {
        List<VolumeSeries> histories = CoherentForecast.histories(hierarchy, leaves, options.season());
        PanelForecast panel =
                PanelForecast.of(histories, hierarchy.totals().size(), options, ahead, seed, Optional.empty());
        return CoherentForecast.of(panel, histories, hierarchy, method, options);
    }

    private PanelForecast panel(List<VolumeSeries> history, ForecastOptions options) {
        return PanelForecast.of(history, options, ahead, seed, Optional.empty());
    }

    @Override
    public BacktestReport backtest(List<VolumeSeries> history, ForecastOptions options, int windows, int step) {
        Checks.inRange("windows", windows, 1, 1000);
        Checks.inRange("step", step, 1, 1000);
        Metrics metrics = new Metrics();
        List<BacktestRow> rows = new ArrayList<>();
        for (int window = 0; window < windows; window++) {
            int ahead = options.horizon() + (windows - 1 - window) * step;
            List<VolumeSeries> whole = history.stream()
                    .filter(series ->
                            series.size() - ahead >= LEAST_HISTORY && hasObservation(series, series.size() - ahead))
                    .toList();
            if (!whole.isEmpty()) {
                window(whole, ahead, options, metrics, rows);
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("history must have more than horizon + (windows - 1) * step = "
                    + (options.horizon() + (windows - 1) * step) + " observations in a series, had at most "
                    + history.stream().mapToInt(VolumeSeries::size).max().orElse(0));
        }
        return new BacktestReport(metrics.overall(), metrics.bySeries(), metrics.byHorizon(), rows);
    }

    private static boolean hasObservation(VolumeSeries series, int size) {
        for (int t = 0; t < size; t++) {
            if (Double.isFinite(series.value(t))) {
                return true;
            }
        }
        return false;
    }

    private void window(
            List<VolumeSeries> whole, int left, ForecastOptions options, Metrics metrics, List<BacktestRow> rows) {
        List<VolumeSeries> known =
                whole.stream().map(series -> series.head(series.size() - left)).toList();
        PanelForecast panel = panel(known, options);
        for (int i = 0; i < known.size(); i++) {
            VolumeSeries series = known.get(i);
            int cut = series.size();
            double[] actual = Arrays.copyOfRange(whole.get(i).toArray(), cut, cut + options.horizon());
            double[] mean = panel.mean(i);
            double[][] quantiles = new double[mean.length][];
            for (int h = 0; h < mean.length; h++) {
                int of = i;
                int at = h;
                quantiles[h] = BacktestReport.QUANTILES.stream()
                        .mapToDouble(p -> panel.quantile(of, p, at))
                        .toArray();
                rows.add(new BacktestRow(
                        series.id(),
                        series.instant(cut - 1),
                        series.instant(cut + h),
                        actual[h],
                        mean[h],
                        DoubleStream.of(quantiles[h]).boxed().toList()));
            }
            metrics.add(series.id(), panel.choice(i).trials.series.past, actual, mean, quantiles);
        }
    }

    @Override
    public List<Map<String, SlotProfile>> lineScenarios(ShortHaulHistory history, ServiceDate date, int count) {
        return LineScenarios.of(history, date, Checks.inRange("count", count, 1, 10_000), seed);
    }

    @Override
    public List<LineForecast> forecastLines(ShortHaulHistory history, ServiceDate date) {
        return LineForecaster.forecast(history, date);
    }
}
