package cn.yunce.app.security;

import cn.yunce.app.security.Accounts.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sessions of the page. They are kept in the database, so that they outlive a restart of the service and end with their
 * account. A session ends when it has not been used for {@value #HOURS} hours.
 */
@Component
class Sessions {
    static final String COOKIE = "YUNCE_SESSION";
    private static final int HOURS = 12;
    private static final Duration LIFE = Duration.ofHours(HOURS);

    /** A session is not written at every request, only when this much of its life has passed. */
    private static final Duration RENEW_AFTER = Duration.ofMinutes(10);

    private final JdbcClient db;
    private final Clock clock;

    Sessions(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Opens a session and returns what the cookie must hold. */
    String open(String account) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        db.sql("DELETE FROM app.session WHERE expires_at <= ?").param(now).update();
        String secret = Secret.next();
        db.sql("INSERT INTO app.session (hash, account, expires_at) VALUES (?, ?, ?)")
                .params(Secret.hash(secret), account, now.plus(LIFE))
                .update();
        return secret;
    }

    /** The account that signed in, with the role it has now. */
    Optional<Account> authenticate(String secret) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        record Found(Account account, OffsetDateTime expiresAt) {}
        Optional<Found> found = db.sql("""
                        SELECT a.name, a.role, a.region, s.expires_at FROM app.session s JOIN app.account a ON a.name = s.account
                        WHERE s.hash = ? AND s.expires_at > ?
                        """)
                .params(Secret.hash(secret), now)
                .query((row, number) -> new Found(Account.read(row), row.getObject(4, OffsetDateTime.class)))
                .optional();
        found.filter(session -> session.expiresAt().isBefore(now.plus(LIFE).minus(RENEW_AFTER)))
                .ifPresent(session -> db.sql("UPDATE app.session SET expires_at = ? WHERE hash = ?")
                        .params(now.plus(LIFE), Secret.hash(secret))
                        .update());
        return found.map(Found::account);
    }

    void close(String secret) {
        db.sql("DELETE FROM app.session WHERE hash = ?")
                .param(Secret.hash(secret))
                .update();
    }
}
