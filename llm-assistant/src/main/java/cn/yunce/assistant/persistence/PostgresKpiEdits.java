package cn.yunce.assistant.persistence;

import cn.yunce.assistant.KpiDefinitions.Change;
import cn.yunce.assistant.metric.KpiEdits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Changes of the catalogue in the table of V310. */
@Component
final class PostgresKpiEdits implements KpiEdits {
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PostgresKpiEdits(DataSource dataSource, Clock clock) {
        this.db = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.clock = clock;
    }

    @Override
    public long lastChange() {
        return db.sql("SELECT COALESCE(max(id), 0) FROM assistant.kpi_change")
                .query(Long.class)
                .single();
    }

    @Override
    public Map<String, Map<String, Object>> current() {
        Map<String, Map<String, Object>> current = new LinkedHashMap<>();
        db.sql("SELECT DISTINCT ON (kpi) kpi, fields FROM assistant.kpi_change ORDER BY kpi, id DESC")
                .query((row, number) -> Map.entry(row.getString("kpi"), fields(row, "fields")))
                .list()
                .forEach(edit -> current.put(edit.getKey(), edit.getValue()));
        return current;
    }

    @Override
    public Optional<Before> findBefore(long change) {
        return db.sql("""
                        SELECT c.kpi, COALESCE(p.fields, '{}') AS fields
                          FROM assistant.kpi_change c
                          LEFT JOIN LATERAL (SELECT fields FROM assistant.kpi_change p
                                              WHERE p.kpi = c.kpi AND p.id < c.id ORDER BY p.id DESC LIMIT 1) p ON true
                         WHERE c.id = ?""")
                .param(change)
                .query((row, number) -> new Before(row.getString("kpi"), fields(row, "fields")))
                .optional();
    }

    @Override
    public void add(Function<Map<String, Map<String, Object>>, Optional<Edit>> decide, String user) {
        transaction.executeWithoutResult(status -> {
            db.sql("LOCK TABLE assistant.kpi_change IN EXCLUSIVE MODE").update();
            decide.apply(current()).ifPresent(edit -> insert(edit, user));
        });
    }

    private void insert(Edit edit, String user) {
        db.sql("""
                        INSERT INTO assistant.kpi_change (kpi, fields, before, after, reverts, changed_by, changed_at)
                        VALUES (:kpi, CAST(:fields AS jsonb), CAST(:before AS jsonb), CAST(:after AS jsonb), :reverts, :by, :at)""")
                .param("kpi", edit.kpi())
                .param("fields", json(edit.fields()))
                .param("before", json(edit.before()))
                .param("after", json(edit.after()))
                .param("reverts", edit.reverts().orElse(null))
                .param("by", user)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    @Override
    public List<Change> listChanges(int limit, Optional<String> kpi) {
        return db.sql("SELECT * FROM assistant.kpi_change WHERE :all OR kpi = :kpi ORDER BY id DESC LIMIT :limit")
                .param("all", kpi.isEmpty())
                .param("kpi", kpi.orElse(""))
                .param("limit", limit)
                .query((row, number) -> change(row))
                .list();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("id"),
                row.getString("kpi"),
                fields(row, "before"),
                fields(row, "after"),
                Optional.ofNullable(row.getObject("reverts", Long.class)),
                row.getString("changed_by"),
                row.getTimestamp("changed_at").toInstant());
    }

    private static Map<String, Object> fields(ResultSet row, String column) throws SQLException {
        return JsonMapper.shared().readValue(row.getString(column), FIELDS);
    }

    private static String json(Map<String, Object> fields) {
        return JsonMapper.shared().writeValueAsString(fields);
    }
}
