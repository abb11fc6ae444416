package cn.yunce.assistant;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Port: published vehicle schedules, as the assistant needs them. */
public interface ScheduleLookup {

    Optional<Plan> findPlan(LocalDate date);

    record Plan(
            LocalDate date,
            double totalCost,
            double ownVehicleTurnover,
            double parcelsPerVehicle,
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
     * @param departure HH:mm, with a day mark when it is not the plan's date
     * @param vehicle own vehicle's id, or 外部
     */
    record PlannedTrip(
            String id,
            String fleet,
            List<String> lines,
            String departure,
            double parcels,
            boolean container,
            String vehicle,
            String reason) {
        public PlannedTrip {
            lines = List.copyOf(lines);
        }
    }
}
