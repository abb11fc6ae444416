package cn.yunce.app.cli;

import cn.yunce.forecasting.BacktestReport;
import cn.yunce.forecasting.BacktestReport.BacktestRow;
import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.CsvWriter;
import cn.yunce.forecasting.file.ForecastRows;
import cn.yunce.forecasting.model.ForecastEngines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "backtest",
        description = "回测：在历史上滚动预测并打分。Forecasts at rolling origins and scores what came.",
        mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
    @Mixin
    private final SeriesInput input = new SeriesInput();

    @Option(
            names = "--windows",
            required = true,
            paramLabel = "K",
            description = "窗口数 rolling origins; the last window ends at each series' end")
    private int windows;

    @Option(names = "--step", paramLabel = "S", description = "窗口间隔 observations between origins (the horizon)")
    private Optional<Integer> step = Optional.empty();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description =
                    "指标 JSON: MASE, RMSSE, WAPE, sMAPE, scaledPinball, scaledCRPS, coverage80, coverage95, width80, width95,"
                            + " byHorizon and bySeries")
    private Path output;

    @Option(
            names = "--forecasts",
            required = true,
            paramLabel = "FILE",
            description = "预测 unique_id,cutoff,ds,y,mean,q0.025,q0.1,q0.2,…,q0.9,q0.975")
    private Path forecasts;

    @Override
    public Integer call() throws Exception {
        List<VolumeSeries> panel = input.read();
        ForecastOptions options = new ForecastOptions(
                input.horizon(), input.season(), List.of(), SeriesInput.isNonNegative(panel), input.pool());
        BacktestReport report = ForecastEngines.create(ForecastCommand.SEED)
                .backtest(panel, options, windows, step.orElse(options.horizon()));
        List<String> header = new ArrayList<>(List.of("unique_id", "cutoff", "ds", "y", "mean"));
        BacktestReport.QUANTILES.forEach(p -> header.add("q" + p));
        CsvWriter.write(forecasts, header, csv -> report.rows().forEach(row -> csv.row(cells(row))));
        Map<String, Object> metrics = new LinkedHashMap<>(new TreeMap<>(report.metrics()));
        metrics.put(
                "byHorizon",
                report.metricsByHorizon().stream().map(TreeMap::new).toList());
        metrics.put("bySeries", new TreeMap<>(report.metricsBySeries()));
        Files.createDirectories(output.toAbsolutePath().resolveSibling(""));
        Files.writeString(
                output,
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(metrics) + "\n");
        new TreeMap<>(report.metrics()).forEach((name, value) -> System.err.printf("yunce: %s %.4f%n", name, value));
        return CommandLines.DONE;
    }

    private static Object[] cells(BacktestRow row) {
        List<Object> cells = new ArrayList<>();
        cells.add(row.id());
        cells.add(ForecastRows.text(row.cutoff()));
        cells.add(ForecastRows.text(row.instant()));
        cells.add(row.actual());
        cells.add(row.mean());
        cells.addAll(row.quantiles());
        return cells.toArray();
    }
}
