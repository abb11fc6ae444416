package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RunningPlan.RunningRoute;
import cn.yunce.forecasting.routing.instance.RoutingInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Ten late jobs in a running plan, as {@code java … LiveRoutingMeasure FILE SECONDS_FIRST SECONDS_LIVE COST_PER_CHANGE}: the file's last ten stops come after the others
 * were planned and a third of each route is driven.
 */
final class LiveRoutingMeasure {
    private static final int LATE = 10;

    private LiveRoutingMeasure() {}

    public static void main(String[] arguments) throws IOException {
        RoutingProblem problem =
                RoutingInstance.read(Path.of(arguments[0]).toRealPath()).problem();
        int before = problem.stops().size() - LATE;
        RoutingProblem known = new RoutingProblem(
                problem.travel(), problem.stops().subList(0, before), problem.fleet(), problem.deliveries());
        RoutingEngine engine = RoutingEngines.create();
        RoutingPlan plan = engine.plan(known, within(arguments[1]));
        List<RunningRoute> routes = plan.routes().stream()
                .map(route -> new RunningRoute(
                        route.vehicleType(), route.stops(), route.stops().size() / 3, departure(known, route)))
                .toList();
        RunningPlan running = new RunningPlan(routes, 0, Long.parseLong(arguments[3]));
        for (int trial = 0; trial < 3; trial++) {
            long start = System.nanoTime();
            LivePlan live = engine.replan(problem, running, within(arguments[2]));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d of %d stops changed their vehicle, %d not served, cost %d before and %d after, %.3f s, %d iterations%n",
                    live.moved().size(),
                    before,
                    live.plan().unassigned().size(),
                    plan.cost(),
                    live.plan().cost(),
                    seconds,
                    live.plan().iterations());
        }
    }

    private static RoutingOptions within(String seconds) {
        return RoutingOptions.within(Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)), 1, 1);
    }

    /** Just in time for the first stop. */
    private static int departure(RoutingProblem problem, Route route) {
        Stop first = problem.stops().get(route.stops().getFirst());
        int depot = problem.fleet().get(route.vehicleType()).depot();
        return Math.max(0, first.ready() - problem.travel().duration(depot, first.location()));
    }
}
