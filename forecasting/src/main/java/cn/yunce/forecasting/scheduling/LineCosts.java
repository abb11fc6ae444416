package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.PlanExplanation.LineCost;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Line;
import java.util.ArrayList;
import java.util.List;

/** Shares the cost of trips out among their lines. */
final class LineCosts {
    private LineCosts() {}

    static List<LineCost> of(ShortHaulNetwork network, List<Trip> trips) {
        List<LineCost> costs = new ArrayList<>();
        for (Line line : network.lines()) {
            double parcels = 0;
            double own = 0;
            double external = 0;
            int count = 0;
            for (Trip trip : trips) {
                for (Trip.Load load : trip.loads()) {
                    if (load.line().equals(line.code())) {
                        double share = network.cost(trip) * load.parcels() / trip.parcels();
                        parcels += load.parcels();
                        own += trip.vehicle().isPresent() ? share : 0;
                        external += trip.vehicle().isPresent() ? 0 : share;
                        count++;
                    }
                }
            }
            if (count > 0) {
                costs.add(new LineCost(line.code(), parcels, count, own, external));
            }
        }
        return costs;
    }
}
