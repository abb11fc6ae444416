package cn.yunce.app.cli;

import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.Reconciler;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.TrainedForecaster;
import cn.yunce.forecasting.WeeklyForecast;
import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.CsvWriter;
import cn.yunce.forecasting.file.ForecastRows;
import cn.yunce.forecasting.file.HierarchyFile;
import cn.yunce.forecasting.model.ForecastEngines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
            names = "--weeks",
            paramLabel = "FILE",
            description = "周合计 sums of each seven days from the first day forecast, in the columns of the result")
    private Optional<Path> weeks = Optional.empty();

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

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "分块数 forecasts so many parts of the series one after the other, each series by itself and by what a sample taught;"
                            + " the number does not change the forecasts, which then come in an order of their own (one, many for files"
                            + " above 64 MiB)")
    private Optional<Integer> partitions = Optional.empty();

    @Option(
            names = "--sample",
            defaultValue = "1000",
            paramLabel = "N",
            description = "样本 series in that sample (${DEFAULT-VALUE})")
    private int sample;

    /** Forecasts, some at a time. */
    private interface Batches {
        void forEach(Consumer<List<SeriesForecast>> use);
    }

    @Override
    public Integer call() throws Exception {
        if (partitions.isPresent() && hierarchy.isPresent()) {
            throw new BadInput("--partitions and --hierarchy exclude each other: all that adds up is forecast at once");
        }
        if (weeks.isPresent() && (partitions.isPresent() || hierarchy.isPresent())) {
            throw new BadInput("--weeks goes with neither --partitions nor --hierarchy");
        }
        Checks.inRange("sample", sample, 1, 100_000);
        int parts = hierarchy.isPresent() || weeks.isPresent() ? 1 : input.partsBySize();
        if (partitions.isPresent() || parts > 1) {
            inParts(partitions.orElse(parts));
        } else {
            atOnce();
        }
        return CommandLines.DONE;
    }

    private void atOnce() throws IOException {
        List<VolumeSeries> panel = input.read();
        ForecastOptions options = options(SeriesInput.isNonNegative(panel));
        ForecastEngine engine = ForecastEngines.create(SEED);
        List<SeriesForecast> forecasts;
        if (hierarchy.isPresent()) {
            forecasts = engine.forecastCoherently(
                    panel, HierarchyFile.read(hierarchy.get().toRealPath()), method, options);
        } else if (weeks.isPresent()) {
            WeeklyForecast both = engine.forecastWithWeeks(panel, options);
            forecasts = both.days();
            CsvWriter.write(
                    weeks.get(),
                    ForecastRows.header(options.levelsPercent()),
                    csv -> both.weeks().forEach(week -> ForecastRows.of(week).forEach(csv::row)));
        } else {
            forecasts = engine.forecast(panel, options);
        }
        write(options, use -> use.accept(forecasts));
    }

    private void inParts(int count) throws IOException {
        Path beside = output.toAbsolutePath().resolveSibling("");
        Files.createDirectories(beside);
        try (SeriesInput.Parts parts = input.readParts(count, SEED, beside)) {
            ForecastOptions options = options(parts.isNonNegative());
            TrainedForecaster trained = ForecastEngines.create(SEED).learn(parts.sample(sample), options);
            write(options, use -> {
                for (int part = 0; part < count; part++) {
                    try {
                        use.accept(trained.forecast(parts.read(part)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    System.err.printf("yunce: part %d of %d%n", part + 1, count);
                }
            });
        }
    }

    private ForecastOptions options(boolean nonNegative) {
        return new ForecastOptions(input.horizon(), input.season(), levels, nonNegative, input.pool());
    }

    private void write(ForecastOptions options, Batches batches) {
        Summary summary = new Summary();
        Consumer<Optional<CsvWriter>> write = explained -> CsvWriter.write(
                output,
                ForecastRows.header(options.levelsPercent()),
                csv -> batches.forEach(batch -> batch.forEach(forecast -> {
                    ForecastRows.of(forecast).forEach(csv::row);
                    explained.ifPresent(writer -> explain(writer, forecast));
                    summary.add(forecast);
                })));
        explain.ifPresentOrElse(
                file -> CsvWriter.write(file, EXPLAINED, csv -> write.accept(Optional.of(csv))),
                () -> write.accept(Optional.empty()));
        summary.tell();
    }

    private static void explain(CsvWriter csv, SeriesForecast forecast) {
        for (ForecastPoint point : forecast.points()) {
            ForecastParts parts = point.parts();
            csv.row(
                    forecast.id(),
                    ForecastRows.text(point.instant()),
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

    /** How many were forecast, and what was odd about their histories. */
    private static final class Summary {
        private final Map<String, Integer> flags = new TreeMap<>();
        private int series;

        void add(SeriesForecast forecast) {
            series++;
            forecast.flags().forEach(flag -> flags.merge(flag, 1, Integer::sum));
        }

        void tell() {
            System.err.printf("yunce: %d series forecast%n", series);
            flags.forEach((flag, count) -> System.err.printf("yunce: %s: %d series%n", flag, count));
        }
    }
}
