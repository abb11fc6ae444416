package cn.yunce.assistant.persistence;

import cn.yunce.assistant.AnswerFeedback;
import cn.yunce.assistant.ConversationHistory.Said;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.guardrail.PersonalData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Feedback in the table of V412. */
@Component
final class PostgresAnswerFeedback implements AnswerFeedback {
    private final JdbcClient db;
    private final Clock clock;

    PostgresAnswerFeedback(DataSource dataSource, Clock clock) {
        this.db = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    @Override
    public void say(String user, long turn, Said said) {
        int written = db.sql("""
                        INSERT INTO assistant.answer_feedback
                               (turn_id, account, role, before, question, as_of, answer, good, note, given_at)
                        SELECT t.id, t.account, t.role,
                               ARRAY(SELECT b.question FROM assistant.conversation_turn b
                                      WHERE b.account = t.account AND b.conversation = t.conversation AND b.id < t.id
                                      ORDER BY b.id),
                               t.question, t.as_of, t.answer, ?, ?, ?
                          FROM assistant.conversation_turn t WHERE t.id = ? AND t.account = ?
                        ON CONFLICT (turn_id) DO UPDATE
                           SET good = excluded.good, note = excluded.note, given_at = excluded.given_at,
                               state = 'OPEN', expected = NULL, reviewed_by = NULL, reviewed_at = NULL""")
                .params(said.good(), PersonalData.mask(said.note()), Timestamp.from(clock.instant()), turn, user)
                .update();
        if (written == 0) {
            throw new NoSuchElementException("there is no answer " + turn + " of yours");
        }
    }

    @Override
    public void takeBack(String user, long turn) {
        int removed = db.sql(
                        "DELETE FROM assistant.answer_feedback WHERE turn_id = ? AND account = ? AND state = 'OPEN'")
                .params(turn, user)
                .update();
        if (removed == 0) {
            throw new NoSuchElementException("there is no feedback of yours on " + turn + " that nobody reviewed");
        }
    }

    @Override
    public List<Entry> list(Optional<State> state, int limit) {
        return db.sql("SELECT * FROM assistant.answer_feedback WHERE (:state = '' OR state = :state)"
                        + " ORDER BY id DESC LIMIT :limit")
                .param("state", state.map(Enum::name).orElse(""))
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list();
    }

    @Override
    public Entry review(long id, Optional<Expected> expected, String by) {
        return db.sql(
                        "UPDATE assistant.answer_feedback SET state = ?, expected = NULLIF(?, '')::jsonb, reviewed_by = ?,"
                                + " reviewed_at = ? WHERE id = ? RETURNING *")
                .params(
                        (expected.isPresent() ? State.QUESTION : State.DISMISSED).name(),
                        expected.map(TurnRows::json).orElse(""),
                        by,
                        Timestamp.from(clock.instant()),
                        id)
                .query((row, number) -> entry(row))
                .optional()
                .orElseThrow(() -> new NoSuchElementException("there is no feedback " + id));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getString("account"),
                Role.valueOf(row.getString("role")),
                TurnRows.texts(row, "before"),
                row.getString("question"),
                row.getObject("as_of", LocalDate.class),
                TurnRows.answer(row),
                new Said(row.getBoolean("good"), row.getString("note")),
                row.getTimestamp("given_at").toInstant(),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("expected"))
                        .map(json -> JsonMapper.shared().readValue(json, Expected.class)),
                Optional.ofNullable(row.getString("reviewed_by")));
    }
}
