package cn.yunce.forecasting.routing;

import java.util.List;

/**
 * Routes that keep every rule of their problem.
 *
 * @param unassigned stops that are not visited, by index, ascending
 * @param cost of distance and vehicles, and the penalties of optional stops that were left out
 * @param iterations that the search took, of all threads
 */
public record RoutingPlan(List<Route> routes, List<Integer> unassigned, long cost, long iterations) {
    public RoutingPlan {
        routes = List.copyOf(routes);
        unassigned = List.copyOf(unassigned);
    }

    /**
     * One vehicle's way.
     *
     * @param vehicleType by index in the problem's fleet
     * @param stops by index in the problem, in the order of the visits; never empty
     */
    public record Route(int vehicleType, List<Integer> stops) {
        public Route {
            stops = List.copyOf(stops);
            if (stops.isEmpty()) {
                throw new IllegalArgumentException("stops must not be empty");
            }
        }
    }
}
