package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Stops to be visited and vehicles to visit them. A vehicle leaves its depot, visits stops and comes back to its depot, once. Distances,
 * times and costs are whole numbers in units of the caller's choice.
 *
 * @param deliveries pairs of stops, by index: the vehicle that visits the first must visit the second later
 */
public record RoutingProblem(
        TravelMatrix travel, List<Stop> stops, List<VehicleType> fleet, List<PickupDelivery> deliveries) {
    private static final int MOST_STOPS = 100_000;
    private static final int MOST_TYPES = 64;

    public RoutingProblem {
        stops = List.copyOf(stops);
        fleet = List.copyOf(fleet);
        deliveries = List.copyOf(deliveries);
        Checks.inRange("number of stops", stops.size(), 0, MOST_STOPS);
        Checks.inRange("number of vehicle types", fleet.size(), 1, MOST_TYPES);
        int dimensions = fleet.getFirst().capacity().size();
        for (Stop stop : stops) {
            Checks.inRange("location of stop " + stop.id(), stop.location(), 0, travel.size() - 1);
            Checks.inRange(
                    "dimensions of the demand of stop " + stop.id(),
                    stop.demand().size(),
                    dimensions,
                    dimensions);
        }
        for (VehicleType type : fleet) {
            Checks.inRange("depot of vehicle type " + type.id(), type.depot(), 0, travel.size() - 1);
            Checks.inRange(
                    "dimensions of the capacity of vehicle type " + type.id(),
                    type.capacity().size(),
                    dimensions,
                    dimensions);
        }
        BitSet paired = new BitSet();
        for (PickupDelivery pair : deliveries) {
            for (int stop : new int[] {pair.pickup(), pair.delivery()}) {
                Checks.inRange("stop of a pickup and delivery", stop, 0, stops.size() - 1);
                if (paired.get(stop)) {
                    throw new IllegalArgumentException("a stop must be in at most one pickup and delivery, was in two: "
                            + stops.get(stop).id());
                }
                paired.set(stop);
            }
        }
    }

    /**
     * A place to be visited once.
     *
     * @param location in the travel matrix
     * @param demand what it loads or unloads, in each dimension of capacity; negative where a pair's delivery sets down what the pickup took
     *     up
     * @param ready earliest start of service
     * @param due latest start of service
     * @param service how long service takes
     * @param penalty what it costs to leave the stop out; empty when it must be visited if any vehicle can
     * @param skills that the vehicle must have
     */
    public record Stop(
            String id,
            int location,
            List<Integer> demand,
            int ready,
            int due,
            int service,
            OptionalLong penalty,
            Set<String> skills) {
        public Stop {
            Checks.notBlank("id", id);
            demand = List.copyOf(demand);
            skills = Set.copyOf(skills);
            Checks.inRange("service of stop " + id, service, 0, Integer.MAX_VALUE / 4);
            Checks.inRange("ready of stop " + id, ready, 0, Integer.MAX_VALUE / 4);
            if (due < ready) {
                throw new IllegalArgumentException(
                        "due of stop " + id + " must be at least ready " + ready + ", was " + due);
            }
            if (penalty.isPresent() && penalty.getAsLong() < 0) {
                throw new IllegalArgumentException(
                        "penalty of stop " + id + " must not be negative, was " + penalty.getAsLong());
            }
        }
    }

    /**
     * Vehicles that are alike.
     *
     * @param depot its location in the travel matrix
     * @param count how many there are
     * @param open earliest departure from the depot
     * @param close latest return to the depot
     * @param maxDuration between departure and return
     * @param maxDistance of a route
     * @param fixedCost of a vehicle that is used
     * @param costPerDistance of each unit of distance
     */
    public record VehicleType(
            String id,
            int depot,
            int count,
            List<Integer> capacity,
            int open,
            int close,
            int maxDuration,
            int maxDistance,
            long fixedCost,
            long costPerDistance,
            Set<String> skills) {

        /** For {@code due}, {@code close}, {@code maxDuration} and {@code maxDistance} that bind nothing. */
        public static final int UNLIMITED = Integer.MAX_VALUE / 4;

        private static final long MOST_FIXED_COST = 1_000_000_000_000L;

        private static final long MOST_UNIT_COST = 1_000_000;

        public VehicleType {
            Checks.notBlank("id", id);
            capacity = List.copyOf(capacity);
            skills = Set.copyOf(skills);
            Checks.inRange("count of vehicle type " + id, count, 0, MOST_STOPS);
            Checks.inRange("open of vehicle type " + id, open, 0, UNLIMITED);
            Checks.inRange("close of vehicle type " + id, close, open, UNLIMITED);
            Checks.inRange("maxDuration of vehicle type " + id, maxDuration, 0, UNLIMITED);
            Checks.inRange("maxDistance of vehicle type " + id, maxDistance, 0, UNLIMITED);
            Checks.inRange("fixedCost of vehicle type " + id, fixedCost, 0, MOST_FIXED_COST);
            Checks.inRange("costPerDistance of vehicle type " + id, costPerDistance, 0, MOST_UNIT_COST);
        }
    }

    /** Two stops that one vehicle visits in this order. */
    public record PickupDelivery(int pickup, int delivery) {
        public PickupDelivery {
            if (pickup == delivery) {
                throw new IllegalArgumentException("pickup and delivery must be different stops, were both " + pickup);
            }
        }
    }
}
