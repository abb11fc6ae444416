package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Stops to be visited and vehicles to visit them. A vehicle leaves its depot, visits stops and comes back to its depot; once, or by several
 * trips where it {@linkplain Equipment.Reload may reload}. Goods to deliver are on board from their trip's start, collected ones until its end, a pair's from
 * pickup to delivery, within one trip. Distances, times and costs are whole numbers in units of the caller's choice.
 *
 * @param deliveries pairs of stops, by index: the vehicle that visits the first must visit the second later
 */
public record RoutingProblem(
        TravelMatrix travel,
        List<Stop> stops,
        List<VehicleType> fleet,
        List<PickupDelivery> deliveries,
        Conditions conditions) {
    private static final int MOST_STOPS = 100_000;
    private static final int MOST_TYPES = 64;

    /** Under ordinary conditions. */
    public RoutingProblem(
            TravelMatrix travel, List<Stop> stops, List<VehicleType> fleet, List<PickupDelivery> deliveries) {
        this(travel, stops, fleet, deliveries, Conditions.ORDINARY);
    }

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
            check(type, travel, dimensions, conditions);
        }
        conditions
                .flight()
                .ifPresent(flight -> Checks.inRange("size of flight", flight.size(), travel.size(), travel.size()));
        BitSet paired = new BitSet();
        for (PickupDelivery pair : deliveries) {
            for (int stop : new int[] {pair.pickup(), pair.delivery()}) {
                Checks.inRange("stop of a pickup and delivery", stop, 0, stops.size() - 1);
                if (paired.get(stop)) {
                    throw new IllegalArgumentException("a stop must be in at most one pickup and delivery, was in two: "
                            + stops.get(stop).id());
                }
                paired.set(stop);
                if (!stops.get(stop).terms().isPairable()) {
                    throw new IllegalArgumentException(
                            "a stop of a pickup and delivery must not be collected, divisible, flown or released, was "
                                    + stops.get(stop).id());
                }
            }
        }
        for (int k = 0; k < stops.size(); k++) {
            if (!paired.get(k)) {
                for (int demand : stops.get(k).demand()) {
                    Checks.inRange("demand of stop " + stops.get(k).id(), demand, 0, Integer.MAX_VALUE / 4);
                }
            }
        }
    }

    private static void check(VehicleType type, TravelMatrix travel, int dimensions, Conditions conditions) {
        type.equipment()
                .battery()
                .ifPresent(battery -> battery.stations()
                        .forEach(station ->
                                Checks.inRange("station of vehicle type " + type.id(), station, 0, travel.size() - 1)));
        type.equipment().drone().ifPresent(drone -> {
            Checks.inRange(
                    "dimensions of the payload of vehicle type " + type.id(),
                    drone.payload().size(),
                    dimensions,
                    dimensions);
            if (conditions.flight().isEmpty()) {
                throw new IllegalArgumentException(
                        "flight must be given where a vehicle has a drone, as vehicle type " + type.id());
            }
        });
    }

    /** The same with other stops. */
    public RoutingProblem withStops(List<Stop> others) {
        return new RoutingProblem(travel, others, fleet, deliveries, conditions);
    }

    /** The same with another fleet. */
    public RoutingProblem withFleet(List<VehicleType> other) {
        return new RoutingProblem(travel, stops, other, deliveries, conditions);
    }

    /**
     * A place to be visited once; where it is divisible, by several vehicles or trips.
     *
     * @param location in the travel matrix
     * @param demand what it loads or unloads, in each dimension of capacity; negative where a pair's delivery sets down what the pickup took
     *     up
     * @param windows in one of which service starts, ascending and apart
     * @param service how long service takes
     * @param penalty what it costs to leave the stop out; empty when it must be visited if any vehicle can
     * @param skills that the vehicle must have
     */
    public record Stop(
            String id,
            int location,
            List<Integer> demand,
            List<Window> windows,
            int service,
            OptionalLong penalty,
            Set<String> skills,
            StopTerms terms) {
        private static final int MOST_WINDOWS = 50;

        public Stop {
            Checks.notBlank("id", id);
            demand = List.copyOf(demand);
            windows = List.copyOf(windows);
            skills = Set.copyOf(skills);
            Checks.inRange("service of stop " + id, service, 0, Integer.MAX_VALUE / 4);
            Checks.inRange("windows of stop " + id, windows.size(), 1, MOST_WINDOWS);
            for (int i = 1; i < windows.size(); i++) {
                if (windows.get(i).from() <= windows.get(i - 1).to()) {
                    throw new IllegalArgumentException(
                            "windows of stop " + id + " must be ascending and apart, were " + windows);
                }
            }
            if (penalty.isPresent() && terms.divisible()) {
                throw new IllegalArgumentException(
                        "divisible stop " + id + " must have no penalty, had " + penalty.getAsLong());
            }
            if (penalty.isPresent() && penalty.getAsLong() < 0) {
                throw new IllegalArgumentException(
                        "penalty of stop " + id + " must not be negative, was " + penalty.getAsLong());
            }
        }

        /**
         * With one window and ordinary terms.
         *
         * @param ready earliest start of service
         * @param due latest start of service
         */
        public Stop(
                String id,
                int location,
                List<Integer> demand,
                int ready,
                int due,
                int service,
                OptionalLong penalty,
                Set<String> skills) {
            this(id, location, demand, List.of(window(id, ready, due)), service, penalty, skills, StopTerms.ORDINARY);
        }

        private static Window window(String id, int ready, int due) {
            Checks.inRange("ready of stop " + id, ready, 0, Integer.MAX_VALUE / 4);
            if (due < ready) {
                throw new IllegalArgumentException(
                        "due of stop " + id + " must be at least ready " + ready + ", was " + due);
            }
            return new Window(ready, due);
        }

        /** Earliest start of service. */
        public int ready() {
            return windows.getFirst().from();
        }

        /** Latest start of service. */
        public int due() {
            return windows.getLast().to();
        }

        public Stop withDemand(List<Integer> other) {
            return new Stop(id, location, other, windows, service, penalty, skills, terms);
        }

        public Stop withWindows(List<Window> others) {
            return new Stop(id, location, demand, others, service, penalty, skills, terms);
        }

        public Stop withTerms(StopTerms others) {
            return new Stop(id, location, demand, windows, service, penalty, skills, others);
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
     * @param skills that its vehicles have; also what lets them in where others may not go
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
            Set<String> skills,
            Equipment equipment) {

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

        /** Without equipment. */
        public VehicleType(
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
            this(
                    id,
                    depot,
                    count,
                    capacity,
                    open,
                    close,
                    maxDuration,
                    maxDistance,
                    fixedCost,
                    costPerDistance,
                    skills,
                    Equipment.NONE);
        }

        public VehicleType withEquipment(Equipment other) {
            return with(count, open, skills, other);
        }

        public VehicleType withCount(int other) {
            return with(other, open, skills, equipment);
        }

        VehicleType with(int otherCount, int opens, Set<String> otherSkills, Equipment otherEquipment) {
            return new VehicleType(
                    id,
                    depot,
                    otherCount,
                    capacity,
                    opens,
                    close,
                    maxDuration,
                    maxDistance,
                    fixedCost,
                    costPerDistance,
                    otherSkills,
                    otherEquipment);
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
