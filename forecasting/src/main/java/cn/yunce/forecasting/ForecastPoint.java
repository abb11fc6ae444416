package cn.yunce.forecasting;

import java.time.LocalDateTime;
import java.util.List;

/**
 * The forecast of one instant, with its intervals in ascending level.
 *
 * @param parts what the mean is made of
 */
public record ForecastPoint(LocalDateTime instant, double mean, List<Interval> intervals, ForecastParts parts) {
    public ForecastPoint {
        intervals = List.copyOf(intervals);
    }

    /** A forecast that nobody explains. */
    public ForecastPoint(LocalDateTime instant, double mean, List<Interval> intervals) {
        this(instant, mean, intervals, ForecastParts.unexplained(mean));
    }
}
