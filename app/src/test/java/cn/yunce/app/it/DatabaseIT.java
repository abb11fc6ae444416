package cn.yunce.app.it;

import cn.yunce.app.database.TestCluster;
import cn.yunce.app.database.TestCluster.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Base of tests that need PostgreSQL: each class gets a fresh, migrated database of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DatabaseIT {
    private final TestDatabase database = TestCluster.create();

    /** As the service's bean {@code dataSource}. */
    protected DataSource dataSource() {
        return database.dataSource();
    }

    /** As the service's bean {@code readOnlyDataSource}. */
    protected DataSource readOnlyDataSource() {
        return database.readOnlyDataSource();
    }

    protected JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    protected JdbcClient readOnlyJdbc() {
        return JdbcClient.create(readOnlyDataSource());
    }

    @AfterAll
    void closeDatabase() {
        database.close();
    }
}
