package cn.yunce.app;

import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.scheduling.ScheduleEngines;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the modules are given rather than make. */
@Configuration(proxyBeanMethods = false)
class Engines {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ScheduleEngine scheduleEngine() {
        return ScheduleEngines.create();
    }
}
