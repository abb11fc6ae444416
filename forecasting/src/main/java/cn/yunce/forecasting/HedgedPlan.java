package cn.yunce.forecasting;

import java.util.List;
import java.util.Set;

/**
 * A plan made under uncertainty.
 *
 * @param plan of the forecast volumes; keeps all rules
 * @param booked ids of its external trips that vehicles are booked for at once; the others are hired on the day, as far as needed
 * @param expectedCost mean cost over the scenarios it was made on, late extra trips included
 * @param expectedCostUnhedged the same with vehicles booked for all external trips
 */
public record HedgedPlan(ShortHaulPlan plan, Set<String> booked, double expectedCost, double expectedCostUnhedged) {
    public HedgedPlan {
        booked = Set.copyOf(booked);
    }

    /** What is fixed before the volumes come: own trips and booked external ones. */
    public ShortHaulPlan settled() {
        List<Trip> trips = plan.trips().stream()
                .filter(trip -> trip.vehicle().isPresent() || booked.contains(trip.id()))
                .toList();
        return new ShortHaulPlan(plan.date(), trips, plan.kpis());
    }
}
