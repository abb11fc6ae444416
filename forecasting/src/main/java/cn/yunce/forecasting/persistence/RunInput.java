package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * All that a run's forecasts are made from.
 *
 * @param horizonDays days after the last volume
 * @param nodes the network, ordered by id
 * @param series daily volumes; their ids are {@link NodeSeriesId}s, their instants midnights
 */
public record RunInput(int horizonDays, List<NetworkNode> nodes, List<VolumeSeries> series, ShortHaulHistory lines) {
    public RunInput {
        Checks.inRange("horizonDays", horizonDays, 1, 366);
        nodes = List.copyOf(nodes);
        series = List.copyOf(series);
    }

    /** A series' volume of a day; NaN where it has none. */
    public static double volume(VolumeSeries series, ServiceDate date) {
        long index = ChronoUnit.DAYS.between(series.start().toLocalDate(), date.date());
        return index < 0 || index >= series.size() ? Double.NaN : series.value((int) index);
    }
}
