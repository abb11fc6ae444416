package cn.yunce.app.cli;

import cn.yunce.app.settings.Settings;
import cn.yunce.forecasting.RoutesAnswer;
import cn.yunce.forecasting.RoutesRequest;
import cn.yunce.forecasting.routing.RoutingEngines;
import cn.yunce.forecasting.routing.RoutingOptions;
import cn.yunce.forecasting.routing.RoutingPlan;
import cn.yunce.forecasting.routing.exchange.RoutesPlanner;
import cn.yunce.forecasting.routing.instance.RoutingInstance;
import cn.yunce.forecasting.routing.road.RoadSources;
import cn.yunce.forecasting.routing.road.Roads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "route",
        description =
                "配送路径：标准算例，或自己的站点与车辆。Plans the routes of a published problem, or of stops and vehicles of one's own.",
        mixinStandardHelpOptions = true)
final class RouteCommand implements Callable<Integer> {
    private static final double MOST_SECONDS = 604_800;

    @Option(
            names = "--instance",
            paramLabel = "FILE",
            description = "算例 CVRPLIB/VRPLIB .vrp, Solomon, Gehring-Homberger, Li-Lim or Cordeau")
    private Optional<Path> instance = Optional.empty();

    @Option(
            names = "--request",
            paramLabel = "FILE",
            description =
                    "站点、车辆与在途计划 stops, vehicles and a running plan as JSON (docs/routes.md), instead of an instance")
    private Optional<Path> request = Optional.empty();

    @Option(
            names = "--roads",
            paramLabel = "SOURCE",
            description =
                    "里程 osrm=URL, valhalla=URL, a map FILE.osm.pbf or a CSV from,to,meters,seconds; else great circles")
    private Optional<String> roads = Optional.empty();

    @Option(names = "--time", paramLabel = "SECONDS", description = "用时 seconds to search")
    private Optional<Double> time = Optional.empty();

    @Option(names = "--threads", defaultValue = "1", paramLabel = "N", description = "线程数 threads (${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "随机种子 seed (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--clock",
            defaultValue = "WALL",
            paramLabel = "CLOCK",
            description =
                    "计时 WALL or CPU: what --time counts for an instance, processor time being fair under load (${DEFAULT-VALUE})")
    private RoutingOptions.Clock clock = RoutingOptions.Clock.WALL;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "结果 routes and cost")
    private Path output;

    @Override
    public Integer call() throws Exception {
        if (instance.isPresent() == request.isPresent()) {
            throw new BadInput(
                    "--instance or --request must be given, found " + (request.isPresent() ? "both" : "none"));
        }
        if (instance.isPresent() && time.isEmpty()) {
            throw new BadInput("--time must be given with --instance");
        }
        if (!time.stream().allMatch(seconds -> seconds > 0 && seconds <= MOST_SECONDS)) {
            throw new BadInput("--time must be above 0 and at most 604800 seconds, was " + time.orElseThrow());
        }
        return instance.isPresent() ? solve(instance.orElseThrow()) : plan(request.orElseThrow());
    }

    private int solve(Path file) throws IOException {
        RoutingInstance read = RoutingInstance.read(file.toRealPath());
        RoutingPlan plan = RoutingEngines.create()
                .plan(
                        read.problem(),
                        RoutingOptions.within(Duration.ofMillis(Math.round(time.orElseThrow() * 1000)), threads, seed)
                                .withClock(clock));
        if (!plan.unassigned().isEmpty()) {
            System.err.printf(
                    "yunce: %d of %d stops could not be served%n",
                    plan.unassigned().size(), read.problem().stops().size());
        }
        write(read.write(plan));
        System.err.printf(
                "%d 条路径，成本 %s；%,d 次迭代；已写入 %s%n",
                plan.routes().size(), read.publishedCost(plan), plan.iterations(), output);
        return plan.unassigned().isEmpty() ? CommandLines.DONE : CommandLines.COULD_NOT_FINISH;
    }

    private int plan(Path file) throws IOException {
        RoutesAnswer answer;
        try {
            RoutesRequest read = new JsonMapper().readValue(Files.readString(file), RoutesRequest.class);
            answer = new RoutesPlanner(RoutingEngines.create(), source())
                    .plan(read.searched(time, threads, seed), MOST_SECONDS);
        } catch (JacksonException e) {
            String why = e.getCause() instanceof IllegalArgumentException cause
                    ? String.valueOf(cause.getMessage())
                    : "expected JSON as docs/routes.md says";
            throw new BadInput(file + ": " + why);
        } catch (IllegalArgumentException e) {
            throw new BadInput(file + ": " + e.getMessage());
        }
        write(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
        answer.unassigned().forEach(left -> System.err.printf("%s 未排：%s%n", left.stop(), left.chinese()));
        System.err.printf(
                "%d 条路径，%.2f 公里，%.2f 元；%,d 次迭代；已写入 %s%n",
                answer.routes().size(), answer.km(), answer.cost(), answer.iterations(), output);
        return answer.unassigned().isEmpty() ? CommandLines.DONE : CommandLines.COULD_NOT_FINISH;
    }

    private Optional<Roads> source() throws IOException {
        if (roads.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                RoadSources.of(roads.orElseThrow(), Settings.ofEnvironment().roads()));
    }

    private void write(String text) throws IOException {
        Files.createDirectories(output.toAbsolutePath().resolveSibling(""));
        Files.writeString(output, text);
    }
}
