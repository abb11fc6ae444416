package cn.yunce.app.cli;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.Objective;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.file.ShortHaulFolder;
import cn.yunce.forecasting.file.SlotVolumes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of commands that work on a short-haul day. */
final class ShortHaulInput {
    static final long SEED = 1;

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

    ServiceDate day() {
        return new ServiceDate(date);
    }

    ShortHaulHistory history() throws IOException {
        return ShortHaulFolder.read(data.toRealPath());
    }

    ShortHaulProblem problem(
            ShortHaulHistory history, Map<String, SlotProfile> volumes, Objective objective, double seconds) {
        return new ShortHaulProblem(
                history.network(),
                day(),
                volumes,
                container,
                rule,
                objective,
                Duration.ofMillis(Math.round(seconds * 1000)),
                SEED);
    }

    /** What a file says of the day. */
    Map<String, SlotProfile> volumes(ShortHaulHistory history, Path file) throws IOException {
        Map<LineDay, SlotProfile> all = SlotVolumes.read(file.toRealPath(), history.network());
        Map<String, SlotProfile> found = new LinkedHashMap<>();
        for (Line line : history.network().lines()) {
            SlotProfile profile = all.get(new LineDay(line.code(), day()));
            if (profile != null) {
                found.put(line.code(), profile);
            }
        }
        if (found.isEmpty()) {
            throw new BadInput(file + ": expected parcels of planning day " + day() + ", found none");
        }
        return found;
    }
}
