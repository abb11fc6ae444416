package cn.yunce.app.adapter;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Language;
import cn.yunce.assistant.ScheduleDrafts;
import cn.yunce.assistant.wording.Wording;
import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveSchedules;
import cn.yunce.forecasting.Objective;
import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.PlanTrials;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.ServiceDate;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Drafts of the live day's plans, and trials of other settings. */
@Component
final class LiveScheduleDrafts implements ScheduleDrafts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private final LiveSchedules live;
    private final PlanTrials trials;

    LiveScheduleDrafts(LiveSchedules live, PlanTrials trials) {
        this.live = live;
        this.trials = trials;
    }

    @Override
    public Comparison compare(LocalDate date, Settings wished, Language language) {
        Wording words = Wording.of(language);
        try {
            PlanTrials.Trial trial = trials.compare(
                    new ServiceDate(date),
                    new PlanTrials.Wish(
                            wished.container(),
                            wished.early().map(early -> early ? DepartureRule.EARLY : DepartureRule.COMPLETE),
                            wished.fewestExternal() ? Optional.of(Objective.FEWEST_EXTERNAL) : Optional.empty()));
            return new Compared(
                    side(trial.before()),
                    side(trial.after()),
                    put(wished, trial.after().settings()),
                    trial.seconds(),
                    words.say("trial.base", trial.runId()));
        } catch (NoSuchElementException e) {
            return new NotMade(words.say("plan.none", date));
        } catch (PlanTrials.Busy e) {
            return new NotMade(words.say("trial.busy"));
        } catch (IllegalArgumentException e) {
            return new NotMade(words.say("trial.not", String.valueOf(e.getMessage())));
        }
    }

    private static Side side(PlanTrials.Side side) {
        return new Side(
                side.settings().container(),
                side.settings().rule() == DepartureRule.EARLY,
                side.settings().objective().equals(Objective.FEWEST_EXTERNAL),
                side.kpis().totalCost(),
                side.kpis().ownTrips(),
                side.kpis().externalTrips(),
                side.containerTrips());
    }

    private static Map<String, Object> put(Settings wished, PlanSettings settings) {
        Map<String, Object> put = new LinkedHashMap<>();
        wished.container().ifPresent(container -> put.put("container", container));
        wished.early().ifPresent(early -> put.put("rule", settings.rule().name()));
        if (wished.fewestExternal()) {
            put.put(
                    "objective",
                    Map.of(
                            "ownTripBonus", settings.objective().ownTripBonus(),
                            "externalTripPenalty", settings.objective().externalTripPenalty()));
        }
        return put;
    }

    @Override
    public Outcome draft(LocalDate date, List<Change> changes, Caller caller) {
        Wording words = Wording.of(caller.language());
        ServiceDate day = new ServiceDate(date);
        try {
            return outcome(
                    live.draft(
                            new LiveSchedules.Request(
                                    day,
                                    Optional.empty(),
                                    changes.stream()
                                            .map(change -> disturbance(change, day))
                                            .toList(),
                                    Set.of(),
                                    LiveSchedules.Request.DEFAULT_LATE_MINUTES,
                                    Optional.empty()),
                            caller.user()),
                    words);
        } catch (NoSuchElementException e) {
            return new NotMade(words.say("plan.none", date));
        } catch (IllegalArgumentException e) {
            return new NotMade(words.say("draft.not", String.valueOf(e.getMessage())));
        }
    }

    private static Disturbance disturbance(Change change, ServiceDate day) {
        return switch (change) {
            case Change.VehicleOut out ->
                new Disturbance.Breakdown(
                        out.vehicle(),
                        out.from().map(time -> minute(day, time)).orElse(0),
                        out.to().map(time -> minute(day, time)).orElse(Disturbance.LAST_MINUTE));
            case Change.VolumeChange volume -> new Disturbance.VolumeChange(volume.lines(), volume.factor());
            case Change.VolumeLate late -> new Disturbance.LateVolume(late.lines(), late.minutes());
            case Change.RoadClosed closed ->
                new Disturbance.RoadClosure(
                        closed.origin(),
                        closed.site(),
                        closed.from().map(time -> minute(day, time)).orElse(0),
                        closed.to().map(time -> minute(day, time)).orElse(Disturbance.LAST_MINUTE));
        };
    }

    private static int minute(ServiceDate day, LocalTime time) {
        return Math.toIntExact(Math.max(0, day.minuteOf(day.date().atTime(time))));
    }

    private static Outcome outcome(LiveSchedules.Outcome outcome, Wording words) {
        return switch (outcome) {
            case LiveSchedules.Draft draft -> made(draft, words);
            case LiveSchedules.Refused refused ->
                new Impossible(refused.conflict().stream()
                        .map(rule -> said(rule.words(), words))
                        .toList());
        };
    }

    private static Made made(LiveSchedules.Draft draft, Wording words) {
        ShortHaulPlan plan = draft.replan().plan();
        return new Made(
                draft.id(),
                draft.replan().costBefore(),
                plan.kpis().totalCost(),
                plan.kpis().ownTrips(),
                plan.kpis().externalTrips(),
                plan.kpis().parcels(),
                Math.toIntExact(plan.trips().stream()
                        .flatMap(trip -> trip.vehicle().stream())
                        .distinct()
                        .count()),
                draft.replan().changes().stream()
                        .map(change -> change(change, plan.date(), words))
                        .toList(),
                draft.replan().lateTrips().size(),
                words.say("draft.base", draft.runId(), draft.baseVersion()));
    }

    private static TripChange change(Replan.Change change, ServiceDate day, Wording words) {
        Trip trip = change.after().or(change::before).orElseThrow();
        return new TripChange(
                trip.id(),
                Kind.valueOf(change.kind().name()),
                trip.loads().stream().map(Trip.Load::line).toList(),
                trip.parcels(),
                brief(change, trip, day, words),
                said(change.why(), words));
    }

    private static String said(Replan.Words both, Wording words) {
        return words.language() == Language.ENGLISH ? both.english() : both.chinese();
    }

    private static String brief(Replan.Change change, Trip trip, ServiceDate day, Wording words) {
        String key = switch (change.kind()) {
            case TO_EXTERNAL, VEHICLE -> "by";
            default -> change.kind().name();
        };
        return words.say(
                "draft.brief." + key,
                trip.vehicle().orElseGet(() -> words.say("draft.carrier")),
                time(day, trip),
                change.before().map(before -> time(day, before)).orElse(""));
    }

    private static String time(ServiceDate day, Trip trip) {
        LocalDateTime at = day.at(trip.departureMinute());
        return (at.toLocalDate().equals(day.date()) ? TIME : DAY_TIME).format(at);
    }
}
