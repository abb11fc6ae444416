package cn.yunce.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.app.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class BackupsIT {
    @TempDir
    private Path home;

    private Settings settings;
    private Path file;

    @BeforeEach
    void aBackupOfOneRow() throws Exception {
        settings = TestCluster.settings(home);
        file = home.resolve("yunce.backup");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(settings)) {
            DatabaseAccess access = database.access();
            Backups.migrate(access);
            JdbcClient writer = client(access, access.writer());
            writer.sql("CREATE TABLE forecasting.kept (x int, v vector(2))").update();
            writer.sql("INSERT INTO forecasting.kept VALUES (42, '[1,2]')").update();
        }
        Backups.save(settings, file);
    }

    @Test
    void whatWasSavedComesBackWithItsRights() throws Exception {
        change("DELETE FROM forecasting.kept");
        Backups.load(settings, file);
        try (EmbeddedDatabase database = EmbeddedDatabase.open(settings)) {
            DatabaseAccess access = database.access();
            assertThat(numbers(client(access, access.reader()))).containsExactly(42);
            assertThat(client(access, access.writer())
                            .sql("INSERT INTO forecasting.kept VALUES (43, '[2,3]')")
                            .update())
                    .isEqualTo(1);
            assertThatThrownBy(() -> client(access, access.reader())
                            .sql("SELECT count(*) FROM app.account")
                            .query(Long.class)
                            .single())
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void aBrokenBackupChangesNothing() throws Exception {
        change("INSERT INTO forecasting.kept VALUES (44, '[3,4]')");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 3 / 4), StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(() -> Backups.load(settings, file)).hasMessageContaining("pg_restore");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(settings)) {
            DatabaseAccess access = database.access();
            assertThat(numbers(client(access, access.reader()))).containsExactly(42, 44);
        }
    }

    @Test
    void onlyItsOwnerReadsABackup() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Backups.isBackup(file)).isTrue();
        assertThat(home.resolve("yunce.backup.part")).doesNotExist();
    }

    private void change(String sql) throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(settings)) {
            client(database.access(), database.access().writer()).sql(sql).update();
        }
    }

    private static List<Integer> numbers(JdbcClient client) {
        return client.sql("SELECT x FROM forecasting.kept ORDER BY x")
                .query(Integer.class)
                .list();
    }

    private static JdbcClient client(DatabaseAccess access, DatabaseAccess.Login login) {
        return JdbcClient.create(new DriverManagerDataSource(access.url(), login.user(), login.password()));
    }
}
