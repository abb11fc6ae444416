package cn.yunce.forecasting.run;

import cn.yunce.forecasting.Champions.SeriesGroup;
import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.ModelPool;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.persistence.RunInput;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a run forecasts; its input, its pools and the engine tell all of it, so that it can be made again.
 *
 * @param challengers forecasts that are tried beside, by the pool that made them; not to be published
 */
record RunForecasts(
        List<SeriesForecast> nodes, List<LineForecast> lines, Map<ModelPool, List<SeriesForecast>> challengers) {
    static final int HORIZON_DAYS = 14;
    static final int PLANNED_DAYS = 2;
    private static final int WEEK = 7;
    private static final List<Integer> LEVELS_PERCENT = List.of(80, 95);

    RunForecasts {
        nodes = List.copyOf(nodes);
        lines = List.copyOf(lines);
        challengers = Map.copyOf(challengers);
    }

    /** @param cutOff the run's last known day */
    static RunForecasts of(
            ForecastEngine engine, ServiceDate cutOff, RunInput input, RunPools pools, Consumer<String> progress) {
        Map<String, SeriesGroup> groups = RunPools.groups(input);
        Map<ModelPool, List<SeriesForecast>> made = new EnumMap<>(ModelPool.class);
        Function<ModelPool, List<SeriesForecast>> byPool = pool -> made.computeIfAbsent(pool, models -> {
            progress.accept("forecasting " + input.series().size() + " series of outlets"
                    + (models == ModelPool.ALL ? "" : " by models " + models));
            return engine.forecast(
                    input.series(), new ForecastOptions(input.horizonDays(), WEEK, LEVELS_PERCENT, true, models));
        });
        List<SeriesForecast> nodes = coherent(input, groups, pools::champion, byPool);
        Map<ModelPool, List<SeriesForecast>> challengers = new EnumMap<>(ModelPool.class);
        if (!pools.challengers().isEmpty()) {
            for (SeriesForecast forecast : coherent(input, groups, pools::challengerElseChampion, byPool)) {
                SeriesGroup group = groups.get(forecast.id());
                if (group != null && pools.challengers().containsKey(group)) {
                    challengers
                            .computeIfAbsent(pools.challengerElseChampion(group), pool -> new ArrayList<>())
                            .add(forecast);
                }
            }
        }
        return new RunForecasts(nodes, lines(engine, cutOff, input, progress), challengers);
    }

    /** Each series by its group's pool, made to add up. */
    private static List<SeriesForecast> coherent(
            RunInput input,
            Map<String, SeriesGroup> groups,
            Function<SeriesGroup, ModelPool> pools,
            Function<ModelPool, List<SeriesForecast>> byPool) {
        List<SeriesForecast> chosen = new ArrayList<>();
        for (int i = 0; i < input.series().size(); i++) {
            SeriesGroup group = groups.get(input.series().get(i).id());
            chosen.add(byPool.apply(group == null ? ModelPool.ALL : pools.apply(group))
                    .get(i));
        }
        return CoherentTotals.of(input.nodes(), input.series(), chosen);
    }

    private static List<LineForecast> lines(
            ForecastEngine engine, ServiceDate cutOff, RunInput input, Consumer<String> progress) {
        List<LineForecast> lines = new ArrayList<>();
        if (!input.lines().actual().isEmpty()) {
            for (int day = 1; day <= PLANNED_DAYS; day++) {
                ServiceDate date = cutOff.plusDays(day);
                progress.accept("forecasting lines of " + date);
                lines.addAll(engine.forecastLines(input.lines(), date));
            }
        }
        return lines;
    }
}
