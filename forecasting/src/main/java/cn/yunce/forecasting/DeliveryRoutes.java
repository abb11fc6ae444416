package cn.yunce.forecasting;

import cn.yunce.forecasting.RoutesRequest.VehicleBody;
import cn.yunce.forecasting.VolumeForecasts.NodeForecast;
import cn.yunce.forecasting.domain.NetworkNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Plans delivery routes and explains them, while the caller waits; safe for concurrent use. */
public interface DeliveryRoutes {

    /**
     * Plans what a request asks for.
     *
     * @param mostSeconds that the request may ask for
     * @throws IllegalArgumentException saying what must be otherwise in the request
     * @throws IOException when a server or file that knows the roads cannot say
     */
    RoutesAnswer plan(RoutesRequest request, double mostSeconds) throws IOException;

    /**
     * Plans a day's tours from a county park to its villages.
     *
     * @throws IllegalArgumentException saying what must be otherwise
     * @throws IOException when a server or file that knows the roads cannot say
     */
    RoutesAnswer plan(VillageDay day, double mostSeconds) throws IOException;

    /**
     * What a day's tours are made of.
     *
     * @param forecasts of the villages on the day; others among them do not matter
     * @param quantile of the forecasts that the tours are sized for, 0.5..0.975
     * @param territories forecasts of another day, whose tours villages stay with; empty for none
     * @param costPerChange yuan for each village that leaves its territory
     * @param vehicles vans of the standard rules when empty
     * @param drones whether the vehicles' drones may serve villages
     */
    record VillageDay(
            NetworkNode park,
            List<NetworkNode> villages,
            List<NodeForecast> forecasts,
            double quantile,
            List<NodeForecast> territories,
            double costPerChange,
            Optional<List<VehicleBody>> vehicles,
            boolean drones,
            Optional<Double> seconds,
            Optional<Long> iterations) {
        public VillageDay {
            villages = List.copyOf(villages);
            forecasts = List.copyOf(forecasts);
            territories = List.copyOf(territories);
        }
    }
}
