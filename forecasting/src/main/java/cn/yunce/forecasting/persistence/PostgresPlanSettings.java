package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.PlanSettingsHistory;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Settings in the table of V142. */
@Component
final class PostgresPlanSettings implements PlanSettingsHistory {
    private final JdbcClient db;
    private final VolumeHistory history;
    private final Clock clock;

    PostgresPlanSettings(DataSource dataSource, VolumeHistory history, Clock clock) {
        db = JdbcClient.create(dataSource);
        this.history = history;
        this.clock = clock;
    }

    @Override
    public PlanSettings getCurrent() {
        return listChanges(1).stream().map(Change::settings).findFirst().orElse(PlanSettings.STANDARD);
    }

    @Override
    public List<Change> listChanges(int limit) {
        return changes("SELECT * FROM forecasting.plan_settings ORDER BY id DESC LIMIT ?", List.of(limit));
    }

    @Override
    public Change change(PlanSettings settings, String user) {
        settings.checkFits(history.getNetwork());
        List<Object> values = new ArrayList<>(SettingsRows.values(settings));
        values.add(user);
        values.add(Timestamp.from(clock.instant()));
        return changes(
                        "INSERT INTO forecasting.plan_settings (" + SettingsRows.SETTINGS
                                + ", changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
                        values)
                .getFirst();
    }

    private List<Change> changes(String sql, List<Object> params) {
        return db.sql(sql)
                .params(params)
                .query((row, number) -> new Change(
                        row.getLong("id"),
                        SettingsRows.settings(row),
                        row.getString("changed_by"),
                        Rows.instant(row, "changed_at").orElseThrow()))
                .list();
    }
}
