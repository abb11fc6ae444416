package cn.yunce.forecasting.routing;

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
}
