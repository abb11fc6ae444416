package cn.yunce.forecasting.run;

import cn.yunce.forecasting.DailyRuns.Run;
import cn.yunce.forecasting.HedgedPlan;
import cn.yunce.forecasting.PlanOutcome;
import cn.yunce.forecasting.PlanReview;
import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.VehicleSchedules.PublishedPlan;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.persistence.RunStore;
import cn.yunce.forecasting.persistence.VolumeHistory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks back, each evening, on the plan of the day that is over. */
@Component
final class PlanReviews {
    private final VehicleSchedules schedules;
    private final VolumeHistory history;
    private final RunStore store;
    private final ScheduleEngine engine;

    PlanReviews(VehicleSchedules schedules, VolumeHistory history, RunStore store, ScheduleEngine engine) {
        this.schedules = schedules;
        this.history = history;
        this.store = store;
        this.engine = engine;
    }

    /** Of the day that is over, where it was planned and its volumes are known; it never keeps the plans from being published. */
    String review(Run run, Consumer<String> progress) {
        ServiceDate date = run.dataCutOff();
        Optional<PublishedPlan> published = schedules.findPlan(date);
        ShortHaulHistory day = history.shortHaul(date, date);
        Map<String, SlotProfile> actual = day.actual().entrySet().stream()
                .filter(entry -> entry.getKey().date().equals(date))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().line(),
                        entry -> entry.getValue().wholeParcels()));
        if (published.isEmpty() || actual.isEmpty()) {
            return "";
        }
        progress.accept("reviewing the plan of " + date);
        try {
            PlanReview review = review(published.get(), day.network(), actual);
            store.saveReview(run.id(), review);
            return String.format(
                    Locale.ROOT,
                    "; review of %s: cost %,.0f on the actual volumes, %,.0f had they been known",
                    date,
                    review.drivenCost(),
                    review.knownCost());
        } catch (IllegalArgumentException e) {
            return "; no review of " + date + ": " + e.getMessage();
        }
    }

    private PlanReview review(PublishedPlan published, ShortHaulNetwork network, Map<String, SlotProfile> actual) {
        ServiceDate date = published.plan().date();
        PlanSettings settings = published.settings();
        ShortHaulProblem forecast = settings.problem(
                network,
                date,
                store.listPlannedVolumes(published.runId(), date),
                Duration.ofSeconds(settings.planSeconds()));
        ShortHaulPlan settled = published
                .booking()
                .map(booking -> new HedgedPlan(published.plan(), booking).settled())
                .orElse(published.plan());
        PlanOutcome outcome = engine.meet(settled, forecast, actual);
        ShortHaulPlan.Kpis known =
                engine.planShortHaul(forecast.withVolumes(actual)).kpis();
        return new PlanReview(
                date,
                published.plan().kpis().totalCost(),
                outcome.totalCost(),
                known.totalCost(),
                known.lowerBound(),
                outcome.lateExtraTrips(),
                outcome.lateExtraCost(),
                outcome.unusedExternalCost());
    }
}
