package cn.yunce.app.cli;

import cn.yunce.app.settings.Settings;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
        name = "yunce",
        description = "运策：预测业务量、排班车辆、有据问答。Forecasts parcels, schedules vehicles, answers with sources.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            ForecastCommand.class,
            BacktestCommand.class,
            ImportCommand.class,
            IngestCommand.class,
            TrainCommand.class,
            AdaptersCommand.class,
            RebuildCommand.class,
            ChampionsCommand.class,
            DriftCommand.class,
            ReconcileCommand.class,
            ShorthaulCommand.class,
            ReplanCommand.class,
            TiersCommand.class,
            RouteCommand.class,
            AskCommand.class,
            EvalCommand.class,
            TimeCommand.class,
            ReportCommand.class,
            TokenCommand.class,
            BackupCommand.class,
            RestoreCommand.class
        })
final class YunceCommand {
    static final String SERVICE_PROFILE = "service";

    private final Class<?> application;

    YunceCommand(Class<?> application) {
        this.application = application;
    }

    Settings settings() {
        return Settings.ofEnvironment();
    }

    /** Starts the service with page and API. */
    ConfigurableApplicationContext startService() {
        return builder()
                .profiles(SERVICE_PROFILE)
                .web(WebApplicationType.SERVLET)
                .run();
    }

    /**
     * The service's parts without page and API, each made when it is first asked for. Shares the database of a running service,
     * or starts it for as long as it is needed.
     *
     * @param settings before those of the environment: --name=value
     */
    ConfigurableApplicationContext openParts(String... settings) {
        return builder().web(WebApplicationType.NONE).lazyInitialization(true).run(settings);
    }

    private SpringApplicationBuilder builder() {
        System.setProperty("yunce.home", settings().home().toString());
        return new SpringApplicationBuilder(application).logStartupInfo(false);
    }
}
