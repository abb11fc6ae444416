package cn.yunce.assistant.persistence;

import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.TunedAdapters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Adapters in the tables of V340. */
@Component
final class PostgresTunedAdapters implements TunedAdapters {
    private static final TypeReference<TreeMap<ModelTask, Score>> SCORES = new TypeReference<>() {};
    private static final String COLUMNS = "id, base, sha256, beside, scores, registered_by, registered_at";

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PostgresTunedAdapters(DataSource dataSource, Clock clock) {
        this.db = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.clock = clock;
    }

    @Override
    public Adapter register(
            String base, byte[] gguf, Optional<Long> beside, Map<ModelTask, Score> scores, String user) {
        return db.sql("""
                        INSERT INTO assistant.tuned_adapter (base, sha256, content, beside, scores, registered_by, registered_at)
                        VALUES (:base, :sha256, :content, :beside, CAST(:scores AS jsonb), :by, :at)
                        ON CONFLICT (base, sha256) DO UPDATE SET beside = EXCLUDED.beside, scores = EXCLUDED.scores
                        RETURNING\s""" + COLUMNS)
                .param("base", base)
                .param("sha256", DigestUtils.sha256Hex(gguf))
                .param("content", gguf)
                .param("beside", beside.orElse(null))
                .param("scores", JsonMapper.shared().writeValueAsString(new TreeMap<>(scores)))
                .param("by", user)
                .param("at", Timestamp.from(clock.instant()))
                .query((row, number) -> adapter(row))
                .single();
    }

    @Override
    public List<Adapter> listAdapters(String base) {
        return db.sql("SELECT " + COLUMNS + " FROM assistant.tuned_adapter WHERE base = ? ORDER BY id DESC")
                .param(base)
                .query((row, number) -> adapter(row))
                .list();
    }

    @Override
    public Standing standing(String base) {
        Optional<Adapter> champion =
                listChanges(base).stream().findFirst().flatMap(Change::champion).flatMap(this::find);
        Optional<Adapter> challenger = db.sql("SELECT " + COLUMNS + """
                         FROM assistant.tuned_adapter a
                        WHERE base = ? AND NOT EXISTS (SELECT 1 FROM assistant.adapter_change c WHERE c.champion = a.id)
                        ORDER BY id DESC LIMIT 1""")
                .param(base)
                .query((row, number) -> adapter(row))
                .optional();
        long version = db.sql("""
                        SELECT (SELECT count(*) FROM assistant.adapter_change WHERE base = :base)
                             + (SELECT count(*) FROM assistant.tuned_adapter WHERE base = :base)""").param("base", base).query(Long.class).single();
        return new Standing(champion, challenger, version);
    }

    private Optional<Adapter> find(long adapter) {
        return db.sql("SELECT " + COLUMNS + " FROM assistant.tuned_adapter WHERE id = ?")
                .param(adapter)
                .query((row, number) -> adapter(row))
                .optional();
    }

    @Override
    public byte[] getContent(long adapter) {
        return db.sql("SELECT content FROM assistant.tuned_adapter WHERE id = ?")
                .param(adapter)
                .query((row, number) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> absent(adapter));
    }

    @Override
    public void promote(long adapter, String user) {
        change(() -> {
            Adapter wanted = find(adapter).orElseThrow(() -> absent(adapter));
            Optional<Long> champion = standing(wanted.base()).champion().map(Adapter::id);
            if (champion.equals(Optional.of(adapter))) {
                throw new IllegalArgumentException("adapter " + adapter + " answers already");
            }
            List<Fault> faults = wanted.faults(champion);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("adapter " + adapter + ": "
                        + faults.stream().map(Fault::text).collect(Collectors.joining("; ")));
            }
            add(wanted.base(), Optional.of(adapter), false, user);
        });
    }

    @Override
    public void rollBack(String base, String user) {
        change(() -> {
            Deque<Optional<Long>> champions = new ArrayDeque<>(List.of(Optional.empty()));
            for (Change change : listChanges(base).reversed()) {
                if (change.back()) {
                    champions.pop();
                } else {
                    champions.push(change.champion());
                }
            }
            if (champions.size() == 1) {
                throw new IllegalArgumentException("the adapter of the product answers already");
            }
            champions.pop();
            add(base, champions.getFirst(), true, user);
        });
    }

    /** One decision at a time. */
    private void change(Runnable work) {
        transaction.executeWithoutResult(status -> {
            db.sql("LOCK TABLE assistant.adapter_change IN EXCLUSIVE MODE").update();
            work.run();
        });
    }

    private void add(String base, Optional<Long> champion, boolean back, String user) {
        db.sql("""
                        INSERT INTO assistant.adapter_change (base, champion, back, changed_by, changed_at)
                        VALUES (:base, :champion, :back, :by, :at)""")
                .param("base", base)
                .param("champion", champion.orElse(null))
                .param("back", back)
                .param("by", user)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    @Override
    public List<Change> listChanges(String base) {
        return db.sql("SELECT * FROM assistant.adapter_change WHERE base = ? ORDER BY id DESC")
                .param(base)
                .query((row, number) -> new Change(
                        Optional.ofNullable(row.getObject("champion", Long.class)),
                        row.getBoolean("back"),
                        row.getString("changed_by"),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    @Override
    public void addTrial(Trial trial) {
        db.sql("""
                        INSERT INTO assistant.adapter_trial (task, champion, challenger, input, champion_said, challenger_said,
                               champion_millis, challenger_millis, asked_at)
                        VALUES (:task, :champion, :challenger, :input, :championSaid, :challengerSaid,
                               :championMillis, :challengerMillis, :at)""")
                .param("task", trial.task().name())
                .param("champion", trial.champion().orElse(null))
                .param("challenger", trial.challenger())
                .param("input", trial.input())
                .param("championSaid", trial.championSaid())
                .param("challengerSaid", trial.challengerSaid())
                .param("championMillis", trial.championMillis())
                .param("challengerMillis", trial.challengerMillis())
                .param("at", Timestamp.from(trial.at()))
                .update();
    }

    @Override
    public List<Trial> listTrials(long challenger, int limit) {
        return db.sql("SELECT * FROM assistant.adapter_trial WHERE challenger = ? ORDER BY id DESC LIMIT ?")
                .params(challenger, limit)
                .query((row, number) -> new Trial(
                        ModelTask.valueOf(row.getString("task")),
                        Optional.ofNullable(row.getObject("champion", Long.class)),
                        row.getLong("challenger"),
                        row.getString("input"),
                        row.getString("champion_said"),
                        row.getString("challenger_said"),
                        row.getInt("champion_millis"),
                        row.getInt("challenger_millis"),
                        row.getTimestamp("asked_at").toInstant()))
                .list();
    }

    private static Adapter adapter(ResultSet row) throws SQLException {
        return new Adapter(
                row.getLong("id"),
                row.getString("base"),
                row.getString("sha256"),
                Optional.ofNullable(row.getObject("beside", Long.class)),
                JsonMapper.shared().readValue(row.getString("scores"), SCORES),
                row.getString("registered_by"),
                row.getTimestamp("registered_at").toInstant());
    }

    private static NoSuchElementException absent(long adapter) {
        return new NoSuchElementException("there is no adapter " + adapter);
    }
}
