package cn.yunce.app.cli;

import cn.yunce.forecasting.routing.RoutingEngines;
import cn.yunce.forecasting.routing.RoutingOptions;
import cn.yunce.forecasting.routing.RoutingPlan;
import cn.yunce.forecasting.routing.instance.RoutingInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "route",
        description = "配送路径：解标准算例。Plans the routes of a published routing problem.",
        mixinStandardHelpOptions = true)
final class RouteCommand implements Callable<Integer> {
    private static final double MOST_SECONDS = 604_800;

    @Option(
            names = "--instance",
            required = true,
            paramLabel = "FILE",
            description = "算例 CVRPLIB/VRPLIB .vrp, Solomon, Gehring-Homberger, Li-Lim or Cordeau")
    private Path instance;

    @Option(names = "--time", required = true, paramLabel = "SECONDS", description = "用时 seconds to search")
    private double seconds;

    @Option(names = "--threads", defaultValue = "1", paramLabel = "N", description = "线程数 threads (${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "随机种子 seed (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "结果 routes and cost")
    private Path output;

    @Override
    public Integer call() throws Exception {
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw new BadInput("--time must be above 0 and at most 604800 seconds, was " + seconds);
        }
        RoutingInstance read = RoutingInstance.read(instance.toRealPath());
        RoutingPlan plan = RoutingEngines.create()
                .plan(
                        read.problem(),
                        RoutingOptions.within(Duration.ofMillis(Math.round(seconds * 1000)), threads, seed));
        if (!plan.unassigned().isEmpty()) {
            System.err.printf(
                    "yunce: %d of %d stops could not be served%n",
                    plan.unassigned().size(), read.problem().stops().size());
        }
        Files.createDirectories(output.toAbsolutePath().resolveSibling(""));
        Files.writeString(output, read.write(plan));
        System.err.printf(
                "%d 条路径，成本 %s；%,d 次迭代；已写入 %s%n",
                plan.routes().size(), read.publishedCost(plan), plan.iterations(), output);
        return plan.unassigned().isEmpty() ? CommandLines.DONE : CommandLines.COULD_NOT_FINISH;
    }
}
