package cn.yunce.assistant;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Port: published vehicle schedules, as the assistant needs them. */
public interface ScheduleLookup {

    Optional<Plan> findPlan(LocalDate date);

    /** What the number of own vehicles is worth on a day's plan; empty without a plan, and of one that was changed on its day. */
    List<FleetWorth> listFleetWorths(LocalDate date);

    /** Lines, two by two in the order of their codes, that one trip may carry. */
    Set<List<String>> listCombinable();

    /**
     * @param totalCost own vehicles' fixed cost and the trips'
     * @param lowerBound no plan of the same rules costs less
     * @param ownVehicles of the fleets, driven or not
     */
    record Plan(
            LocalDate date,
            double totalCost,
            double lowerBound,
            double ownVehicleTurnover,
            double parcelsPerVehicle,
            int ownVehicles,
            int ownTrips,
            int externalTrips,
            List<PlannedTrip> trips,
            boolean synthetic,
            String source) {
        public Plan {
            trips = List.copyOf(trips);
        }
    }

    /**
     * @param arrivesAt at the farthest of its sites; empty where the network has its lines no more
     * @param freeAt when its own vehicle may leave again: back, unloaded and loaded anew; empty of an external one and as the arrival
     * @param capacity parcels that its vehicle holds
     * @param cost of the trip, an own vehicle's fixed cost left out; empty as the arrival
     * @param vehicle own vehicle's id, or {@link #EXTERNAL}
     */
    record PlannedTrip(
            String id,
            String fleet,
            List<String> lines,
            LocalDateTime departsAt,
            Optional<LocalDateTime> arrivesAt,
            Optional<LocalDateTime> freeAt,
            double parcels,
            int capacity,
            OptionalDouble cost,
            boolean container,
            String vehicle,
            String reason) {
        /** Stands for the vehicle of a trip by an external carrier. */
        public static final String EXTERNAL = "外部";

        public PlannedTrip {
            lines = List.copyOf(lines);
            if (capacity < 1) {
                throw new IllegalArgumentException("capacity must be at least 1 parcel, was " + capacity);
            }
        }

        /** Whether it is the trip of that name, one of that vehicle or fleet, or carries that line or one with that origin or site. */
        public boolean isOf(String name) {
            return id.equals(name)
                    || vehicle.equals(name)
                    || fleet.equals(name)
                    || lines.stream()
                            .anyMatch(line -> line.equals(name)
                                    || List.of(line.split(" - ", -1)).contains(name));
        }

        public boolean external() {
            return vehicle.equals(EXTERNAL);
        }
    }

    /**
     * @param oneMoreSaves at least, a day
     * @param oneFewerCosts at most, a day; empty for a fleet without vehicles
     */
    record FleetWorth(String fleet, int vehicles, double oneMoreSaves, OptionalDouble oneFewerCosts) {}
}
