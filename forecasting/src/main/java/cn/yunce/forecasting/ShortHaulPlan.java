package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import java.util.List;

/** 运输计划 of one planning day: its trips, ordered by departure, and its KPIs. */
public record ShortHaulPlan(ServiceDate date, List<Trip> trips, Kpis kpis) {
    public ShortHaulPlan {
        trips = List.copyOf(trips);
    }

    /**
     * @param totalCost 总成本: own fixed + own variable + external
     * @param lowerBound no plan of the same rules costs less
     * @param ownVehicleTurnover 自有车周转率: own trips / own vehicles
     * @param parcelsPerVehicle 车辆均包裹: parcels / (own vehicles + external vehicles)
     */
    public record Kpis(
            double totalCost,
            double lowerBound,
            double ownVehicleTurnover,
            double parcelsPerVehicle,
            int ownVehicles,
            int ownTrips,
            int externalTrips,
            int combinedTrips,
            double parcels) {}
}
