package cn.yunce.forecasting.run;

import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.LiveEvent;
import cn.yunce.forecasting.LiveSchedules;
import cn.yunce.forecasting.PlanExplanation;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.ReplanEngine;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.VehicleSchedules.PublishedPlan;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.persistence.ReplanStore;
import cn.yunce.forecasting.persistence.RunStore;
import cn.yunce.forecasting.persistence.VolumeHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Mends the published plans by the rules and volumes they were made of. One re-plan at a time: each takes all the machine has. */
@Component
final class LivePlans implements LiveSchedules {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int DAY_MINUTES = 1440;

    private final VehicleSchedules schedules;
    private final VolumeHistory history;
    private final RunStore runs;
    private final ReplanStore replans;
    private final ReplanEngine engine;
    private final ScheduleEngine planner;
    private final Clock clock;

    LivePlans(
            VehicleSchedules schedules,
            VolumeHistory history,
            RunStore runs,
            ReplanStore replans,
            ReplanEngine engine,
            ScheduleEngine planner,
            Clock clock) {
        this.schedules = schedules;
        this.history = history;
        this.runs = runs;
        this.replans = replans;
        this.engine = engine;
        this.planner = planner;
        this.clock = clock;
    }

    @Override
    public synchronized Outcome draft(Request request, String user) {
        PublishedPlan published = published(request.date());
        int now = request.nowMinute().orElseGet(() -> Math.toIntExact(Math.max(-1, clockMinute(request.date()))));
        if (now > DAY_MINUTES) {
            throw new IllegalArgumentException("date must be a day that is not over, was " + request.date());
        }
        List<LiveEvent> earlier = earlier(published, request.released(), now);
        List<LiveEvent> events = Stream.concat(
                        earlier.stream(), request.disturbances().stream().map(what -> new LiveEvent(now, what)))
                .toList();
        LiveDay day = new LiveDay(
                problem(published),
                published.plan(),
                now,
                events,
                request.lateMinutes(),
                request.changePenalty().orElseGet(() -> LiveDay.changePenalty(published.plan(), now)));
        return switch (engine.replan(day)) {
            case Replan.Changed changed ->
                replans.save(published.runId(), published.version(), now, request.lateMinutes(), events, changed, user);
            case Replan.Infeasible infeasible -> refused(infeasible, earlier.size());
        };
    }

    private PublishedPlan published(ServiceDate date) {
        return schedules
                .findPlan(date)
                .orElseThrow(() -> new NoSuchElementException("date must be a day with a published plan, was " + date));
    }

    private ShortHaulProblem problem(PublishedPlan published) {
        return published
                .settings()
                .problem(
                        history.getNetwork(),
                        published.plan().date(),
                        runs.listPlannedVolumes(
                                published.runId(), published.plan().date()),
                        LIMIT);
    }

    @Override
    public PlanExplanation explain(ServiceDate date) {
        PublishedPlan published = published(date);
        if (published.version() > 0) {
            throw new IllegalStateException("the plan of " + date
                    + " must be as its run made it to be explained, was changed on its day, version "
                    + published.version());
        }
        return planner.explain(problem(published), published.plan());
    }

    private static Refused refused(Replan.Infeasible infeasible, int earlier) {
        List<Replan.Rule> conflict = new ArrayList<>();
        for (Replan.Rule rule : infeasible.conflict()) {
            conflict.add(new Replan.Rule(
                    rule.event().filter(event -> event >= earlier).map(event -> event - earlier), rule.words()));
        }
        return new Refused(conflict);
    }

    private List<LiveEvent> earlier(PublishedPlan published, Set<String> released, int now) {
        List<Draft> versions =
                replans.listVersions(published.runId(), published.plan().date());
        if (versions.isEmpty()) {
            return List.of();
        }
        Draft last = versions.getLast();
        if (now < last.nowMinute()) {
            ServiceDate date = published.plan().date();
            throw new IllegalArgumentException("now must be " + date.at(last.nowMinute()) + " or later, as version "
                    + published.version() + " was, was " + date.at(now));
        }
        return last.events().stream()
                .filter(event -> !binds(event.what(), released))
                .toList();
    }

    private static boolean binds(Disturbance what, Set<String> released) {
        return switch (what) {
            case Disturbance.Lock lock -> released.contains(lock.trip());
            case Disturbance.Move move -> released.contains(move.trip());
            case Disturbance.Breakdown ignored -> false;
            case Disturbance.VolumeChange ignored -> false;
            case Disturbance.LateVolume ignored -> false;
            case Disturbance.RoadClosure ignored -> false;
        };
    }

    private long clockMinute(ServiceDate date) {
        return date.minuteOf(LocalDateTime.now(clock.withZone(ServiceDate.ZONE)));
    }

    @Override
    public Optional<Draft> findDraft(long id) {
        return replans.find(id);
    }

    @Override
    public Draft confirm(long id, String user) {
        replans.find(id).ifPresent(this::checkInTime);
        return replans.confirm(id, user);
    }

    private void checkInTime(Draft draft) {
        long inForce =
                schedules.findPlan(draft.date()).map(PublishedPlan::runId).orElse(-1L);
        if (inForce != draft.runId()) {
            throw new IllegalStateException(
                    "run of draft " + draft.id() + " must be in force, was run " + draft.runId() + " of " + inForce);
        }
        long minute = clockMinute(draft.date());
        boolean underWay = minute >= 0 && minute <= DAY_MINUTES;
        draft.replan().changes().stream()
                .flatMap(change -> Stream.concat(change.before().stream(), change.after().stream()))
                .filter(trip -> underWay && trip.departureMinute() <= minute)
                .findFirst()
                .map(Trip::id)
                .ifPresent(trip -> {
                    throw new IllegalStateException(
                            "trips that draft " + draft.id() + " changes must not have left, " + trip + " has");
                });
    }

    @Override
    public Draft discard(long id, String user) {
        return replans.discard(id, user);
    }

    @Override
    public Network getNetwork() {
        ShortHaulNetwork network = history.getNetwork();
        return new Network(
                network.fleets(),
                network.lines().stream()
                        .map(line ->
                                new LineTurn(line, planner.turnMinutes(line, false), planner.turnMinutes(line, true)))
                        .toList(),
                planner.capacityParcels(false),
                planner.capacityParcels(true),
                network.combinable());
    }

    @Override
    public List<Draft> listVersions(ServiceDate date) {
        return schedules
                .findPlan(date)
                .map(published -> replans.listVersions(published.runId(), date))
                .orElse(List.of());
    }
}
