package cn.yunce.forecasting.run;

import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.persistence.RunInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a run forecasts; its input and the engine tell all of it, so that it can be made again. */
record RunForecasts(List<SeriesForecast> nodes, List<LineForecast> lines) {
    static final int HORIZON_DAYS = 14;
    static final int PLANNED_DAYS = 2;
    private static final int WEEK = 7;
    private static final List<Integer> LEVELS_PERCENT = List.of(80, 95);

    RunForecasts {
        nodes = List.copyOf(nodes);
        lines = List.copyOf(lines);
    }

    /** @param cutOff the run's last known day */
    static RunForecasts of(ForecastEngine engine, ServiceDate cutOff, RunInput input, Consumer<String> progress) {
        List<SeriesForecast> nodes = List.of();
        if (!input.series().isEmpty()) {
            progress.accept("forecasting " + input.series().size() + " series of outlets");
            List<SeriesForecast> forecasts = engine.forecast(
                    input.series(), new ForecastOptions(input.horizonDays(), WEEK, LEVELS_PERCENT, true));
            nodes = CoherentTotals.of(input.nodes(), input.series(), forecasts);
        }
        List<LineForecast> lines = new ArrayList<>();
        if (!input.lines().actual().isEmpty()) {
            for (int day = 1; day <= PLANNED_DAYS; day++) {
                ServiceDate date = cutOff.plusDays(day);
                progress.accept("forecasting lines of " + date);
                lines.addAll(engine.forecastLines(input.lines(), date));
            }
        }
        return new RunForecasts(nodes, lines);
    }
}
