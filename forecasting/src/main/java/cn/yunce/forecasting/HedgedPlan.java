package cn.yunce.forecasting;

import java.util.List;
import java.util.Set;

/**
 * A plan made under uncertainty.
 *
 * @param plan of the forecast volumes; keeps all rules
 */
public record HedgedPlan(ShortHaulPlan plan, Booking booking) {

    /**
     * Which external vehicles are booked ahead.
     *
     * @param trips ids of external trips that vehicles are booked for at once; the others are hired on the day, as far as needed
     * @param expectedCost mean cost over the scenarios it was made on, late extra trips included
     * @param expectedCostOfAll the same with vehicles booked for all external trips
     */
    public record Booking(Set<String> trips, double expectedCost, double expectedCostOfAll) {
        public Booking {
            trips = Set.copyOf(trips);
        }
    }

    /** What is fixed before the volumes come: own trips and booked external ones. */
    public ShortHaulPlan settled() {
        List<Trip> trips = plan.trips().stream()
                .filter(trip -> trip.vehicle().isPresent() || booking.trips().contains(trip.id()))
                .toList();
        return new ShortHaulPlan(plan.date(), trips, plan.kpis());
    }
}
