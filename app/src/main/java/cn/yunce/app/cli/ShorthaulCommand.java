package cn.yunce.app.cli;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.file.ShortHaulFolder;
import cn.yunce.forecasting.file.SlotVolumes;
import cn.yunce.forecasting.model.ForecastEngines;
import cn.yunce.forecasting.scheduling.ScheduleEngines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Forecasts one short-haul day and plans its trips, from files to files; needs no service and no database. */
@Command(
        name = "shorthaul",
        description = "短驳：预测各线路货量并排定车辆。Forecasts a short-haul day's lines and schedules the vehicles.",
        mixinStandardHelpOptions = true)
final class ShorthaulCommand implements Callable<Integer> {
    private static final long SEED = 1;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "数据文件夹 folder of docs/file-formats.md")
    private Path data;

    @Option(names = "--date", required = true, paramLabel = "D", description = "计划日 planning day, YYYY-MM-DD")
    private LocalDate date;

    @Option(names = "--container", description = "可用标准容器 trips may use the standard container")
    private boolean container;

    @Option(
            names = "--rule",
            defaultValue = "COMPLETE",
            paramLabel = "complete|early",
            description = "尾量何时可发车 when part-full trips may leave (${DEFAULT-VALUE})")
    private DepartureRule rule;

    @Option(
            names = "--volumes",
            paramLabel = "FILE",
            description = "按此 10 分钟货量排班，不做预测 plan on these (line,date,time,parcels) instead of forecasting")
    private Optional<Path> volumes = Optional.empty();

    @Option(
            names = "--time",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "排班用时上限 limit for the plan's search (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "输出文件夹 folder to write to")
    private Path output;

    @Override
    public Integer call() throws Exception {
        if (!(seconds >= 0 && seconds <= 86_400)) {
            throw new BadInput("--time must be 0..86400 seconds, was " + seconds);
        }
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new BadInput(output + ": expected a folder to write to, found a file");
        }
        try {
            ServiceDate day = new ServiceDate(date);
            ShortHaulHistory history = ShortHaulFolder.read(data.toRealPath());
            Map<String, SlotProfile> parcels = new LinkedHashMap<>(
                    volumes.isPresent() ? given(history, volumes.get().toRealPath(), day) : forecast(history, day));
            parcels.replaceAll((line, profile) -> profile.wholeParcels());
            System.err.println("排班 " + day + "（至多 " + seconds + " 秒）");
            ShortHaulPlan plan = ScheduleEngines.create()
                    .planShortHaul(new ShortHaulProblem(
                            history.network(),
                            day,
                            parcels,
                            container,
                            rule,
                            Duration.ofMillis(Math.round(seconds * 1000)),
                            SEED));
            ShorthaulFiles.write(output, history.network(), parcels, plan);
            System.err.printf(
                    "总成本 %.2f，下界 %.2f，自有车周转率 %.3f，车辆均包裹 %.1f；已写入 %s%n",
                    plan.kpis().totalCost(),
                    plan.kpis().lowerBound(),
                    plan.kpis().ownVehicleTurnover(),
                    plan.kpis().parcelsPerVehicle(),
                    output);
            return CommandLines.DONE;
        } catch (BadInputException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, SlotProfile> given(ShortHaulHistory history, Path file, ServiceDate day) {
        Map<LineDay, SlotProfile> all = SlotVolumes.read(file, history.network());
        Map<String, SlotProfile> found = new LinkedHashMap<>();
        for (Line line : history.network().lines()) {
            SlotProfile profile = all.get(new LineDay(line.code(), day));
            if (profile != null) {
                found.put(line.code(), profile);
            }
        }
        if (found.isEmpty()) {
            throw new BadInput(file + ": expected parcels of planning day " + day + ", found none");
        }
        return found;
    }

    private static Map<String, SlotProfile> forecast(ShortHaulHistory history, ServiceDate day) {
        ShortHaulHistory known = history.knownBefore(day);
        boolean planned =
                known.preknown().keySet().stream().anyMatch(key -> key.date().equals(day));
        if (!planned && known.actual().isEmpty()) {
            throw new BadInput("--date " + day + ": expected volumes of days before it in the folder, found none");
        }
        System.err.println("预测 " + day);
        ForecastEngine engine = ForecastEngines.create(SEED);
        Map<String, SlotProfile> found = new LinkedHashMap<>();
        for (LineForecast forecast : engine.forecastLines(known, day)) {
            found.put(forecast.line(), forecast.profile());
        }
        return found;
    }
}
