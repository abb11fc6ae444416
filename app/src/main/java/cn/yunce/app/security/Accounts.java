package cn.yunce.app.security;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** The people who may sign in. */
@Service
public class Accounts {
    /** The account that a new installation starts with. */
    public static final String FIRST_ADMIN = "admin";

    private static final int MIN_PASSWORD_LENGTH = 10;
    private static final int MAX_PASSWORD_LENGTH = 72;
    private static final int GENERATED_LENGTH = 16;

    /** Without letters and digits that look alike. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** @param region id of the county whose figures alone the account may see; empty for the whole city */
    public record Account(String name, AccountRole role, Optional<String> region) {
        static Account read(ResultSet row) throws SQLException {
            return new Account(
                    row.getString(1), AccountRole.valueOf(row.getString(2)), Optional.ofNullable(row.getString(3)));
        }
    }

    private final JdbcClient db;
    private final Clock clock;
    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final SecureRandom random = new SecureRandom();
    private final String hashOfNobody = encoded("nobody-signs-in-with-this");

    Accounts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Makes the first account when there is none, and returns its password, which is told this once only. */
    public Optional<String> createFirstAdmin() {
        String password = random.ints(GENERATED_LENGTH, 0, LETTERS.length())
                .mapToObj(index -> LETTERS.substring(index, index + 1))
                .collect(Collectors.joining());
        int made = db.sql("""
                        INSERT INTO app.account (name, password_hash, role, created_at)
                        SELECT ?, ?, 'ADMIN', ? WHERE NOT EXISTS (SELECT 1 FROM app.account)
                        """)
                .params(FIRST_ADMIN, encoded(password), OffsetDateTime.now(clock))
                .update();
        return made == 1 ? Optional.of(password) : Optional.empty();
    }

    public List<Account> listAccounts() {
        return db.sql("SELECT name, role, region FROM app.account ORDER BY name")
                .query((row, number) -> Account.read(row))
                .list();
    }

    public Optional<Account> findAccount(String name) {
        return db.sql("SELECT name, role, region FROM app.account WHERE name = ?")
                .param(name)
                .query((row, number) -> Account.read(row))
                .optional();
    }

    /**
     * Makes an account.
     *
     * @return whether it is new; nothing changes when the name is taken
     * @throws IllegalArgumentException when name or password do not fit, or there is no such county
     */
    public boolean create(String name, String password, AccountRole role, Optional<String> region) {
        if (!name.matches("[\\p{L}\\p{N}._@-]{1,60}")) {
            throw new IllegalArgumentException(
                    "user must have 1..60 letters, digits or ._@-, had " + name.length() + " characters");
        }
        if (password.length() < MIN_PASSWORD_LENGTH || password.length() > MAX_PASSWORD_LENGTH) {
            throw new IllegalArgumentException("password must have " + MIN_PASSWORD_LENGTH + ".." + MAX_PASSWORD_LENGTH
                    + " characters, had " + password.length());
        }
        requireCounty(db, region);
        return db.sql("""
                                INSERT INTO app.account (name, password_hash, role, created_at, region) VALUES (?, ?, ?, ?, ?)
                                ON CONFLICT DO NOTHING
                                """)
                        .param(name)
                        .param(encoded(password))
                        .param(role.name())
                        .param(OffsetDateTime.now(clock))
                        .param(region.orElse(null))
                        .update()
                == 1;
    }

    static void requireCounty(JdbcClient db, Optional<String> region) {
        boolean known = region.isEmpty()
                || db.sql("SELECT EXISTS (SELECT 1 FROM forecasting.node WHERE id = ? AND tier = 'COUNTY')")
                        .param(region.get())
                        .query(Boolean.class)
                        .single();
        if (!known) {
            throw new IllegalArgumentException("region must be the id of a county, was " + region.get());
        }
    }

    /** Takes the account, its sessions and its tokens away; false when there was none of them. */
    public boolean delete(String name) {
        return db.sql("""
                        WITH tokens AS (DELETE FROM app.token WHERE account = ? RETURNING 1),
                            accounts AS (DELETE FROM app.account WHERE name = ? RETURNING 1)
                        SELECT EXISTS (SELECT 1 FROM tokens) OR EXISTS (SELECT 1 FROM accounts)
                        """).params(name, name).query(Boolean.class).single();
    }

    /** The account whose name and password these are. Takes as long for a name that is not there. */
    Optional<Account> authenticate(String name, String password) {
        Optional<String> hash = db.sql("SELECT password_hash FROM app.account WHERE name = ?")
                .param(name)
                .query(String.class)
                .optional();
        boolean matches =
                password.length() <= MAX_PASSWORD_LENGTH && encoder.matches(password, hash.orElse(hashOfNobody));
        return matches && hash.isPresent() ? findAccount(name) : Optional.empty();
    }

    private String encoded(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("password could not be encoded");
        }
        return hash;
    }
}
