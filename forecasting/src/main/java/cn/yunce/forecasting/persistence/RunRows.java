package cn.yunce.forecasting.persistence;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Many rows of a run at once, by COPY. */
final class RunRows {
    private final DataSource dataSource;
    private final JdbcClient db;

    RunRows(DataSource dataSource, JdbcClient db) {
        this.dataSource = dataSource;
        this.db = db;
    }

    /** Replaces the run's rows, within a transaction. */
    long replace(long runId, String table, String columns, String text) {
        db.sql("DELETE FROM forecasting." + table + " WHERE run_id = ?")
                .param(runId)
                .update();
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY forecasting." + table + " (" + columns + ") FROM STDIN", new StringReader(text));
        } catch (SQLException | IOException e) {
            throw new DataAccessResourceFailureException("could not store into " + table, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
