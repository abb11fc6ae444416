package cn.yunce.app.security;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who did what, when. Rows are only ever added. */
@Service
public class AuditLog {
    private static final int MAX_DETAIL = 500;

    private final JdbcClient db;
    private final Clock clock;

    AuditLog(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public void record(String actor, String action, String detail) {
        db.sql("INSERT INTO app.audit (at, actor, action, detail) VALUES (?, ?, ?, ?)")
                .params(OffsetDateTime.now(clock), clean(actor, 60), action, clean(detail, MAX_DETAIL))
                .update();
    }

    /** The latest first. */
    List<Entry> list(int limit) {
        return db.sql("SELECT at, actor, action, detail FROM app.audit ORDER BY id DESC LIMIT ?")
                .params(limit)
                .query((row, number) -> new Entry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("detail")))
                .list();
    }

    record Entry(Instant at, String actor, String action, String detail) {}

    /** PostgreSQL's text holds no NUL. */
    private static String clean(String text, int limit) {
        String kept = text.replace("\0", "");
        return kept.length() <= limit ? kept : kept.substring(0, limit);
    }
}
