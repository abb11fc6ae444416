package cn.yunce.app.database;

import cn.yunce.app.settings.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** The database that the settings name: the external one, or else the embedded one, which is then held until {@link #close()}. */
public final class Database implements AutoCloseable {
    private final DatabaseAccess access;
    private final Optional<EmbeddedDatabase> embedded;

    private Database(DatabaseAccess access, Optional<EmbeddedDatabase> embedded) {
        this.access = access;
        this.embedded = embedded;
    }

    /** @throws IOException when it cannot be reached or started; the message says what to do */
    public static Database open(Settings settings) throws IOException {
        if (settings.databaseUrl().isEmpty()) {
            EmbeddedDatabase embedded = EmbeddedDatabase.open(settings);
            return new Database(embedded.access(), Optional.of(embedded));
        }
        DatabaseAccess access = ExternalDatabase.access(settings);
        try {
            ExternalDatabase.prepare(access);
        } catch (SQLException e) {
            throw new IOException("cannot use the database " + access.url() + ": " + e.getMessage(), e);
        }
        return new Database(access, Optional.empty());
    }

    public DatabaseAccess access() {
        return access;
    }

    /** Empty for an external database. */
    Optional<EmbeddedDatabase> embedded() {
        return embedded;
    }

    @Override
    public void close() throws IOException {
        if (embedded.isPresent()) {
            embedded.get().close();
        }
    }
}
