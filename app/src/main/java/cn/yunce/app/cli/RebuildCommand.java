package cn.yunce.app.cli;

import cn.yunce.forecasting.RunRebuilds;
import cn.yunce.forecasting.RunRebuilds.Rebuild;
import cn.yunce.forecasting.file.CsvWriter;
import cn.yunce.forecasting.file.ForecastRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "rebuild",
        description =
                "按某次运行当时所知重做其预测并逐位比较。Makes the forecasts of a past run again from what it knew, and compares them bit by bit.",
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
    private static final int DIFFERENCES_SHOWN = 5;
    /** Of every run. */
    private static final List<Integer> LEVELS_PERCENT = List.of(80, 95);

    @ParentCommand
    private YunceCommand yunce;

    @Parameters(paramLabel = "RUN", description = "运行编号 the run's id, as GET /api/v1/runs tells it")
    private long run;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "重做的预测 the forecasts made again: unique_id,ds,mean,lo-80,hi-80,lo-95,hi-95")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (ConfigurableApplicationContext parts = yunce.openParts()) {
            Rebuild rebuild = parts.getBean(RunRebuilds.class)
                    .rebuild(run, line -> System.err.println("yunce: " + line))
                    .orElseThrow(() -> new BadInput("run must be one whose input is kept, was " + run));
            if (output.isPresent()) {
                write(output.get(), rebuild);
            }
            if (!rebuild.differences().isEmpty()) {
                rebuild.differences().stream()
                        .limit(DIFFERENCES_SHOWN)
                        .forEach(line -> System.err.println("yunce: " + line));
                throw new IllegalStateException(rebuild.differences().size() + " forecasts of run " + run
                        + " differ from those stored; maybe another version of the program made them");
            }
            System.out.printf(
                    "run %d: %d series and %d line-days made again, each bit as stored%n",
                    run, rebuild.nodes().size(), rebuild.lines().size());
            return CommandLines.DONE;
        }
    }

    private static void write(Path file, Rebuild rebuild) {
        CsvWriter.write(file, ForecastRows.header(LEVELS_PERCENT), csv -> {
            rebuild.nodes().forEach(forecast -> ForecastRows.of(forecast).forEach(csv::row));
            rebuild.lines().forEach(forecast -> csv.row(ForecastRows.of(forecast)));
        });
    }
}
