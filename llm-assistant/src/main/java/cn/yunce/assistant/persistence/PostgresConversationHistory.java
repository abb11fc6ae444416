package cn.yunce.assistant.persistence;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.ConversationHistory;
import cn.yunce.assistant.Question;
import cn.yunce.assistant.guardrail.PersonalData;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Conversations in the table of V412. */
@Component
final class PostgresConversationHistory implements ConversationHistory {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final JdbcClient db;
    private final Clock clock;

    PostgresConversationHistory(DataSource dataSource, Clock clock) {
        this.db = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    @Override
    public long add(Question question, Answer answer) {
        Instant now = clock.instant();
        LocalDate asOf = question.asOf().orElseGet(() -> LocalDate.ofInstant(now, ZONE));
        return db.sql("INSERT INTO assistant.conversation_turn"
                        + " (account, conversation, role, question, as_of, answer, asked_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?::jsonb, ?) RETURNING id")
                .params(
                        question.caller().user(),
                        question.conversation().orElseThrow(),
                        question.caller().role().name(),
                        PersonalData.mask(question.text()),
                        asOf,
                        TurnRows.json(answer),
                        Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    @Override
    public List<Conversation> list(String user, int limit) {
        return db.sql("SELECT conversation, (array_agg(question ORDER BY id))[1] AS title, count(*) AS turns,"
                        + " max(asked_at) AS last_at FROM assistant.conversation_turn WHERE account = ?"
                        + " GROUP BY conversation ORDER BY max(id) DESC LIMIT ?")
                .params(user, limit)
                .query((row, number) -> new Conversation(
                        row.getString("conversation"),
                        row.getString("title"),
                        row.getInt("turns"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }

    @Override
    public List<Turn> listTurns(String user, String conversation) {
        return db.sql("SELECT t.*, f.good, f.note FROM assistant.conversation_turn t"
                        + " LEFT JOIN assistant.answer_feedback f ON f.turn_id = t.id"
                        + " WHERE t.account = ? AND t.conversation = ? ORDER BY t.id")
                .params(user, conversation)
                .query((row, number) -> new Turn(
                        row.getLong("id"),
                        row.getString("question"),
                        TurnRows.answer(row),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getString("note") == null
                                ? Optional.empty()
                                : Optional.of(new Said(row.getBoolean("good"), row.getString("note")))))
                .list();
    }

    @Override
    public List<Answer> listLastAnswers(String user, String conversation, int limit) {
        return db.sql("SELECT answer FROM assistant.conversation_turn WHERE account = ? AND conversation = ?"
                        + " ORDER BY id DESC LIMIT ?")
                .params(user, conversation, limit)
                .query((row, number) -> TurnRows.answer(row))
                .list();
    }

    @Override
    public boolean delete(String user, String conversation) {
        return db.sql("DELETE FROM assistant.conversation_turn WHERE account = ? AND conversation = ?")
                        .params(user, conversation)
                        .update()
                > 0;
    }

    @Override
    public void deleteAll(String user) {
        db.sql("DELETE FROM assistant.conversation_turn WHERE account = ?")
                .param(user)
                .update();
    }
}
