package cn.yunce.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    private Path home;

    private Path postmasterFile;

    @BeforeEach
    void aTableIsKept() throws Exception {
        postmasterFile = home.resolve("db/data/postmaster.pid");
        try (EmbeddedDatabase database = open()) {
            execute(database, "CREATE TABLE kept AS SELECT 42 AS x");
        }
    }

    @Test
    void dataLastsAndTheLastOneOutStopsTheServer() throws Exception {
        assertThat(postmasterFile).doesNotExist();
        try (EmbeddedDatabase database = open()) {
            assertThat(query(database, "SELECT x FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aServerThatWasKilledRecoversWhatItHadAcknowledged() throws Exception {
        for (int round = 0; round < 3; round++) {
            try (EmbeddedDatabase database = open()) {
                execute(database, "INSERT INTO kept VALUES (" + round + ")");
                killServer();
            }
        }
        try (EmbeddedDatabase database = open()) {
            assertThat(query(database, "SELECT string_agg(x::text, ',' ORDER BY x) FROM kept"))
                    .isEqualTo("0,1,2,42");
        }
    }

    @Test
    void anotherProcessJoinsAServerThatRunsAndLeavesItRunning() throws Exception {
        try (EmbeddedDatabase database = open()) {
            assertThat(otherProcess()).contains("read 42");
            assertThat(query(database, "SELECT x FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aServerThatAKilledProcessLeftIsUsedAgainAndStopped() throws Exception {
        assertThat(otherProcess("halt")).contains("read 42");
        String left = Files.readAllLines(postmasterFile).getFirst();
        try (EmbeddedDatabase database = open()) {
            assertThat(query(database, "SELECT x FROM kept")).isEqualTo("42");
            assertThat(Files.readAllLines(postmasterFile).getFirst()).isEqualTo(left);
        }
        assertThat(postmasterFile).doesNotExist();
    }

    @Test
    void aDatabaseThatACutOffRestoreLeftClosedIsOpened() throws Exception {
        try (EmbeddedDatabase database = open();
                Connection connection = database.connectAsSuperuser("postgres");
                Statement sql = connection.createStatement()) {
            sql.execute("ALTER DATABASE " + EmbeddedDatabase.DATABASE + " WITH ALLOW_CONNECTIONS false");
        }
        try (EmbeddedDatabase database = open()) {
            assertThat(query(database, "SELECT x FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void onlyItsOwnerReadsThePasswords() throws Exception {
        try (EmbeddedDatabase database = open()) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.resolve("db/secrets.properties"))))
                    .isEqualTo("rw-------");
            assertThat(database.access().toString())
                    .doesNotContain(database.access().writer().password());
        }
    }

    private EmbeddedDatabase open() throws IOException {
        return EmbeddedDatabase.open(TestCluster.settings(home));
    }

    private void killServer() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(postmasterFile).getFirst());
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private String otherProcess(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                OtherProcess.class.getName(),
                home.toString());
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** Opens the home's database, reads, and leaves; with a second argument it dies without closing. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) throws Exception {
            try (EmbeddedDatabase database = EmbeddedDatabase.open(TestCluster.settings(Path.of(args[0])))) {
                System.out.println("read " + query(database, "SELECT x FROM kept"));
                if (args.length > 1) {
                    System.out.flush();
                    Runtime.getRuntime().halt(137);
                }
            }
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        DatabaseAccess access = database.access();
        return DriverManager.getConnection(
                access.url(), access.writer().user(), access.writer().password());
    }
}
