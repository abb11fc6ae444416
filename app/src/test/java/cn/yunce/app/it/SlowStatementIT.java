package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.adapter.ChineseCalendarLookup;
import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.metric.CatalogueMetrics;
import cn.yunce.assistant.metric.KpiCatalogue;
import cn.yunce.assistant.metric.MetricAnswer;
import cn.yunce.assistant.metric.MetricStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A table of facts that takes its time. */
class SlowStatementIT extends DatabaseIT {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private CatalogueMetrics metrics;

    @BeforeAll
    void slowFacts() {
        jdbc().sql("INSERT INTO forecasting.feed (name, synthetic) VALUES ('test', true)")
                .update();
        jdbc().sql("INSERT INTO forecasting.node (id, name, tier, parent_id, longitude, latitude, feed_id) VALUES"
                        + " ('C0', '市中心', 'CITY', NULL, 0, 0, 1), ('K1', '锦河区共配园区', 'COUNTY', 'C0', 0, 0, 1)")
                .update();
        jdbc().sql(
                        "INSERT INTO forecasting.kpi_daily (kpi, node_id, date, numerator, denominator, feed_id)"
                                + " VALUES ('onTimeRate', 'K1', '2026-10-01', 97, 100, 1), ('returnRate', 'K1', '2026-10-01', 1, 100, 1)")
                .update();
        jdbc().sql("ALTER TABLE forecasting.kpi_daily RENAME TO kpi_daily_rows").update();
        jdbc().sql("CREATE VIEW forecasting.kpi_daily AS SELECT * FROM forecasting.kpi_daily_rows"
                        + " WHERE kpi <> 'onTimeRate' OR pg_sleep(60) IS NOT NULL")
                .update();
        context.registerBean("dataSource", DataSource.class, this::dataSource);
        context.registerBean("readOnlyDataSource", DataSource.class, this::readOnlyDataSource);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.scan("cn.yunce.assistant.persistence");
        context.refresh();
        metrics = new CatalogueMetrics(
                KpiCatalogue::load, context.getBean(MetricStore.class), new ChineseCalendarLookup(), Clock.systemUTC());
    }

    @AfterAll
    void close() {
        context.close();
    }

    private MetricAnswer ask(String question) {
        return metrics.prepare(question, LocalDate.of(2026, 11, 25), Caller.of(Role.MANAGER), Optional.empty())
                .orElseThrow()
                .answer();
    }

    @Test
    void aStatementOverItsTimeIsEndedAndSaidSo() {
        MetricAnswer answer = ask("上个月准时率");
        assertThat(answer.refused()).isTrue();
        assertThat(answer.text()).contains("用时过长，已中止");
        assertThat(ask("上个月退件率").text()).contains("1.00%");
    }

    @Test
    void everyConnectionOfTheReaderHasTheTimeLimit() {
        assertThat(readOnlyJdbc()
                        .sql("SHOW statement_timeout")
                        .query(String.class)
                        .single())
                .isEqualTo("5s");
        assertThat(readOnlyJdbc()
                        .sql("SHOW transaction_read_only")
                        .query(String.class)
                        .single())
                .isEqualTo("on");
    }
}
