package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import java.util.List;
import java.util.Optional;

/** What comes of a day's tiers: a plan, or why there is none. */
public sealed interface TierPlan {

    /**
     * @param trips ordered by departure
     * @param costs by tier
     */
    record Planned(ServiceDate date, List<TierTrip> trips, List<TierCost> costs) implements TierPlan {
        public Planned {
            trips = List.copyOf(trips);
            costs = List.copyOf(costs);
        }

        public double totalCost() {
            return costs.stream().mapToDouble(TierCost::cost).sum();
        }

        /** No plan under the same rules costs less. */
        public double lowerBound() {
            return costs.stream().mapToDouble(TierCost::lowerBound).sum();
        }
    }

    /** @param rule that cannot be kept, in words */
    record Infeasible(Tier tier, String origin, Replan.Words rule) implements TierPlan {}

    enum Tier {
        LINE_HAUL,
        FEEDER,
        LAST_MILE
    }

    /**
     * @param lowerBound that holds for the tier whatever the tiers before it do
     */
    record TierCost(Tier tier, double cost, double lowerBound, int trips, long parcels) {}

    /**
     * @param company 0-based, of a load that is not shared; empty for a shared one
     * @param vehicle own one's name; empty for a hired one
     * @param stops in the order of the way, from its first to its last
     * @param arrivalMinute at the first stop
     * @param backMinute at the origin
     * @param freeMinute from which the vehicle may load again: unloaded, back and charged
     */
    record TierTrip(
            Tier tier,
            Optional<Integer> company,
            String type,
            Optional<String> vehicle,
            String origin,
            List<Stop> stops,
            int departureMinute,
            int arrivalMinute,
            int backMinute,
            int freeMinute,
            double km,
            double cost) {
        public TierTrip {
            stops = List.copyOf(stops);
        }

        public long parcels() {
            return stops.stream().mapToLong(Stop::parcels).sum();
        }
    }

    record Stop(String node, long parcels) {}
}
