package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseRolesIT extends DatabaseIT {

    @BeforeAll
    void aTableOfALaterMigration() {
        jdbc().sql("CREATE TABLE forecasting.later (x int)").update();
        jdbc().sql("INSERT INTO forecasting.later VALUES (7)").update();
        jdbc().sql("CREATE TABLE app.hidden (x int)").update();
    }

    @Test
    void theReaderReadsTablesThatCameLater() {
        assertThat(readOnlyJdbc()
                        .sql("SELECT x FROM forecasting.later")
                        .query(Integer.class)
                        .list())
                .isEqualTo(List.of(7));
    }

    @Test
    void theReaderCannotWriteEvenWhenItLeavesReadOnlyMode() {
        assertThatThrownBy(() -> readOnlyJdbc()
                        .sql("INSERT INTO forecasting.later VALUES (8)")
                        .update())
                .hasStackTraceContaining("read-only");
        assertThatThrownBy(() -> readOnlyJdbc()
                        .sql("SET default_transaction_read_only = off; SET TRANSACTION READ WRITE;"
                                + " INSERT INTO forecasting.later VALUES (8)")
                        .update())
                .hasStackTraceContaining("permission denied");
        assertThat(jdbc().sql("SELECT count(*) FROM forecasting.later")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theReaderDoesNotSeeTheUsers() {
        assertThatThrownBy(() -> readOnlyJdbc()
                        .sql("SELECT x FROM app.hidden")
                        .query(Integer.class)
                        .list())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void theReadersStatementsEndAfterFiveSeconds() {
        assertThatThrownBy(() -> readOnlyJdbc()
                        .sql("SELECT 1 FROM pg_sleep(30)")
                        .query(Integer.class)
                        .list())
                .hasStackTraceContaining("statement timeout");
    }

    @Test
    void vectorsAreCompared() {
        assertThat(jdbc().sql("SELECT '[1,2,3]'::vector <-> '[1,2,5]'::vector")
                        .query(Double.class)
                        .single())
                .isEqualTo(2.0);
    }

    @Test
    void timesAreShownInShanghaiAndTextIsUtf8() {
        assertThat(jdbc().sql("SHOW timezone").query(String.class).single()).isEqualTo("Asia/Shanghai");
        assertThat(jdbc().sql("SELECT length('运策')").query(Integer.class).single())
                .isEqualTo(2);
    }
}
