package cn.yunce.forecasting;

import java.util.List;
import java.util.Optional;

/**
 * Why a plan is as it is. Every statement was checked by putting trips in elsewhere, or by assigning vehicles again.
 *
 * @param trips in the plan's order
 * @param lines in the network's order, those with parcels; their costs and the own fixed cost add up to the plan's
 */
public record PlanExplanation(List<TripReasons> trips, List<FleetWorth> fleets, List<LineCost> lines) {
    public PlanExplanation {
        trips = List.copyOf(trips);
        fleets = List.copyOf(fleets);
        lines = List.copyOf(lines);
    }

    /**
     * @param external why no own vehicle makes it; empty for an own trip
     * @param apartCosts by how much its lines' loads would cost more on trips of their own; empty for a trip of one line
     */
    public record TripReasons(
            String trip,
            Optional<WhyExternal> external,
            Optional<Double> apartCosts,
            WhyNotEarlier notEarlier,
            Replan.Words words) {}

    public sealed interface WhyExternal {
        /** The fleet has no own vehicles. */
        record NoOwnVehicles() implements WhyExternal {}

        /** An own vehicle would cost as much or more. */
        record NotCheaper() implements WhyExternal {}

        /**
         * Whenever it left, each own vehicle would be away, or not back for its next trip.
         *
         * @param vehicle that could make it at the least loss, leaving at {@code minute}
         * @param displaced trips that would be external then
         * @param costs by how much the plan would be dearer; negative where the search missed something
         */
        record VehiclesAway(String vehicle, int minute, List<String> displaced, double costs) implements WhyExternal {
            public VehiclesAway {
                displaced = List.copyOf(displaced);
            }
        }
    }

    public sealed interface WhyNotEarlier {
        /** A minute before, not all that it carries of the line may leave: it is not there, or the line is not complete. */
        record ParcelsNotThere(String line) implements WhyNotEarlier {}

        /** Its vehicle comes back from the trip before. */
        record VehicleAway(String tripBefore) implements WhyNotEarlier {}

        /** It could; nothing would be saved by it. */
        record NoNeed() implements WhyNotEarlier {}
    }

    /**
     * What the number of own vehicles is worth on the plan's trips, fixed cost left out: others may be chosen for own vehicles, none is changed.
     *
     * @param oneMoreSaves at least
     * @param oneFewerCosts at most; empty for a fleet without vehicles
     */
    public record FleetWorth(
            String fleet, int vehicles, double oneMoreSaves, Optional<Double> oneFewerCosts, Replan.Words words) {}

    /** Trips that carry the line's parcels; a combined trip's cost is shared out by parcels. */
    public record LineCost(String line, double parcels, int trips, double ownCost, double externalCost) {
        public double cost() {
            return ownCost + externalCost;
        }
    }
}
