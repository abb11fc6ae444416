package cn.yunce.app.cli;

import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.Reconciler;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.CsvWriter;
import cn.yunce.forecasting.file.HierarchyFile;
import cn.yunce.forecasting.model.ForecastEngines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "forecast",
        description = "预测业务量序列。Forecasts each series of a file by the models that did best on its own past.",
        mixinStandardHelpOptions = true)
final class ForecastCommand implements Callable<Integer> {
    /** Fixed, so that the same file gives the same forecast. */
    static final long SEED = 1;

    private static final List<String> EXPLAINED = List.of(
            "unique_id",
            "ds",
            "mean",
            "level",
            "season",
            "festival",
            "shopping",
            "preknown",
            "rest",
            "event",
            "chinese",
            "english");

    @Mixin
    private final SeriesInput input = new SeriesInput();

    @Option(
            names = "--levels",
            split = ",",
            defaultValue = "80,95",
            paramLabel = "PERCENT",
            description = "区间覆盖率 coverage of the intervals (${DEFAULT-VALUE})")
    private List<Integer> levels;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "结果 unique_id,ds,mean,lo-80,hi-80,lo-95,hi-95")
    private Path output;

    @Option(
            names = "--explain",
            paramLabel = "FILE",
            description = "分解 what each forecast is made of:"
                    + " unique_id,ds,mean,level,season,festival,shopping,preknown,rest,event,chinese,english")
    private Optional<Path> explain = Optional.empty();

    @Option(
            names = "--hierarchy",
            paramLabel = "FILE",
            description = "层级 leaf,total: forecasts totals too, all adding up")
    private Optional<Path> hierarchy = Optional.empty();

    @Option(
            names = "--method",
            defaultValue = "LEVELS",
            paramLabel = "METHOD",
            description = "how they are made to: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Reconciler.Method method;

    @Override
    public Integer call() throws Exception {
        List<VolumeSeries> panel = input.read();
        ForecastOptions options =
                new ForecastOptions(input.horizon(), input.season(), levels, SeriesInput.isNonNegative(panel));
        ForecastEngine engine = ForecastEngines.create(SEED);
        List<SeriesForecast> forecasts = hierarchy.isPresent()
                ? engine.forecastCoherently(
                        panel, HierarchyFile.read(hierarchy.get().toRealPath()), method, options)
                : engine.forecast(panel, options);
        List<String> header = new ArrayList<>(List.of("unique_id", "ds", "mean"));
        options.levelsPercent().forEach(level -> header.addAll(List.of("lo-" + level, "hi-" + level)));
        CsvWriter.write(output, header, csv -> forecasts.forEach(forecast -> write(csv, forecast)));
        if (explain.isPresent()) {
            CsvWriter.write(explain.get(), EXPLAINED, csv -> forecasts.forEach(forecast -> explain(csv, forecast)));
        }
        tell(forecasts);
        return CommandLines.DONE;
    }

    private static void write(CsvWriter csv, SeriesForecast forecast) {
        for (ForecastPoint point : forecast.points()) {
            List<Object> row = new ArrayList<>();
            row.add(forecast.id());
            row.add(SeriesInput.text(point.instant()));
            row.add(point.mean());
            for (Interval interval : point.intervals()) {
                row.add(interval.lo());
                row.add(interval.hi());
            }
            csv.row(row.toArray());
        }
    }

    private static void explain(CsvWriter csv, SeriesForecast forecast) {
        for (ForecastPoint point : forecast.points()) {
            ForecastParts parts = point.parts();
            csv.row(
                    forecast.id(),
                    SeriesInput.text(point.instant()),
                    point.mean(),
                    parts.level(),
                    parts.season(),
                    parts.festival(),
                    parts.shopping(),
                    parts.preknown(),
                    parts.rest(),
                    parts.event(),
                    parts.inChinese(),
                    parts.inEnglish());
        }
    }

    /** What was odd about the histories, on the error stream. */
    private static void tell(List<SeriesForecast> forecasts) {
        Map<String, Integer> flags = new TreeMap<>();
        forecasts.forEach(forecast -> forecast.flags().forEach(flag -> flags.merge(flag, 1, Integer::sum)));
        System.err.printf("yunce: %d series forecast%n", forecasts.size());
        flags.forEach((flag, count) -> System.err.printf("yunce: %s: %d series%n", flag, count));
    }
}
