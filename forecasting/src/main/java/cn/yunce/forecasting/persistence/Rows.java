package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what several tables have in common. */
final class Rows {
    private Rows() {}

    static ServiceDate day(ResultSet row, String column) throws SQLException {
        return new ServiceDate(row.getObject(column, LocalDate.class));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    static double[] doubles(ResultSet row, String column) throws SQLException {
        Double[] boxed = (Double[]) row.getArray(column).getArray();
        return Stream.of(boxed).mapToDouble(Double::doubleValue).toArray();
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    static List<Interval> intervals(ResultSet row) throws SQLException {
        Integer[] levels = (Integer[]) row.getArray("levels").getArray();
        double[] lo = doubles(row, "lo");
        double[] hi = doubles(row, "hi");
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            intervals.add(new Interval(levels[i], lo[i], hi[i]));
        }
        return intervals;
    }

    /** Writes the columns levels, lo and hi. */
    static void intervals(CopyRow out, List<Interval> intervals) {
        out.add(intervals.stream().mapToDouble(Interval::levelPercent).toArray())
                .add(intervals.stream().mapToDouble(Interval::lo).toArray())
                .add(intervals.stream().mapToDouble(Interval::hi).toArray());
    }

    /** Writes the columns parts and event. */
    static CopyRow parts(CopyRow out, ForecastParts parts) {
        double[] values = {
            parts.level(), parts.season(), parts.festival(), parts.shopping(), parts.preknown(), parts.rest()
        };
        return out.add(values).add(parts.event());
    }

    static ForecastParts parts(ResultSet row) throws SQLException {
        double[] parts = doubles(row, "parts");
        return parts.length == 0
                ? ForecastParts.unexplained(row.getDouble("mean"))
                : new ForecastParts(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], row.getString("event"));
    }

    static NetworkNode node(ResultSet row) throws SQLException {
        return new NetworkNode(
                row.getString("id"),
                row.getString("name"),
                NetworkTier.valueOf(row.getString("tier")),
                Optional.ofNullable(row.getString("parent_id")),
                row.getDouble("longitude"),
                row.getDouble("latitude"));
    }
}
