package cn.yunce.app.cli;

import cn.yunce.forecasting.DriftAlarms;
import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "drift",
        description =
                "漂移告警：连日偏离预测的序列。Lists the series whose volumes left their forecasts for days on end, the strongest first.",
        mixinStandardHelpOptions = true)
final class DriftCommand implements Callable<Integer> {
    @ParentCommand
    private YunceCommand yunce;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext parts = yunce.openParts()) {
            List<DriftAlarm> alarms = parts.getBean(DriftAlarms.class).listAlarms();
            alarms.forEach(alarm -> System.out.printf(
                    Locale.ROOT,
                    "%s %s: %s its forecasts since %s, by %.1f deviations, %.1f parcels a day%n",
                    alarm.kind(),
                    alarm.series(),
                    alarm.side(),
                    alarm.since(),
                    Math.abs(alarm.meanScaledError()),
                    Math.abs(alarm.meanError())));
            System.err.printf("yunce: %d drift alarms%n", alarms.size());
            return CommandLines.DONE;
        }
    }
}
