package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.ServiceDate;
import java.util.List;

/** 运输计划 of one planning day: its trips, ordered by departure, and its KPIs. */
public record ShortHaulPlan(ServiceDate date, List<Trip> trips, Kpis kpis) {
    public ShortHaulPlan {
        trips = List.copyOf(trips);
    }

    /**
     * @param totalCost 总成本: own fixed + own variable + external
     * @param lowerBound no plan of the same rules has a lower value of the objective, which is the cost unless another was asked for
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
            double parcels) {
        /** Cost of an own vehicle on a day, driven or not. */
        public static final double OWN_FIXED_COST = 100;

        /** Worked out from trips over lines of the network. */
        public static Kpis of(ShortHaulNetwork network, List<Trip> trips, double lowerBound) {
            int vehicles =
                    network.fleets().stream().mapToInt(Fleet::ownVehicles).sum();
            int own = (int)
                    trips.stream().filter(trip -> trip.vehicle().isPresent()).count();
            int external = trips.size() - own;
            double parcels = trips.stream().mapToDouble(Trip::parcels).sum();
            double cost = trips.stream().mapToDouble(network::cost).sum();
            return new Kpis(
                    OWN_FIXED_COST * vehicles + cost,
                    lowerBound,
                    vehicles == 0 ? 0 : (double) own / vehicles,
                    vehicles + external == 0 ? 0 : parcels / (vehicles + external),
                    vehicles,
                    own,
                    external,
                    (int) trips.stream().filter(trip -> trip.loads().size() > 1).count(),
                    parcels);
        }

        /** The same with another bound. */
        public Kpis withLowerBound(double bound) {
            return new Kpis(
                    totalCost,
                    bound,
                    ownVehicleTurnover,
                    parcelsPerVehicle,
                    ownVehicles,
                    ownTrips,
                    externalTrips,
                    combinedTrips,
                    parcels);
        }
    }
}
