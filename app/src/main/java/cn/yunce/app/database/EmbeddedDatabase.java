package cn.yunce.app.database;

import cn.yunce.app.database.DatabaseAccess.Login;
import cn.yunce.app.settings.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * PostgreSQL 18 with pgvector that needs no installation, whose data lasts below the home folder. The service and commands beside
 * it share one server: whoever comes first starts it, the last to {@link #close()} stops it. Who uses it is told by file locks,
 * which the operating system takes back from a killed process; a server that a killed process left running is used again.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    static final String DATABASE = "yunce";

    /** What holds for every session of the reader. */
    static final List<String> READER_LIMITS = Stream.of(
                    "default_transaction_read_only = on",
                    "statement_timeout = '5s'",
                    "idle_in_transaction_session_timeout = '60s'")
            .map(limit -> "ALTER ROLE " + DatabaseAccess.READER + " SET " + limit)
            .toList();

    private final PostgresCluster cluster;
    private final Secrets secrets;
    private final int port;
    private final Path gate;
    private final FileChannel users;
    private final FileLock use;

    private EmbeddedDatabase(
            PostgresCluster cluster, Secrets secrets, int port, Path gate, FileChannel users, FileLock use) {
        this.cluster = cluster;
        this.secrets = secrets;
        this.port = port;
        this.gate = gate;
        this.users = users;
        this.use = use;
    }

    /**
     * Starts the home folder's database, or joins those who use it. Within one process a home folder is opened once at a time.
     *
     * @throws IOException when the programs cannot be had or the server does not start; the message says what to do
     */
    public static EmbeddedDatabase open(Settings settings) throws IOException {
        return open(settings, List.of());
    }

    /** @param options further settings of the server, {@code name=value} */
    static EmbeddedDatabase open(Settings settings, List<String> options) throws IOException {
        Path folder = settings.home().resolve("db");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        PostgresBinaries binaries = PostgresBinaries.provide(settings.home(), settings.cache());
        PostgresCluster cluster = new PostgresCluster(binaries, RunAs.here(), folder, options);
        Path gate = folder.resolve("gate.lock");
        try (FileChannel entrance = lockFile(gate)) {
            entrance.lock();
            FileChannel users = lockFile(folder.resolve("users.lock"));
            try {
                FileLock use = users.lock(0, Long.MAX_VALUE, true);
                Secrets secrets = Secrets.provide(folder.resolve("secrets.properties"));
                cluster.initialize(secrets.superuser());
                OptionalInt running = cluster.findPort();
                int port = running.isPresent() ? running.getAsInt() : cluster.start();
                try {
                    prepare(port, secrets);
                } catch (SQLException e) {
                    throw new IOException("cannot prepare the database: " + e.getMessage(), e);
                }
                return new EmbeddedDatabase(cluster, secrets, port, gate, users, use);
            } catch (IOException | RuntimeException e) {
                users.close();
                throw e;
            }
        }
    }

    public DatabaseAccess access() {
        return access(DATABASE);
    }

    DatabaseAccess access(String database) {
        return new DatabaseAccess(
                url(port, database),
                new Login(DatabaseAccess.WRITER, secrets.writer()),
                new Login(DatabaseAccess.READER, secrets.reader()),
                Optional.empty());
    }

    Login superuser() {
        return new Login(PostgresCluster.SUPERUSER, secrets.superuser());
    }

    PostgresBinaries binaries() {
        return cluster.binaries();
    }

    /** A session of the superuser. */
    Connection connectAsSuperuser(String database) throws SQLException {
        return DriverManager.getConnection(url(port, database), PostgresCluster.SUPERUSER, secrets.superuser());
    }

    /** Leaves; the last one out stops the server. */
    @Override
    public synchronized void close() throws IOException {
        if (!users.isOpen()) {
            return;
        }
        try (FileChannel entrance = lockFile(gate)) {
            entrance.lock();
            use.release();
            FileLock alone = users.tryLock();
            if (alone != null) {
                cluster.stop();
            }
        } finally {
            users.close();
        }
    }

    /** Makes the roles and the database as far as they are not there, so that a first start that was cut off is finished. */
    private static void prepare(int port, Secrets secrets) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        url(port, "postgres"), PostgresCluster.SUPERUSER, secrets.superuser());
                Statement sql = connection.createStatement()) {
            if (!exists(sql, "pg_roles WHERE rolname = '" + DatabaseAccess.WRITER + "'")) {
                sql.execute("CREATE ROLE " + DatabaseAccess.WRITER + " LOGIN PASSWORD '" + secrets.writer() + "'");
            }
            if (!exists(sql, "pg_roles WHERE rolname = '" + DatabaseAccess.READER + "'")) {
                sql.execute("CREATE ROLE " + DatabaseAccess.READER + " LOGIN PASSWORD '" + secrets.reader() + "'");
                for (String limit : READER_LIMITS) {
                    sql.execute(limit);
                }
            }
            if (!exists(sql, "pg_database WHERE datname = '" + DATABASE + "'")) {
                createDatabase(sql, DATABASE);
            }
            // A restore that was killed may have left it closed.
            if (exists(sql, "pg_database WHERE datname = '" + DATABASE + "' AND NOT datallowconn")) {
                sql.execute("ALTER DATABASE " + DATABASE + " WITH ALLOW_CONNECTIONS true");
            }
        }
        // The extension is not a trusted one: only the superuser may add it.
        try (Connection connection = DriverManager.getConnection(
                        url(port, DATABASE), PostgresCluster.SUPERUSER, secrets.superuser());
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE EXTENSION IF NOT EXISTS vector");
        }
    }

    static void createDatabase(Statement sql, String name) throws SQLException {
        sql.execute("CREATE DATABASE " + name + " OWNER " + DatabaseAccess.WRITER);
        sql.execute("REVOKE TEMPORARY ON DATABASE " + name + " FROM PUBLIC");
        sql.execute("ALTER DATABASE " + name + " SET client_min_messages = warning");
    }

    private static boolean exists(Statement sql, String what) throws SQLException {
        try (ResultSet rows = sql.executeQuery("SELECT 1 FROM " + what)) {
            return rows.next();
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static FileChannel lockFile(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
