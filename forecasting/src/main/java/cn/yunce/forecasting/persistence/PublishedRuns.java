package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.domain.ServiceDate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which published run counts: of those that cover a day, the one that knew most days, and of these the last. */
final class PublishedRuns {
    /** Columns id and data_cut_off of the last run of each data cut-off between two days. */
    static final String LAST_OF_EACH_DAY = "SELECT DISTINCT ON (data_cut_off) id, data_cut_off FROM forecasting.run "
            + "WHERE published_at IS NOT NULL AND data_cut_off BETWEEN ? AND ? ORDER BY data_cut_off, id DESC";

    private final JdbcClient db;

    PublishedRuns(JdbcClient db) {
        this.db = db;
    }

    /** The run in force for a day. */
    Optional<Long> inForce(String kind, ServiceDate date) {
        return db.sql("SELECT r.id FROM forecasting.run r JOIN forecasting.forecast_day d ON d.run_id = r.id "
                        + "WHERE d.kind = ? AND d.date = ? AND r.published_at IS NOT NULL "
                        + "ORDER BY r.data_cut_off DESC, r.id DESC LIMIT 1")
                .params(kind, date.date())
                .query(Long.class)
                .optional();
    }

    /** The latest run. */
    Optional<Long> latest() {
        return db.sql("SELECT id FROM forecasting.run WHERE published_at IS NOT NULL "
                        + "ORDER BY data_cut_off DESC, id DESC LIMIT 1")
                .query(Long.class)
                .optional();
    }

    /** The latest run that has any day of the kind. */
    Optional<Long> latestWith(String kind) {
        return db.sql("SELECT r.id FROM forecasting.run r WHERE r.published_at IS NOT NULL AND EXISTS "
                        + "(SELECT 1 FROM forecasting.forecast_day d WHERE d.run_id = r.id AND d.kind = ?) "
                        + "ORDER BY r.data_cut_off DESC, r.id DESC LIMIT 1")
                .param(kind)
                .query(Long.class)
                .optional();
    }

    /** Days that a published run covers, ascending. */
    List<ServiceDate> days(String kind, String orKind) {
        return db
                .sql("SELECT DISTINCT d.date FROM forecasting.forecast_day d JOIN forecasting.run r ON r.id = d.run_id "
                        + "WHERE d.kind IN (?, ?) AND r.published_at IS NOT NULL ORDER BY d.date")
                .params(kind, orKind)
                .query(LocalDate.class)
                .list()
                .stream()
                .map(ServiceDate::new)
                .toList();
    }
}
