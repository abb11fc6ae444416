package cn.yunce.forecasting.run;

import cn.yunce.forecasting.DailyRuns;
import cn.yunce.forecasting.VolumeFeed;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.VolumeForecasts.PublishedRun;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.persistence.RunStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts the run at 21:00, and at the service's start what was cut off or missed. A service without a feed runs on demand
 * only.
 */
@Component
public final class RunSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(RunSchedule.class);

    private final DailyRuns runs;
    private final RunStore store;
    private final VolumeForecasts published;
    private final List<VolumeFeed> feeds;
    private final Clock clock;

    RunSchedule(DailyRuns runs, RunStore store, VolumeForecasts published, List<VolumeFeed> feeds, Clock clock) {
        this.runs = runs;
        this.store = store;
        this.published = published;
        this.feeds = List.copyOf(feeds);
        this.clock = clock;
    }

    /** Goes on with a run that was cut off, else runs when the forecasts in force are not of the last complete day. */
    public void catchUp() {
        if (!store.listRunning().isEmpty()) {
            resume();
            return;
        }
        ServiceDate last = ServiceDate.lastComplete(clock);
        Optional<ServiceDate> inForce = published.findLatestRun().map(PublishedRun::dataCutOff);
        if (!feeds.isEmpty() && (inForce.isEmpty() || inForce.get().compareTo(last) < 0)) {
            start(last, "start-up");
        }
    }

    @Scheduled(cron = "0 0 21 * * *", zone = "Asia/Shanghai")
    void everyEvening() {
        start(ServiceDate.lastComplete(clock), "schedule");
    }

    /** A run whose database went away could not even say that it failed: it is taken up again once the database is back. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void resume() {
        for (DailyRuns.Run cutOff : store.listRunning()) {
            try {
                runs.start(cutOff.dataCutOff(), cutOff.startedBy());
                LOG.info("Run {} goes on", cutOff.id());
            } catch (IllegalStateException e) {
                LOG.debug("Run {} is under way", cutOff.id(), e);
            }
        }
    }

    private void start(ServiceDate dataCutOff, String startedBy) {
        try {
            runs.start(dataCutOff, startedBy);
        } catch (IllegalStateException e) {
            LOG.warn("Run for {} not started: {}", dataCutOff, e.getMessage());
        }
    }
}
