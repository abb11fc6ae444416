package cn.yunce.forecasting.run;

import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.persistence.NodeSeriesId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the forecasts of a node that handles nothing of its own the sum of the nodes below it, from the bottom up. Its
 * intervals keep their width and move with the mean: errors of outlets partly cancel, so their intervals must not be summed.
 */
final class CoherentTotals {
    private static final int COMPARED_DAYS = 56;
    private static final double TOLERANCE = 0.5;

    private final Map<String, List<String>> childrenByParent = new HashMap<>();
    private final Map<String, VolumeSeries> history = new HashMap<>();
    private final Map<String, SeriesForecast> forecasts = new HashMap<>();

    private CoherentTotals(List<NetworkNode> nodes, List<VolumeSeries> history) {
        nodes.forEach(node -> node.parentId()
                .ifPresent(parent -> childrenByParent
                        .computeIfAbsent(parent, id -> new ArrayList<>())
                        .add(node.id())));
        history.forEach(series -> this.history.put(series.id(), series));
    }

    /** Coherent forecasts in the order of {@code forecasts}, whose ids are {@link NodeSeriesId}s as those of the history. */
    static List<SeriesForecast> of(
            List<NetworkNode> nodes, List<VolumeSeries> history, List<SeriesForecast> forecasts) {
        CoherentTotals totals = new CoherentTotals(nodes, history);
        forecasts.forEach(forecast -> totals.forecasts.put(forecast.id(), forecast));
        return forecasts.stream().map(totals::coherent).toList();
    }

    private SeriesForecast coherent(SeriesForecast forecast) {
        NodeSeriesId id = NodeSeriesId.parse(forecast.id());
        List<SeriesForecast> below = new ArrayList<>();
        for (String child : childrenByParent.getOrDefault(id.nodeId(), List.of())) {
            SeriesForecast childForecast = forecasts.get(new NodeSeriesId(child, id.direction()).toString());
            if (childForecast != null) {
                below.add(coherent(childForecast));
            }
        }
        if (below.isEmpty() || handlesParcelsOfItsOwn(id)) {
            return forecast;
        }
        List<ForecastPoint> points = new ArrayList<>();
        for (int step = 0; step < forecast.points().size(); step++) {
            double sum = 0;
            ForecastParts parts = ForecastParts.unexplained(0);
            for (SeriesForecast child : below) {
                sum += child.points().get(step).mean();
                parts = parts.plus(child.points().get(step).parts());
            }
            points.add(moved(forecast.points().get(step), sum, parts));
        }
        return forecast.withPoints(points);
    }

    private boolean handlesParcelsOfItsOwn(NodeSeriesId id) {
        VolumeSeries total = history.get(id.toString());
        if (total == null) {
            return true;
        }
        for (int back = 1; back <= Math.min(COMPARED_DAYS, total.size()); back++) {
            double below = 0;
            for (String child : childrenByParent.getOrDefault(id.nodeId(), List.of())) {
                VolumeSeries series = history.get(new NodeSeriesId(child, id.direction()).toString());
                if (series != null && series.size() >= back && !Double.isNaN(series.value(series.size() - back))) {
                    below += series.value(series.size() - back);
                }
            }
            if (total.value(total.size() - back) - below > TOLERANCE) {
                return true;
            }
        }
        return false;
    }

    private static ForecastPoint moved(ForecastPoint point, double mean, ForecastParts parts) {
        double shift = mean - point.mean();
        List<Interval> intervals = point.intervals().stream()
                .map(interval -> new Interval(
                        interval.levelPercent(),
                        Math.clamp(interval.lo() + shift, 0, mean),
                        Math.max(mean, interval.hi() + shift)))
                .toList();
        return new ForecastPoint(point.instant(), mean, intervals, parts);
    }
}
