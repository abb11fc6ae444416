package cn.yunce.forecasting;

import java.time.LocalDateTime;
import java.util.List;

/** The forecast of one instant, with its intervals in ascending level. */
public record ForecastPoint(LocalDateTime instant, double mean, List<Interval> intervals) {
    public ForecastPoint {
        intervals = List.copyOf(intervals);
    }
}
