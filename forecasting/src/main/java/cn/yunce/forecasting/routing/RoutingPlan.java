package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import java.util.List;

/**
 * Routes that keep every rule of their problem.
 *
 * @param unassigned stops that are not visited, or not with all of their load, by index, ascending
 * @param cost of distance, vehicles and drones, and the penalties of optional stops that were left out
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
     * @param halts ascending by {@code before}
     * @param portions of the visits that serve a part of a stop's load, ascending
     * @param sorties in their order, of the vehicle's drone; what they serve is not among {@code stops}
     */
    public record Route(
            int vehicleType, List<Integer> stops, List<Halt> halts, List<Portion> portions, List<Sortie> sorties) {
        public Route {
            stops = List.copyOf(stops);
            halts = List.copyOf(halts);
            portions = List.copyOf(portions);
            sorties = List.copyOf(sorties);
            if (stops.isEmpty()) {
                throw new IllegalArgumentException("stops must not be empty");
            }
            for (Halt halt : halts) {
                Checks.inRange("before of a halt", halt.before(), 0, stops.size());
            }
        }

        /** Stops alone. */
        public Route(int vehicleType, List<Integer> stops) {
            this(vehicleType, stops, List.of(), List.of(), List.of());
        }

        Route withVehicleType(int other) {
            return new Route(other, stops, halts, portions, sorties);
        }
    }

    /** What a vehicle halts for without serving a stop. */
    public enum HaltKind {
        /** At its own depot: a new trip begins. */
        RELOAD,
        RECHARGE
    }

    /**
     * A halt on a route.
     *
     * @param before position among the route's stops of that which follows; their number where the depot does
     */
    public record Halt(HaltKind kind, int before, int location) {}

    /**
     * The part of a divisible stop's load that a visit serves.
     *
     * @param at position among the route's stops
     */
    public record Portion(int at, List<Integer> load) {
        public Portion {
            load = List.copyOf(load);
        }
    }

    /**
     * A drone's way to one stop and back.
     *
     * @param launch position among the route's stops of that after which it starts; −1 for the depot
     * @param recover position of that after which it has landed; the number of stops for the depot
     */
    public record Sortie(int stop, int launch, int recover) {
        public Sortie {
            if (recover < Math.max(launch, 0)) {
                throw new IllegalArgumentException(
                        "recover must be at least launch " + launch + " and 0, was " + recover);
            }
        }
    }
}
