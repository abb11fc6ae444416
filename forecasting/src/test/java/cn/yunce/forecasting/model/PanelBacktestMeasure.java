package cn.yunce.forecasting.model;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.file.LongForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prints a backtest of a file: {@code FILE HORIZON SEASON WINDOWS}. */
final class PanelBacktestMeasure {
    private PanelBacktestMeasure() {}

    public static void main(String[] args) {
        var panel = LongForm.read(Path.of(args[0]), Optional.empty()).values();
        int horizon = Integer.parseInt(args[1]);
        long start = System.nanoTime();
        var report = ForecastEngines.create(1)
                .backtest(
                        panel,
                        new ForecastOptions(horizon, Integer.parseInt(args[2]), List.of(80, 95), true),
                        Integer.parseInt(args[3]),
                        horizon);
        System.out.printf(
                "%s %d series %.1f s %s%n", args[0], panel.size(), (System.nanoTime() - start) / 1e9, report.metrics());
    }
}
