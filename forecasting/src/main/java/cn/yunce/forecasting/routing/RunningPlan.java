package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan to go on from: one that is being driven, or yesterday's. Stops of the problem that are on none of its routes are new.
 *
 * @param routes of the vehicles, each a vehicle of its own
 * @param now before which no vehicle turns to what is not locked
 * @param costPerChange of each stop that is moved from its vehicle to another
 */
public record RunningPlan(List<RunningRoute> routes, int now, long costPerChange) {
    /** Nothing is driven. */
    static final RunningPlan NONE = new RunningPlan(List.of(), 0, 0);

    private static final long MOST_COST = 1_000_000_000L;

    public RunningPlan {
        routes = List.copyOf(routes);
        Checks.inRange("now", now, 0, RoutingProblem.VehicleType.UNLIMITED);
        Checks.inRange("costPerChange", costPerChange, 0, MOST_COST);
        BitSet seen = new BitSet();
        for (RunningRoute route : routes) {
            for (int stop : route.stops()) {
                if (seen.get(stop)) {
                    throw new IllegalArgumentException("a stop must be on one running route, was on two: " + stop);
                }
                seen.set(stop);
            }
        }
    }

    /** A plan of which nothing is driven yet. */
    public static RunningPlan notBegun(RoutingPlan plan, long costPerChange) {
        return new RunningPlan(
                plan.routes().stream()
                        .map(route -> new RunningRoute(route.vehicleType(), route.stops(), route.halts(), 0, 0))
                        .toList(),
                0,
                costPerChange);
    }

    /**
     * The same for another problem with the same fleet: stops are told by their ids, those that the other problem does not have are
     * cancelled.
     */
    public RunningPlan carriedOver(RoutingProblem from, RoutingProblem to) {
        Map<String, Integer> index = new HashMap<>();
        for (int k = 0; k < to.stops().size(); k++) {
            index.put(to.stops().get(k).id(), k);
        }
        List<RunningRoute> carried = routes.stream()
                .map(route -> {
                    List<Integer> known = route.stops().stream()
                            .map(k -> index.getOrDefault(from.stops().get(k).id(), -1))
                            .toList();
                    int locked = (int) known.subList(0, route.locked()).stream()
                            .filter(k -> k >= 0)
                            .count();
                    List<Halt> halts = route.halts().stream()
                            .map(halt -> new Halt(
                                    halt.kind(),
                                    (int) known.subList(0, halt.before()).stream()
                                            .filter(k -> k >= 0)
                                            .count(),
                                    halt.location()))
                            .toList();
                    return new RunningRoute(
                            route.vehicleType(),
                            known.stream().filter(k -> k >= 0).toList(),
                            halts,
                            locked,
                            route.departure());
                })
                .toList();
        return new RunningPlan(carried, now, costPerChange);
    }

    /**
     * One vehicle's way.
     *
     * @param vehicleType by index in the problem's fleet
     * @param stops by index in the problem; may be empty
     * @param halts ascending by the stop that they come before
     * @param locked how many stops from the first on stay as they are: those that were visited and the one that the vehicle drives to. Their
     *     windows no longer count, they are facts
     * @param departure when the vehicle left its depot; counts only where stops are locked
     */
    public record RunningRoute(int vehicleType, List<Integer> stops, List<Halt> halts, int locked, int departure) {
        public RunningRoute {
            stops = List.copyOf(stops);
            halts = List.copyOf(halts);
            for (Halt halt : halts) {
                Checks.inRange("before of a halt", halt.before(), 0, stops.size());
            }
            Checks.inRange("locked", locked, 0, stops.size());
            Checks.inRange("departure", departure, 0, RoutingProblem.VehicleType.UNLIMITED);
        }

        /** Without halts. */
        public RunningRoute(int vehicleType, List<Integer> stops, int locked, int departure) {
            this(vehicleType, stops, List.of(), locked, departure);
        }
    }
}
