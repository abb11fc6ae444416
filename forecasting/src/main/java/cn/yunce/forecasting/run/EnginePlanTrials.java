package cn.yunce.forecasting.run;

import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.PlanTrials;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.VehicleSchedules.PublishedPlan;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.persistence.RunStore;
import cn.yunce.forecasting.persistence.VolumeHistory;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** One trial at a time: each takes all the machine has. */
@Component
final class EnginePlanTrials implements PlanTrials {
    private static final int MOST_SECONDS = 5;

    private final VehicleSchedules schedules;
    private final VolumeHistory history;
    private final RunStore runs;
    private final ScheduleEngine engine;
    private final ReentrantLock underWay = new ReentrantLock();

    EnginePlanTrials(VehicleSchedules schedules, VolumeHistory history, RunStore runs, ScheduleEngine engine) {
        this.schedules = schedules;
        this.history = history;
        this.runs = runs;
        this.engine = engine;
    }

    @Override
    public Trial compare(ServiceDate date, Wish wish) {
        PublishedPlan published = schedules
                .findPlan(date)
                .orElseThrow(() -> new NoSuchElementException("date must be a day with a published plan, was " + date));
        ShortHaulNetwork network = history.getNetwork();
        PlanSettings before = published.settings();
        PlanSettings after = wish.of(before);
        after.checkFits(network);
        if (!underWay.tryLock()) {
            throw new Busy();
        }
        try {
            Map<String, SlotProfile> volumes = runs.listPlannedVolumes(published.runId(), date);
            int seconds = Math.min(before.planSeconds(), MOST_SECONDS);
            return new Trial(
                    date,
                    published.runId(),
                    seconds,
                    side(before, network, date, volumes, seconds),
                    side(after, network, date, volumes, seconds));
        } finally {
            underWay.unlock();
        }
    }

    private Side side(
            PlanSettings settings,
            ShortHaulNetwork network,
            ServiceDate date,
            Map<String, SlotProfile> volumes,
            int seconds) {
        ShortHaulPlan plan =
                engine.planShortHaul(settings.problem(network, date, volumes, Duration.ofSeconds(seconds)));
        return new Side(
                settings,
                plan.kpis(),
                Math.toIntExact(plan.trips().stream().filter(Trip::container).count()));
    }
}
