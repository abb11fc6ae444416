package cn.yunce.app;

import cn.yunce.app.settings.Settings;
import cn.yunce.forecasting.VolumeFeed;
import cn.yunce.training.SampleCityFeed;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Feeds the sample city unless {@code YUNCE_SAMPLE_CITY=false}. */
@Configuration(proxyBeanMethods = false)
class SampleCityFeedConfiguration {
    @Bean
    @ConditionalOnProperty(name = "yunce.sample-city", havingValue = "true", matchIfMissing = true)
    VolumeFeed sampleCityFeed(Settings settings) {
        return new SampleCityFeed(settings.home().resolve("feeds").resolve(SampleCityFeed.NAME));
    }
}
