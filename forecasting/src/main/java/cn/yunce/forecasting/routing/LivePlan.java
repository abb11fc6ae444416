package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RunningPlan.RunningRoute;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan that goes on from a running one. Its cost is that of the routes and of what was left out, without the costs of changes.
 *
 * @param vehicles for each route of the plan the running route whose vehicle drives it, by index; −1 for a vehicle that was not in use
 * @param moved stops that changed their vehicle, ascending; a stop that was left out has none to change to
 */
public record LivePlan(RoutingPlan plan, List<Integer> vehicles, List<Integer> moved) {
    public LivePlan {
        vehicles = List.copyOf(vehicles);
        moved = List.copyOf(moved);
        if (vehicles.size() != plan.routes().size()) {
            throw new IllegalArgumentException(
                    "vehicles must be " + plan.routes().size() + ", one a route, were " + vehicles.size());
        }
    }

    /** The same as a running plan, with what was locked before. */
    RunningPlan asRunning(RunningPlan before) {
        List<RunningRoute> routes = new ArrayList<>();
        for (int r = 0; r < vehicles.size(); r++) {
            Route route = plan.routes().get(r);
            int vehicle = vehicles.get(r);
            routes.add(new RunningRoute(
                    route.vehicleType(),
                    route.stops(),
                    route.halts(),
                    route.portions(),
                    route.sorties(),
                    vehicle < 0 ? 0 : before.routes().get(vehicle).locked(),
                    vehicle < 0 ? 0 : before.routes().get(vehicle).departure()));
        }
        return new RunningPlan(routes, before.now(), before.costPerChange());
    }
}
