package cn.yunce.app.security;

import cn.yunce.app.security.Accounts.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Bearer tokens for programs: 256 random bits, of which only the hash is kept. */
@Service
public class Tokens {
    private static final String PREFIX = "yunce_";
    private static final int MAX_DAYS = 3_660;

    public record IssuedToken(String token, Instant expiresAt) {}

    private final JdbcClient db;
    private final Clock clock;
    private final Accounts accounts;

    Tokens(JdbcClient db, Clock clock, Accounts accounts) {
        this.db = db;
        this.clock = clock;
        this.accounts = accounts;
    }

    /**
     * Issues a token.
     *
     * @param account an account's name, or that of a program, which has none; shown in the audit log
     * @param region that the token is limited to; that of the account where it has one
     * @throws IllegalArgumentException when name or days do not fit, there is no such county, or role or region is more than the
     *     account's
     */
    public IssuedToken issue(String account, AccountRole role, Optional<String> region, int days) {
        if (account.isBlank() || account.length() > 60) {
            throw new IllegalArgumentException("user must have 1..60 characters, had " + account.length());
        }
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("days must be 1.." + MAX_DAYS + ", was " + days);
        }
        Optional<Account> found = accounts.findAccount(account);
        Optional<String> limit = found.flatMap(Account::region).or(() -> region);
        if (region.isPresent() && !limit.equals(region)) {
            throw new IllegalArgumentException(
                    "region must be the account's, " + limit.orElse("") + ", was " + region.get());
        }
        Accounts.requireCounty(db, limit);
        found.filter(owner -> !owner.role().covers(role)).ifPresent(owner -> {
            throw new IllegalArgumentException("role must be within the account's, " + owner.role() + ", was " + role);
        });
        String token = PREFIX + Secret.next();
        Instant expiresAt = clock.instant().plus(Duration.ofDays(days));
        db.sql("INSERT INTO app.token (hash, account, role, expires_at, region) VALUES (?, ?, ?, ?, ?)")
                .param(Secret.hash(token))
                .param(account)
                .param(role.name())
                .param(OffsetDateTime.ofInstant(expiresAt, ZoneOffset.UTC))
                .param(limit.orElse(null))
                .update();
        return new IssuedToken(token, expiresAt);
    }

    Optional<Account> authenticate(String token) {
        return token.startsWith(PREFIX)
                ? db.sql("SELECT account, role, region FROM app.token WHERE hash = ? AND expires_at > ?")
                        .params(Secret.hash(token), OffsetDateTime.now(clock))
                        .query((row, number) -> Account.read(row))
                        .optional()
                : Optional.empty();
    }
}
