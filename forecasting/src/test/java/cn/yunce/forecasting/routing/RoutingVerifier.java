package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules of routing problems from their text, with nothing of the engine's. */
final class RoutingVerifier {
    private RoutingVerifier() {}

    /** Every rule that a plan breaks, in words; empty when it breaks none. */
    static List<String> violations(RoutingProblem problem, RoutingPlan plan) {
        List<String> found = new ArrayList<>();
        Map<Integer, Integer> visitedBy = new HashMap<>();
        int[] used = new int[problem.fleet().size()];
        long cost = 0;
        for (int r = 0; r < plan.routes().size(); r++) {
            Route route = plan.routes().get(r);
            VehicleType type = problem.fleet().get(route.vehicleType());
            used[route.vehicleType()]++;
            for (int stop : route.stops()) {
                if (visitedBy.put(stop, r) != null) {
                    found.add("stop " + stop + " is visited twice");
                }
                if (!type.skills().containsAll(problem.stops().get(stop).skills())) {
                    found.add("route " + r + " lacks a skill of stop " + stop);
                }
            }
            long length = length(problem, route, type);
            cost += type.fixedCost() + length * type.costPerDistance();
            if (length > type.maxDistance()) {
                found.add("route " + r + " is " + length + " long");
            }
            loads(problem, route, type, r, found);
            times(problem, route, type, r, found);
        }
        for (int t = 0; t < used.length; t++) {
            if (used[t] > problem.fleet().get(t).count()) {
                found.add(used[t] + " vehicles of type " + t);
            }
        }
        for (PickupDelivery pair : problem.deliveries()) {
            Integer first = visitedBy.get(pair.pickup());
            Integer second = visitedBy.get(pair.delivery());
            if (first == null && second == null) {
                continue;
            }
            List<Integer> stops =
                    first == null ? List.of() : plan.routes().get(first).stops();
            if (!stops.contains(pair.delivery()) || stops.indexOf(pair.pickup()) > stops.indexOf(pair.delivery())) {
                found.add("pair " + pair + " is torn");
            }
        }
        Set<Integer> unassigned = new TreeSet<>();
        for (int k = 0; k < problem.stops().size(); k++) {
            if (!visitedBy.containsKey(k)) {
                unassigned.add(k);
                cost += problem.stops().get(k).penalty().orElse(0);
            }
        }
        if (!List.copyOf(unassigned).equals(plan.unassigned())) {
            found.add("unassigned must be " + unassigned + ", was " + plan.unassigned());
        }
        if (cost != plan.cost()) {
            found.add("cost must be " + cost + ", was " + plan.cost());
        }
        return found;
    }

    private static long length(RoutingProblem problem, Route route, VehicleType type) {
        long length = 0;
        int at = type.depot();
        for (int stop : route.stops()) {
            int to = problem.stops().get(stop).location();
            length += problem.travel().distance(at, to);
            at = to;
        }
        return length + problem.travel().distance(at, type.depot());
    }

    /** What stands alone rides the whole way; what is picked up rides until it is delivered. */
    private static void loads(RoutingProblem problem, Route route, VehicleType type, int r, List<String> found) {
        Set<Integer> paired = new TreeSet<>();
        problem.deliveries().forEach(pair -> {
            paired.add(pair.pickup());
            paired.add(pair.delivery());
        });
        for (int d = 0; d < type.capacity().size(); d++) {
            int load = 0;
            for (int stop : route.stops()) {
                load += paired.contains(stop)
                        ? 0
                        : problem.stops().get(stop).demand().get(d);
            }
            int most = load;
            for (int stop : route.stops()) {
                load += paired.contains(stop)
                        ? problem.stops().get(stop).demand().get(d)
                        : 0;
                most = Math.max(most, load);
            }
            if (most > type.capacity().get(d)) {
                found.add("route " + r + " carries " + most);
            }
        }
    }

    /** Tries every departure that could be the best: the earliest, and those at which a stop is reached just in time. */
    private static void times(RoutingProblem problem, Route route, VehicleType type, int r, List<String> found) {
        Set<Long> departures = new TreeSet<>();
        departures.add((long) type.open());
        long way = 0;
        int at = type.depot();
        for (int k : route.stops()) {
            Stop stop = problem.stops().get(k);
            way += problem.travel().duration(at, stop.location());
            departures.add(Math.max(type.open(), stop.ready() - way));
            departures.add(Math.max(type.open(), stop.due() - way));
            way += stop.service();
            at = stop.location();
        }
        long shortest = Long.MAX_VALUE;
        for (long departure : departures) {
            long time = departure;
            boolean late = false;
            at = type.depot();
            for (int k : route.stops()) {
                Stop stop = problem.stops().get(k);
                time = Math.max(stop.ready(), time + problem.travel().duration(at, stop.location()));
                late |= time > stop.due();
                time += stop.service();
                at = stop.location();
            }
            time += problem.travel().duration(at, type.depot());
            if (!late && time <= type.close()) {
                shortest = Math.min(shortest, time - departure);
            }
        }
        if (shortest == Long.MAX_VALUE) {
            found.add("route " + r + " cannot keep its windows");
        } else if (shortest > type.maxDuration()) {
            found.add("route " + r + " takes at least " + shortest);
        }
    }
}
