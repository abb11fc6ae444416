package cn.yunce.app.database;

import cn.yunce.app.database.DatabaseAccess.Login;
import cn.yunce.app.download.Commands;
import cn.yunce.app.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;

/** All data of the database into one file of pg_dump's custom format, and back. */
public final class Backups {
    private static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);
    private static final Duration LIMIT = Duration.ofHours(4);
    private static final String INCOMING = "yunce_incoming";
    private static final String OUTGOING = "yunce_outgoing";

    private Backups() {}

    /** Whether the file begins like one of {@link #save}. */
    public static boolean isBackup(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /**
     * Saves a consistent state of all data; the service may run meanwhile.
     *
     * @param file readable by its owner only; it appears whole or not at all
     */
    public static void save(Settings settings, Path file) throws IOException {
        Path scratch = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(scratch);
        Files.createFile(scratch, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Database database = Database.open(settings)) {
            DatabaseAccess access = database.access();
            Login login = database.embedded().map(EmbeddedDatabase::superuser).orElse(access.writer());
            run(
                    settings,
                    login,
                    "pg_dump",
                    "--format=custom",
                    "--file=" + scratch,
                    "--dbname=" + address(access.url()));
            Files.move(scratch, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /**
     * Puts the saved state in the place of the present one and brings it to this version's tables. When that fails, the present
     * one stays. A running service loses its sessions with the database and gets new ones.
     */
    public static void load(Settings settings, Path file) throws IOException {
        try (Database database = Database.open(settings)) {
            if (database.embedded().isPresent()) {
                exchange(settings, database.embedded().get(), file);
            } else {
                overwrite(settings, database.access(), file);
            }
        } catch (SQLException e) {
            throw new IOException("cannot restore " + file + ": " + e.getMessage(), e);
        }
    }

    /** Loads beside the present database, then exchanges the two names in one transaction. */
    private static void exchange(Settings settings, EmbeddedDatabase database, Path file)
            throws IOException, SQLException {
        try (Connection connection = database.connectAsSuperuser("postgres");
                Statement sql = connection.createStatement()) {
            drop(sql, INCOMING);
            drop(sql, OUTGOING);
            EmbeddedDatabase.createDatabase(sql, INCOMING);
            DatabaseAccess incoming = database.access(INCOMING);
            try {
                run(
                        settings,
                        database.superuser(),
                        "pg_restore",
                        "--exit-on-error",
                        "--jobs=2",
                        "--dbname=" + address(incoming.url()),
                        file.toString());
                migrate(incoming);
            } catch (IOException | RuntimeException e) {
                drop(sql, INCOMING);
                throw e;
            }
            // No new sessions, then none at all: a database in use keeps its name.
            sql.execute("ALTER DATABASE " + EmbeddedDatabase.DATABASE + " ALLOW_CONNECTIONS false");
            try {
                for (String name : List.of(EmbeddedDatabase.DATABASE, INCOMING)) {
                    sql.execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '" + name
                            + "'");
                }
                connection.setAutoCommit(false);
                sql.execute("ALTER DATABASE " + EmbeddedDatabase.DATABASE + " RENAME TO " + OUTGOING);
                sql.execute("ALTER DATABASE " + INCOMING + " RENAME TO " + EmbeddedDatabase.DATABASE);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                connection.setAutoCommit(true);
                sql.execute("ALTER DATABASE " + EmbeddedDatabase.DATABASE + " ALLOW_CONNECTIONS true");
                throw e;
            }
            connection.setAutoCommit(true);
            drop(sql, OUTGOING);
        }
    }

    /** In one transaction; the login may not be allowed to make databases. */
    private static void overwrite(Settings settings, DatabaseAccess access, Path file) throws IOException {
        run(
                settings,
                access.writer(),
                "pg_restore",
                "--exit-on-error",
                "--single-transaction",
                "--clean",
                "--if-exists",
                "--no-owner",
                "--schema=forecasting",
                "--schema=assistant",
                "--schema=app",
                "--dbname=" + address(access.url()),
                file.toString());
        migrate(access);
    }

    /** Does what migrations are open, as the service does at its start. */
    static void migrate(DatabaseAccess access) {
        Flyway.configure()
                .dataSource(
                        access.url(), access.writer().user(), access.writer().password())
                .outOfOrder(true)
                .load()
                .migrate();
    }

    private static void drop(Statement sql, String name) throws SQLException {
        sql.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static void run(Settings settings, Login login, String program, String... arguments) throws IOException {
        PostgresBinaries binaries = PostgresBinaries.provide(settings.home(), settings.cache());
        List<String> command = new ArrayList<>(List.of(binaries.program(program), "--no-password"));
        command.addAll(List.of(arguments));
        Commands.run(command, login.environment(), LIMIT);
    }

    /** As libpq's programs take it. */
    private static String address(String jdbcUrl) {
        return URI.create(jdbcUrl.substring("jdbc:".length())).toString();
    }
}
