package cn.yunce.forecasting.file;

import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.SeriesForecast;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Rows of forecasts: unique_id,ds,mean and the ends of each interval. */
public final class ForecastRows {
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private ForecastRows() {}

    public static List<String> header(List<Integer> levelsPercent) {
        List<String> header = new ArrayList<>(List.of("unique_id", "ds", "mean"));
        levelsPercent.forEach(level -> header.addAll(List.of("lo-" + level, "hi-" + level)));
        return header;
    }

    /** Cells of {@link CsvWriter}, a row a step. */
    public static List<Object[]> of(SeriesForecast forecast) {
        List<Object[]> rows = new ArrayList<>();
        for (ForecastPoint point : forecast.points()) {
            rows.add(row(forecast.id(), text(point.instant()), point.mean(), point.intervals()));
        }
        return rows;
    }

    /** Of a line's day. */
    public static Object[] of(LineForecast forecast) {
        return row(forecast.line(), forecast.date().toString(), forecast.parcels(), forecast.intervals());
    }

    private static Object[] row(String id, String ds, double mean, List<Interval> intervals) {
        List<Object> row = new ArrayList<>(List.of(id, ds, mean));
        for (Interval interval : intervals) {
            row.add(interval.lo());
            row.add(interval.hi());
        }
        return row.toArray();
    }

    /** A date, with the time of day where it has one. */
    public static String text(LocalDateTime instant) {
        return instant.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? instant.toLocalDate().toString()
                : INSTANT.format(instant);
    }
}
