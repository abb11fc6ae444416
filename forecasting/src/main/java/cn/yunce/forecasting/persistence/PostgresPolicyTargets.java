package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.PolicyTargets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads with the role that cannot write. */
@Component
final class PostgresPolicyTargets implements PolicyTargets {
    private final JdbcClient db;

    PostgresPolicyTargets(@Qualifier("readOnlyDataSource") DataSource dataSource) {
        db = JdbcClient.create(dataSource);
    }

    @Override
    public List<Target> listTargets() {
        // Each node's latest value, and of these the one farthest on the wrong side.
        return db.sql("SELECT t.*, p.value, p.date FROM forecasting.target t LEFT JOIN LATERAL (SELECT * FROM ("
                        + "SELECT DISTINCT ON (node_id) value, date FROM forecasting.target_progress WHERE target_id = t.id "
                        + "ORDER BY node_id, date DESC) latest "
                        + "ORDER BY CASE t.direction WHEN 'AT_LEAST' THEN value ELSE -value END LIMIT 1) p ON true "
                        + "ORDER BY t.due, t.id")
                .query((row, number) -> new Target(
                        row.getString("id"),
                        row.getString("name_zh"),
                        row.getString("name_en"),
                        Scope.valueOf(row.getString("scope")),
                        row.getString("unit"),
                        row.getObject("due", LocalDate.class),
                        row.getDouble("target"),
                        Bound.valueOf(row.getString("direction")),
                        row.getString("paragraph"),
                        Optional.ofNullable(row.getObject("value", Double.class)),
                        Optional.ofNullable(row.getObject("date", LocalDate.class))))
                .list();
    }
}
