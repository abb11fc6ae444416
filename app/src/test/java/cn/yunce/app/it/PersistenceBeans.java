package cn.yunce.app.it;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The beans of {@code cn.yunce.forecasting.persistence}, without the rest of the service. */
final class PersistenceBeans {
    static final Instant NOW = Instant.parse("2026-11-25T13:00:00Z");

    private PersistenceBeans() {}

    static AnnotationConfigApplicationContext open(DataSource dataSource, DataSource readOnlyDataSource) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        // Singletons from outside: closing the context leaves them open.
        context.getBeanFactory().registerSingleton("dataSource", dataSource);
        context.getBeanFactory().registerSingleton("readOnlyDataSource", readOnlyDataSource);
        context.registerBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC));
        context.scan("cn.yunce.forecasting.persistence");
        context.refresh();
        return context;
    }
}
