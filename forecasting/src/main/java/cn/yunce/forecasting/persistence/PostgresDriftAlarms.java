package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.DriftAlarms;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads with the role that cannot write. */
@Component
final class PostgresDriftAlarms implements DriftAlarms {
    private final JdbcClient db;
    private final PublishedRuns runs;

    PostgresDriftAlarms(@Qualifier("readOnlyDataSource") DataSource dataSource) {
        db = JdbcClient.create(dataSource);
        runs = new PublishedRuns(db);
    }

    @Override
    public List<DriftAlarm> listAlarms() {
        return runs.latest()
                .map(run -> db.sql(
                                "SELECT * FROM forecasting.drift_alarm WHERE run_id = ? ORDER BY abs(mean_scaled_error) DESC, series")
                        .param(run)
                        .query((row, number) -> new DriftAlarm(
                                Kind.valueOf(row.getString("kind")),
                                row.getString("series"),
                                Side.valueOf(row.getString("side")),
                                Rows.day(row, "since"),
                                Rows.day(row, "raised_on"),
                                row.getDouble("mean_scaled_error"),
                                row.getDouble("mean_error"),
                                row.getDouble("statistic")))
                        .list())
                .orElse(List.of());
    }
}
