package cn.yunce.app;

import cn.yunce.app.settings.Settings;
import cn.yunce.forecasting.DeliveryRoutes;
import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.ReplanEngine;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.TierEngine;
import cn.yunce.forecasting.linehaul.TierEngines;
import cn.yunce.forecasting.model.ForecastEngines;
import cn.yunce.forecasting.routing.RoutingEngines;
import cn.yunce.forecasting.routing.exchange.RoutesPlanner;
import cn.yunce.forecasting.routing.road.RoadSources;
import cn.yunce.forecasting.scheduling.ReplanEngines;
import cn.yunce.forecasting.scheduling.ScheduleEngines;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the modules are given rather than make. */
@Configuration(proxyBeanMethods = false)
class Engines {
    private static final long SEED = 1;

    /** @param fixed an instant that the clock stands still at, for tests */
    @Bean
    Clock clock(@Value("${yunce.clock.fixed:}") String fixed) {
        return fixed.isEmpty() ? Clock.systemUTC() : Clock.fixed(Instant.parse(fixed), ZoneOffset.UTC);
    }

    @Bean
    ForecastEngine forecastEngine() {
        return ForecastEngines.create(SEED);
    }

    @Bean
    ScheduleEngine scheduleEngine() {
        return ScheduleEngines.create();
    }

    @Bean
    TierEngine tierEngine() {
        return TierEngines.create();
    }

    /** @param source that knows the roads, as {@link RoadSources} has it; great circles count without one */
    @Bean
    DeliveryRoutes deliveryRoutes(@Value("${yunce.roads:}") String source, Settings settings) throws IOException {
        return new RoutesPlanner(
                RoutingEngines.create(),
                source.isEmpty() ? Optional.empty() : Optional.of(RoadSources.of(source, settings.roads())));
    }

    @Bean
    ReplanEngine replanEngine() {
        return ReplanEngines.create();
    }
}
