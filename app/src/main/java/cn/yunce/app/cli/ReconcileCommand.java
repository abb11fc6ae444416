package cn.yunce.app.cli;

import cn.yunce.forecasting.Hierarchy;
import cn.yunce.forecasting.Reconciler;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.CsvWriter;
import cn.yunce.forecasting.file.ForecastRows;
import cn.yunce.forecasting.file.HierarchyFile;
import cn.yunce.forecasting.file.LongForm;
import cn.yunce.forecasting.model.ForecastEngines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reconcile",
        description = "让各层预测相加一致。Makes forecasts of any origin add up over a hierarchy.",
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    @Option(
            names = "--forecasts",
            required = true,
            paramLabel = "FILE",
            description = "各层预测 unique_id,ds,mean of every total and leaf")
    private Path forecasts;

    @Option(
            names = "--hierarchy",
            required = true,
            paramLabel = "FILE",
            description = "层级 leaf,total: a row for each total that a leaf is part of")
    private Path hierarchy;

    @Option(
            names = "--errors",
            paramLabel = "FILE",
            description = "历史误差 unique_id,ds,error of the forecasts; needed by wls_variance and min_trace")
    private Optional<Path> errors = Optional.empty();

    @Option(
            names = "--method",
            defaultValue = "MIN_TRACE",
            paramLabel = "METHOD",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Reconciler.Method method;

    @Option(names = "--non-negative", description = "不小于零 no volume below zero")
    private boolean nonNegative;

    @Option(names = "--freq", defaultValue = "D", paramLabel = "F", description = "间隔 spacing (${DEFAULT-VALUE})")
    private String frequency;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "结果 unique_id,ds,mean")
    private Path output;

    @Override
    public Integer call() throws IOException {
        Hierarchy sums = HierarchyFile.read(hierarchy.toRealPath());
        List<VolumeSeries> base = read(forecasts, "mean", sums);
        double[][] past = new double[0][];
        if (errors.isPresent()) {
            past = read(errors.get(), "error", sums).stream()
                    .map(VolumeSeries::toArray)
                    .toArray(double[][]::new);
        }
        Reconciler reconciler = ForecastEngines.reconciler(sums, method, past, nonNegative);
        int steps = base.getFirst().size();
        double[][] coherent = new double[steps][];
        for (int h = 0; h < steps; h++) {
            int at = h;
            coherent[h] = reconciler.reconcile(
                    base.stream().mapToDouble(series -> series.value(at)).toArray());
        }
        CsvWriter.write(output, List.of("unique_id", "ds", "mean"), csv -> {
            for (int i = 0; i < base.size(); i++) {
                for (int h = 0; h < steps; h++) {
                    csv.row(base.get(i).id(), ForecastRows.text(base.get(i).instant(h)), coherent[h][i]);
                }
            }
        });
        return CommandLines.DONE;
    }

    /** A column of every series of the hierarchy, in its order, all of the same instants. */
    private List<VolumeSeries> read(Path file, String column, Hierarchy sums) throws IOException {
        Map<String, VolumeSeries> byId = new HashMap<>();
        for (LongForm.Entry entry : LongForm.readFuture(file.toRealPath(), Frequency.ofCode(frequency))
                .series()) {
            VolumeSeries values = entry.regressors().get(column);
            if (values == null) {
                throw new BadInput(file + ": expected a column " + column + ", found none");
            }
            byId.put(entry.values().id(), values);
        }
        List<VolumeSeries> ordered = sums.ids().stream()
                .map(id -> {
                    VolumeSeries values = byId.get(id);
                    if (values == null) {
                        throw new BadInput(file + ": expected rows of " + id + ", found none");
                    }
                    return VolumeSeries.of(id, values.frequency(), values.start(), values.toArray());
                })
                .toList();
        VolumeSeries first = ordered.getFirst();
        for (VolumeSeries series : ordered) {
            if (!series.start().equals(first.start()) || series.size() != first.size()) {
                throw new BadInput(file + ": expected the same instants for " + first.id() + " and " + series.id()
                        + ", found others");
            }
        }
        return ordered;
    }
}
