package cn.yunce.assistant.persistence;

import cn.yunce.assistant.ModelChoiceLog;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Choices in the table of V341. */
@Component
final class PostgresModelChoices implements ModelChoiceLog {
    private final JdbcClient db;
    private final Clock clock;

    PostgresModelChoices(DataSource dataSource, Clock clock) {
        this.db = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    @Override
    public void add(String model, String user) {
        db.sql("INSERT INTO assistant.model_choice (model, chosen_by, chosen_at) VALUES (?, ?, ?)")
                .params(model, user, Timestamp.from(clock.instant()))
                .update();
    }

    @Override
    public List<Choice> listChoices(int limit) {
        return db.sql("SELECT * FROM assistant.model_choice ORDER BY id DESC LIMIT ?")
                .param(limit)
                .query((row, number) -> new Choice(
                        row.getLong("id"),
                        row.getString("model"),
                        row.getString("chosen_by"),
                        row.getTimestamp("chosen_at").toInstant()))
                .list();
    }
}
