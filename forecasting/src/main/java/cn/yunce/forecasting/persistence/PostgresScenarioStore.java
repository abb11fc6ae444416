package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.Scenarios.Change;
import cn.yunce.forecasting.Scenarios.Scenario;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Scenarios in the table of V413. */
@Component
final class PostgresScenarioStore implements ScenarioStore {
    private static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};

    private final JdbcClient db;

    PostgresScenarioStore(DataSource dataSource) {
        db = JdbcClient.create(dataSource);
    }

    @Override
    public List<Scenario> list() {
        return db.sql("SELECT * FROM forecasting.scenario ORDER BY id DESC")
                .query((row, number) -> scenario(row))
                .list();
    }

    @Override
    public Optional<Scenario> find(long id) {
        return db.sql("SELECT * FROM forecasting.scenario WHERE id = ?")
                .param(id)
                .query((row, number) -> scenario(row))
                .optional();
    }

    @Override
    public Optional<Scenario> add(String name, List<Change> changes, String by, Instant at) {
        return db.sql("INSERT INTO forecasting.scenario (name, changes, made_by, made_at) VALUES (?, ?::jsonb, ?, ?)"
                        + " ON CONFLICT (name) DO NOTHING RETURNING *")
                .params(name, JsonMapper.shared().writeValueAsString(changes), by, Timestamp.from(at))
                .query((row, number) -> scenario(row))
                .optional();
    }

    @Override
    public void delete(long id) {
        db.sql("DELETE FROM forecasting.scenario WHERE id = ?").param(id).update();
    }

    private static Scenario scenario(ResultSet row) throws SQLException {
        return new Scenario(
                row.getLong("id"),
                row.getString("name"),
                JsonMapper.shared().readValue(row.getString("changes"), CHANGES),
                row.getString("made_by"),
                row.getTimestamp("made_at").toInstant());
    }
}
