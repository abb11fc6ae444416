package cn.yunce.app.database;

import cn.yunce.app.database.DatabaseAccess.Login;
import cn.yunce.app.settings.Settings;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** The service's two ways into the database: {@code dataSource} writes, {@code readOnlyDataSource} can only SELECT. */
@Configuration(proxyBeanMethods = false)
class DataSources {
    /** The driver would set the machine's own zone. */
    private static final String IN_SHANGHAI = "SET TIME ZONE 'Asia/Shanghai'";

    /** The environment's variables, or properties of the same names. */
    @Bean
    Settings settings(Environment environment) {
        Map<String, String> values = new HashMap<>();
        for (String name : Settings.VARIABLES) {
            String value = environment.getProperty(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return Settings.of(values, Path.of(System.getProperty("user.home")));
    }

    @Bean
    Database database(Settings settings) throws IOException {
        return Database.open(settings);
    }

    /** Commands make their parts on demand; the tables must be there before any of them. */
    @Bean
    static LazyInitializationExcludeFilter migrationsAreNotLazy() {
        return LazyInitializationExcludeFilter.forBeanTypes(FlywayMigrationInitializer.class);
    }

    @Bean
    @Primary
    DataSource dataSource(Database database) {
        return writer(database.access(), 16);
    }

    @Bean
    @Qualifier("readOnlyDataSource")
    DataSource readOnlyDataSource(Database database) {
        return reader(database.access(), 8);
    }

    static HikariDataSource writer(DatabaseAccess access, int size) {
        return pool("writer", access.url(), access.writer(), size);
    }

    static HikariDataSource reader(DatabaseAccess access, int size) {
        HikariDataSource pool = pool("reader", access.url(), access.reader(), size);
        pool.setReadOnly(true);
        access.readerRole()
                .ifPresent(role -> pool.setConnectionInitSql(
                        IN_SHANGHAI + "; SET ROLE " + role + "; SET statement_timeout = '5s'"));
        return pool;
    }

    private static HikariDataSource pool(String name, String url, Login login, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(url);
        pool.setUsername(login.user());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        pool.setConnectionInitSql(IN_SHANGHAI);
        pool.addDataSourceProperty("ApplicationName", "yunce " + name);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return pool;
    }
}
