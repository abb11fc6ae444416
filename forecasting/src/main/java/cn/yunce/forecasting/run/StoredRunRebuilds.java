package cn.yunce.forecasting.run;

import cn.yunce.forecasting.DailyRuns.Run;
import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.RunRebuilds;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.persistence.ChampionStore;
import cn.yunce.forecasting.persistence.RunInput;
import cn.yunce.forecasting.persistence.RunInputs;
import cn.yunce.forecasting.persistence.RunStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Forecasts from the stored input by the engine of today, and compares with what is stored. */
@Component
final class StoredRunRebuilds implements RunRebuilds {
    private final RunStore store;
    private final RunInputs inputs;
    private final ChampionStore champions;
    private final ForecastEngine engine;

    StoredRunRebuilds(RunStore store, RunInputs inputs, ChampionStore champions, ForecastEngine engine) {
        this.store = store;
        this.inputs = inputs;
        this.champions = champions;
        this.engine = engine;
    }

    @Override
    public Optional<Rebuild> rebuild(long runId, Consumer<String> progress) {
        Optional<Run> run = store.findRun(runId);
        Optional<RunInput> input = inputs.find(runId);
        if (run.isEmpty() || input.isEmpty()) {
            return Optional.empty();
        }
        RunForecasts made = RunForecasts.of(
                engine,
                run.get().dataCutOff(),
                input.get(),
                new RunPools(champions.listChampions(runId), Map.of()),
                progress);
        List<SeriesForecast> nodes = made.nodes().stream()
                .sorted(Comparator.comparing(SeriesForecast::id))
                .toList();
        List<LineForecast> lines = made.lines().stream()
                .sorted(Comparator.comparing(LineForecast::date).thenComparing(LineForecast::line))
                .toList();
        progress.accept("comparing with what run " + runId + " stored");
        List<String> differences = new ArrayList<>();
        compare(store.listNodeForecasts(runId), nodes, SeriesForecast::id, differences);
        for (int day = 1; day <= RunForecasts.PLANNED_DAYS; day++) {
            var date = run.get().dataCutOff().plusDays(day);
            compare(
                    store.listLineForecasts(runId, date),
                    lines.stream()
                            .filter(forecast -> forecast.date().equals(date))
                            .toList(),
                    forecast -> new LineDay(forecast.line(), forecast.date()).toString(),
                    differences);
        }
        return Optional.of(new Rebuild(runId, nodes, lines, differences));
    }

    /** Records are equal where all their numbers are, bit for bit. */
    private static <T> void compare(List<T> stored, List<T> made, Function<T, String> name, List<String> differences) {
        Map<String, List<T>> both = new TreeMap<>();
        Stream.concat(stored.stream(), made.stream())
                .forEach(item -> both.computeIfAbsent(name.apply(item), key -> new ArrayList<>())
                        .add(item));
        both.forEach((key, items) -> {
            if (items.size() != 2) {
                differences.add(key + ": only " + (stored.contains(items.getFirst()) ? "stored" : "made again"));
            } else if (!items.getFirst().equals(items.getLast())) {
                differences.add(key + ": stored " + items.getFirst() + ", made again " + items.getLast());
            }
        });
    }
}
