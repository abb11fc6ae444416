package cn.yunce.forecasting.run;

import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.persistence.NodeSeriesId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whole parcels that each township and village hands to its own customers: its forecast less those of the places below it. */
final class TierVolumes {
    private TierVolumes() {}

    static Map<String, Long> of(List<NetworkNode> nodes, List<SeriesForecast> forecasts, ServiceDate date) {
        Map<String, Double> means = new HashMap<>();
        for (SeriesForecast forecast : forecasts) {
            NodeSeriesId id = NodeSeriesId.parse(forecast.id());
            for (ForecastPoint point : forecast.points()) {
                if (id.direction() == Direction.DELIVERY
                        && point.instant().toLocalDate().equals(date.date())) {
                    means.put(id.nodeId(), point.mean());
                }
            }
        }
        Map<String, Double> below = new HashMap<>();
        for (NetworkNode node : nodes) {
            node.parentId().ifPresent(parent -> below.merge(parent, means.getOrDefault(node.id(), 0.0), Double::sum));
        }
        Map<String, Long> parcels = new HashMap<>();
        for (NetworkNode node : nodes) {
            boolean outlet = node.tier() == NetworkTier.TOWNSHIP || node.tier() == NetworkTier.VILLAGE;
            if (outlet && means.containsKey(node.id())) {
                double own = means.getOrDefault(node.id(), 0.0) - below.getOrDefault(node.id(), 0.0);
                parcels.put(node.id(), Math.max(0, Math.round(own)));
            }
        }
        return parcels;
    }
}
