package cn.yunce.app.web;

import cn.yunce.assistant.LanguageModelStatus;
import cn.yunce.forecasting.DailyRuns;
import cn.yunce.forecasting.DailyRuns.Run;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the service's health says beyond the database. Neither a failed run nor a missing model takes the service down: the
 * forecasts of the day before stay in force, and answers quote instead of phrasing.
 */
@Configuration(proxyBeanMethods = false)
class ServiceHealth {
    @Bean
    HealthIndicator lastRunHealthIndicator(DailyRuns runs) {
        return () -> runs.listRuns(1).stream()
                .findFirst()
                .map(ServiceHealth::of)
                .orElseGet(() -> Health.unknown().withDetail("run", "none yet").build());
    }

    @Bean
    HealthIndicator modelHealthIndicator(LanguageModelStatus model) {
        return () -> (model.state() == LanguageModelStatus.State.FAILED ? Health.unknown() : Health.up())
                .withDetail("name", model.name())
                .withDetail("state", model.state())
                .build();
    }

    private static Health of(Run run) {
        return (run.status() == DailyRuns.Status.FAILED ? Health.unknown() : Health.up())
                .withDetail("run", run.id())
                .withDetail("dataCutOff", run.dataCutOff().toString())
                .withDetail("status", run.status())
                .build();
    }
}
