package cn.yunce.app;

import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.model.ForecastEngines;
import cn.yunce.forecasting.scheduling.ScheduleEngines;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the modules are given rather than make. */
@Configuration(proxyBeanMethods = false)
class Engines {
    private static final long SEED = 1;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ForecastEngine forecastEngine() {
        return ForecastEngines.create(SEED);
    }

    @Bean
    ScheduleEngine scheduleEngine() {
        return ScheduleEngines.create();
    }
}
