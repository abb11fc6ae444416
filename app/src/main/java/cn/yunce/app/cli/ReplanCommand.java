package cn.yunce.app.cli;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.LiveEvent;
import cn.yunce.forecasting.Objective;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.file.CsvWriter;
import cn.yunce.forecasting.file.DisturbancesFile;
import cn.yunce.forecasting.file.TripsFile;
import cn.yunce.forecasting.scheduling.ReplanEngines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mends a plan whose day has been disturbed, from files to files; needs no service and no database. */
@Command(
        name = "replan",
        description = "当日重排：锁定、改点、故障、货量变化、封路。Mends a short-haul plan whose day has been disturbed.",
        mixinStandardHelpOptions = true)
final class ReplanCommand implements Callable<Integer> {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    @Mixin
    private ShortHaulInput input = new ShortHaulInput();

    @Option(names = "--plan", required = true, paramLabel = "FILE", description = "在用计划 trips.csv of the plan in force")
    private Path planFile;

    @Option(
            names = "--volumes",
            required = true,
            paramLabel = "FILE",
            description = "计划所依据的 10 分钟货量 volumes (line,date,time,parcels) that the plan was made for")
    private Path volumes;

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "扰动与要求 disturbances (known,kind,subject,from,to,value)")
    private Path eventsFile;

    @Option(names = "--now", required = true, paramLabel = "TIME", description = "当前时刻 time such as 05:10")
    private String now;

    @Option(
            names = "--late",
            defaultValue = "60",
            paramLabel = "MINUTES",
            description = "货或路晚到时可晚发 by which trips may leave late where parcels or roads are (${DEFAULT-VALUE})")
    private int lateMinutes;

    @Option(
            names = "--penalty",
            defaultValue = "500",
            paramLabel = "COST",
            description = "每个变动班次的代价 cost that counts for each changed trip (${DEFAULT-VALUE})")
    private double penalty;

    @Option(
            names = "--time",
            defaultValue = "2",
            paramLabel = "SECONDS",
            description = "重排用时上限 limit for the search (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "输出文件夹 folder to write to")
    private Path output;

    @Override
    public Integer call() throws Exception {
        if (!(seconds > 0 && seconds <= 86_400)) {
            throw new BadInput("--time must be above 0 and at most 86400 seconds, was " + seconds);
        }
        Drafts.requireFolder(output);
        LiveDay day;
        try {
            day = day();
        } catch (BadInputException | IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
        long began = System.nanoTime();
        Replan replan = ReplanEngines.create().replan(day);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return switch (replan) {
            case Replan.Changed changed -> write(day, changed, took);
            case Replan.Infeasible infeasible -> write(day, infeasible, took);
        };
    }

    private LiveDay day() throws Exception {
        ServiceDate day = input.day();
        ShortHaulHistory history = input.history();
        ShortHaulProblem problem = input.problem(history, input.volumes(history, volumes), Objective.COST, seconds);
        int minute = day.parseMinute("--now", now);
        List<LiveEvent> events = DisturbancesFile.read(eventsFile.toRealPath(), day, minute);
        List<Trip> trips = TripsFile.read(planFile.toRealPath(), history.network(), day);
        ShortHaulPlan plan = new ShortHaulPlan(day, trips, ShortHaulPlan.Kpis.of(history.network(), trips, 0));
        return new LiveDay(problem, plan, minute, events, lateMinutes, penalty);
    }

    private int write(LiveDay day, Replan.Changed changed, Duration took) throws Exception {
        double cost = changed.plan().kpis().totalCost();
        Map<String, Object> values = summary(day, took);
        values.put("feasible", true);
        values.put("costBefore", changed.costBefore());
        values.put("totalCost", cost);
        values.put("costChange", cost - changed.costBefore());
        values.put("changedTrips", changed.changes().size());
        values.put("lateTrips", changed.lateTrips());
        values.put("conflict", List.of());
        Drafts.publish(output, List.of("trips.csv", "changes.csv", "replan.json"), draft -> {
            TripsFile.write(
                    draft.resolve("trips.csv"),
                    day.problem().date(),
                    changed.plan().trips());
            changes(draft.resolve("changes.csv"), day.problem().date(), changed.changes());
            ShorthaulFiles.json(draft.resolve("replan.json"), values);
        });
        changed.changes()
                .forEach(change ->
                        System.err.println(trip(change) + " " + change.why().chinese()));
        System.err.printf(
                "变动 %d 个班次，晚发 %d 个，总成本 %.2f（%+.2f），用时 %d 毫秒；已写入 %s%n",
                changed.changes().size(),
                changed.lateTrips().size(),
                cost,
                cost - changed.costBefore(),
                took.toMillis(),
                output);
        return CommandLines.DONE;
    }

    private int write(LiveDay day, Replan.Infeasible infeasible, Duration took) throws Exception {
        Map<String, Object> values = summary(day, took);
        values.put("feasible", false);
        List<Map<String, Object>> conflict = new ArrayList<>();
        for (Replan.Rule rule : infeasible.conflict()) {
            Map<String, Object> said = new LinkedHashMap<>();
            rule.event().ifPresent(event -> said.put("event", event + 1));
            said.put("chinese", rule.words().chinese());
            said.put("english", rule.words().english());
            conflict.add(said);
        }
        values.put("conflict", conflict);
        Drafts.publish(
                output, List.of("replan.json"), draft -> ShorthaulFiles.json(draft.resolve("replan.json"), values));
        System.err.println("无解，以下各项互相矛盾，去掉任意一项即可："
                + infeasible.conflict().stream()
                        .map(said -> said.words().chinese())
                        .collect(Collectors.joining("；")));
        return CommandLines.COULD_NOT_FINISH;
    }

    private static Map<String, Object> summary(LiveDay day, Duration took) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("date", day.problem().date().toString());
        values.put("now", MINUTE.format(day.problem().date().at(day.nowMinute())));
        values.put("tripsBefore", day.plan().trips().size());
        values.put("millis", took.toMillis());
        return values;
    }

    private static String trip(Replan.Change change) {
        return change.after().or(change::before).map(Trip::id).orElse("");
    }

    private static void changes(Path file, ServiceDate date, List<Replan.Change> changes) {
        CsvWriter.write(
                file,
                List.of(
                        "trip",
                        "kind",
                        "departure_before",
                        "departure",
                        "vehicle_before",
                        "vehicle",
                        "lines_before",
                        "lines",
                        "why",
                        "why_english"),
                rows -> changes.forEach(change -> rows.row(
                        trip(change),
                        change.kind(),
                        departure(date, change.before()),
                        departure(date, change.after()),
                        vehicle(change.before()),
                        vehicle(change.after()),
                        lines(change.before()),
                        lines(change.after()),
                        change.why().chinese(),
                        change.why().english())));
    }

    private static String departure(ServiceDate date, Optional<Trip> trip) {
        return trip.map(it -> MINUTE.format(date.at(it.departureMinute()))).orElse("");
    }

    private static String vehicle(Optional<Trip> trip) {
        return trip.map(it -> it.vehicle().orElse("external")).orElse("");
    }

    private static String lines(Optional<Trip> trip) {
        return trip.map(it -> it.loads().stream().map(Trip.Load::line).collect(Collectors.joining("+")))
                .orElse("");
    }
}
