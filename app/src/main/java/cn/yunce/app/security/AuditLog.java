package cn.yunce.app.security;

import java.time.Clock;
import java.time.OffsetDateTime;
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

    /** PostgreSQL's text holds no NUL. */
    private static String clean(String text, int limit) {
        String kept = text.replace("\0", "");
        return kept.length() <= limit ? kept : kept.substring(0, limit);
    }
}
