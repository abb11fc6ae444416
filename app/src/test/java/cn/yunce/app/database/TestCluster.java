package cn.yunce.app.database;

import cn.yunce.app.download.PipPackages;
import cn.yunce.app.settings.Settings;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * One PostgreSQL for all tests of a JVM, started at the first use and deleted at the end. Its databases are copies of a migrated
 * template, made in some 50 ms each.
 */
public final class TestCluster {
    private static final String TEMPLATE = "migrated";

    /** Tests' data need not survive a power cut. */
    private static final List<String> FAST = List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestCluster() {}

    /** A fresh database with all migrations done and nothing in it. */
    public static TestDatabase create() {
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection = Started.DATABASE.connectAsSuperuser("postgres");
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER " + DatabaseAccess.WRITER);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
        return new TestDatabase(Started.DATABASE.access(name));
    }

    /** Of a test's own home folder, with the real cache of downloads. */
    static Settings settings(Path home) {
        return Settings.of(
                Map.of(
                        "YUNCE_HOME",
                        home.toString(),
                        "YUNCE_CACHE",
                        Settings.ofEnvironment().cache().toString()),
                home);
    }

    /** A database and two small pools of connections to it. */
    public static final class TestDatabase implements AutoCloseable {
        private final DatabaseAccess access;
        private final HikariDataSource writer;
        private final HikariDataSource reader;

        private TestDatabase(DatabaseAccess access) {
            this.access = access;
            this.writer = DataSources.writer(access, 6);
            this.reader = DataSources.reader(access, 4);
        }

        public DataSource dataSource() {
            return writer;
        }

        public DataSource readOnlyDataSource() {
            return reader;
        }

        /** As {@code YUNCE_DB_URL} names it. */
        public String url() {
            return withLogin(access.writer());
        }

        /** As {@code YUNCE_DB_READER_URL} names it. */
        public String readerUrl() {
            return withLogin(access.reader());
        }

        private String withLogin(DatabaseAccess.Login login) {
            return access.url() + "?user=" + login.user() + "&password=" + login.password();
        }

        @Override
        public void close() {
            writer.close();
            reader.close();
        }
    }

    private static final class Started {
        static final EmbeddedDatabase DATABASE = start();

        private static EmbeddedDatabase start() {
            try {
                Path home = Files.createTempDirectory("yunce-it");
                EmbeddedDatabase database = EmbeddedDatabase.open(settings(home), FAST);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, home)));
                prepareTemplate(database);
                return database;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot prepare the tests' database", e);
            }
        }

        private static void prepareTemplate(EmbeddedDatabase database) throws SQLException {
            try (Connection connection = database.connectAsSuperuser("postgres");
                    Statement sql = connection.createStatement()) {
                sql.execute("CREATE DATABASE " + TEMPLATE + " TEMPLATE " + EmbeddedDatabase.DATABASE + " OWNER "
                        + DatabaseAccess.WRITER);
            }
            Backups.migrate(database.access(TEMPLATE));
        }

        private static void stop(EmbeddedDatabase database, Path home) {
            try {
                database.close();
                PipPackages.deleteTree(home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
