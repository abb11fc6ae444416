package cn.yunce.app;

import cn.yunce.app.security.Accounts;
import cn.yunce.app.settings.Settings;
import cn.yunce.assistant.Corpus;
import cn.yunce.forecasting.VolumeFeed;
import cn.yunce.forecasting.run.RunSchedule;
import cn.yunce.training.SampleCityFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.stereotype.Component;

/** What the service does once it answers: the first account, the sample city's plan, the run that was missed. */
@Component
@ConditionalOnWebApplication
@EnableScheduling
class ServiceStart {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceStart.class);

    private final Accounts accounts;
    private final Corpus corpus;
    private final RunSchedule schedule;
    private final List<VolumeFeed> feeds;
    private final Settings settings;

    ServiceStart(Accounts accounts, Corpus corpus, RunSchedule schedule, List<VolumeFeed> feeds, Settings settings) {
        this.accounts = accounts;
        this.corpus = corpus;
        this.schedule = schedule;
        this.feeds = List.copyOf(feeds);
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        accounts.createFirstAdmin()
                .ifPresent(password -> System.out.printf(
                        "%n  首次启动，管理员账号 / first start, administrator account: %s%n  密码 / password (shown once): %s%n%n",
                        Accounts.FIRST_ADMIN, password));
        schedule.catchUp();
        if (feeds.stream().anyMatch(VolumeFeed::synthetic)) {
            Thread.ofVirtual().name("sample-city-policy").start(this::ingestSamplePolicy);
        }
    }

    private void ingestSamplePolicy() {
        try {
            Path folder = settings.home().resolve("feeds").resolve(SampleCityFeed.NAME + "-policy");
            corpus.ingest(
                    SampleCityFeed.writePolicy(folder), Set.of(), line -> LOG.info("Sample city's plan: {}", line));
        } catch (IOException | RuntimeException e) {
            LOG.error("The sample city's plan could not be ingested", e);
        }
    }
}
