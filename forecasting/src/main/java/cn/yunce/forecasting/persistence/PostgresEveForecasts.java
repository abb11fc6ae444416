package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.ServiceDate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresEveForecasts implements EveForecasts {
    private final JdbcClient db;

    PostgresEveForecasts(DataSource dataSource) {
        db = JdbcClient.create(dataSource);
    }

    private interface Name {
        String of(ResultSet row) throws SQLException;
    }

    @Override
    public Map<String, List<Eve>> listOutlets(ServiceDate from, ServiceDate upTo) {
        return list(
                "node_forecast",
                "mean",
                row -> new NodeSeriesId(row.getString("node_id"), Direction.valueOf(row.getString("direction")))
                        .toString(),
                from,
                upTo);
    }

    @Override
    public Map<String, List<Eve>> listLines(ServiceDate from, ServiceDate upTo) {
        return list("line_forecast", "parcels", row -> row.getString("line"), from, upTo);
    }

    private Map<String, List<Eve>> list(String table, String mean, Name name, ServiceDate from, ServiceDate upTo) {
        Map<String, List<Eve>> days = new HashMap<>();
        db.sql("SELECT f.* FROM (" + PublishedRuns.LAST_OF_EACH_DAY + ") r "
                        + "JOIN forecasting." + table
                        + " f ON f.run_id = r.id AND f.date = r.data_cut_off + 1 ORDER BY f.date")
                .params(from.date(), upTo.date())
                .query(row -> {
                    days.computeIfAbsent(name.of(row), key -> new ArrayList<>())
                            .add(new Eve(Rows.day(row, "date"), row.getDouble(mean), Rows.intervals(row)));
                });
        return days;
    }
}
