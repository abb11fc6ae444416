package cn.yunce.forecasting.web;

import cn.yunce.forecasting.LiveSchedules;
import cn.yunce.forecasting.LiveSchedules.Draft;
import cn.yunce.forecasting.PlanExplanation;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.web.ScheduleController.PlannedTrip;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/schedules/{date}")
class LiveScheduleController {
    private final LiveSchedules live;

    LiveScheduleController(LiveSchedules live) {
        this.live = live;
    }

    @PostMapping("/drafts")
    @ResponseStatus(HttpStatus.CREATED)
    DraftView draft(
            @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date,
            @RequestBody DraftBody body,
            Principal caller) {
        ServiceDate day = Parameters.day(date);
        LiveSchedules.Request request = new LiveSchedules.Request(
                day,
                body.now().map(time -> day.parseMinute("now", time)),
                body.disturbances().orElse(List.of()).stream()
                        .map(disturbance -> disturbance.on(day))
                        .toList(),
                new HashSet<>(body.released().orElse(List.of())),
                body.lateMinutes().orElse(LiveSchedules.Request.DEFAULT_LATE_MINUTES),
                body.changePenalty());
        return switch (outcome(request, caller)) {
            case Draft draft -> DraftView.of(draft);
            case LiveSchedules.Refused refused -> throw conflict(refused);
        };
    }

    private LiveSchedules.Outcome outcome(LiveSchedules.Request request, Principal caller) {
        try {
            return live.draft(request, caller.getName());
        } catch (NoSuchElementException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        }
    }

    private static ErrorResponseException conflict(LiveSchedules.Refused refused) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "disturbances must not contradict each other and the rules named in conflict, each of which is needed for that");
        problem.setProperty(
                "conflict",
                refused.conflict().stream()
                        .map(rule -> new RuleView(
                                rule.event(),
                                rule.words().chinese(),
                                rule.words().english()))
                        .toList());
        return new ErrorResponseException(HttpStatus.UNPROCESSABLE_CONTENT, problem, null);
    }

    @GetMapping("/drafts/{id}")
    DraftView find(@PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date, @PathVariable long id) {
        return DraftView.of(existing(date, id));
    }

    @PostMapping("/drafts/{id}/confirm")
    DraftView confirm(
            @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date, @PathVariable long id, Principal caller) {
        existing(date, id);
        return decided(() -> live.confirm(id, caller.getName()));
    }

    @DeleteMapping("/drafts/{id}")
    DraftView discard(
            @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date, @PathVariable long id, Principal caller) {
        existing(date, id);
        return decided(() -> live.discard(id, caller.getName()));
    }

    @GetMapping("/explanation")
    ExplanationView explain(
            @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date, @RequestParam Optional<String> trip) {
        try {
            return ExplanationView.of(live.explain(Parameters.day(date)), trip);
        } catch (NoSuchElementException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, e.getMessage(), e);
        }
    }

    @GetMapping("/versions")
    List<DraftView> versions(@PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date) {
        return live.listVersions(Parameters.day(date)).stream()
                .map(DraftView::of)
                .toList();
    }

    private Draft existing(LocalDate date, long id) {
        return live.findDraft(id)
                .filter(draft -> draft.date().date().equals(date))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "draft must be one of " + date + ", was " + id));
    }

    private static DraftView decided(Supplier<Draft> decision) {
        try {
            return DraftView.of(decision.get());
        } catch (IllegalStateException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, e.getMessage(), e);
        }
    }

    record DraftBody(
            Optional<String> now,
            Optional<List<DisturbanceBody>> disturbances,
            Optional<List<String>> released,
            Optional<Integer> lateMinutes,
            Optional<Double> changePenalty) {
        public DraftBody {
            disturbances
                    .orElse(List.of())
                    .forEach(it -> Objects.requireNonNull(it, "disturbances must be objects, one was null"));
            released.orElse(List.of())
                    .forEach(it -> Objects.requireNonNull(it, "released must be trips, one was null"));
        }
    }

    record TripView(String trip, String chinese, String english) {}

    record FleetView(
            String fleet,
            int vehicles,
            double oneMoreSaves,
            Optional<Double> oneFewerCosts,
            String chinese,
            String english) {}

    record ExplanationView(List<TripView> trips, List<FleetView> fleets, List<PlanExplanation.LineCost> lines) {
        static ExplanationView of(PlanExplanation why, Optional<String> trip) {
            return new ExplanationView(
                    why.trips().stream()
                            .filter(reasons -> trip.map(reasons.trip()::equals).orElse(true))
                            .map(reasons -> new TripView(
                                    reasons.trip(),
                                    reasons.words().chinese(),
                                    reasons.words().english()))
                            .toList(),
                    why.fleets().stream()
                            .map(fleet -> new FleetView(
                                    fleet.fleet(),
                                    fleet.vehicles(),
                                    fleet.oneMoreSaves(),
                                    fleet.oneFewerCosts(),
                                    fleet.words().chinese(),
                                    fleet.words().english()))
                            .toList(),
                    why.lines());
        }
    }

    record RuleView(Optional<Integer> disturbance, String chinese, String english) {}

    record EventView(LocalDateTime known, DisturbanceBody disturbance) {}

    record ChangeView(
            String trip,
            Replan.Kind kind,
            Optional<PlannedTrip> before,
            Optional<PlannedTrip> after,
            String chinese,
            String english) {
        static ChangeView of(Replan.Change change, ServiceDate date) {
            return new ChangeView(
                    change.after().or(change::before).orElseThrow().id(),
                    change.kind(),
                    change.before().map(trip -> PlannedTrip.of(trip, date, Optional.empty())),
                    change.after().map(trip -> PlannedTrip.of(trip, date, Optional.empty())),
                    change.why().chinese(),
                    change.why().english());
        }
    }

    record DraftView(
            long id,
            LocalDate date,
            long runId,
            int baseVersion,
            Optional<Integer> version,
            LiveSchedules.Status status,
            LocalDateTime now,
            double costBefore,
            double costChange,
            ShortHaulPlan.Kpis kpis,
            List<ChangeView> changes,
            List<String> lateTrips,
            List<EventView> events,
            String createdBy,
            Instant createdAt,
            Optional<String> decidedBy,
            Optional<Instant> decidedAt) {
        static DraftView of(Draft draft) {
            ServiceDate date = draft.date();
            ShortHaulPlan.Kpis kpis = draft.replan().plan().kpis();
            return new DraftView(
                    draft.id(),
                    date.date(),
                    draft.runId(),
                    draft.baseVersion(),
                    draft.version(),
                    draft.status(),
                    date.at(draft.nowMinute()),
                    draft.replan().costBefore(),
                    kpis.totalCost() - draft.replan().costBefore(),
                    kpis,
                    draft.replan().changes().stream()
                            .map(change -> ChangeView.of(change, date))
                            .toList(),
                    draft.replan().lateTrips(),
                    draft.events().stream()
                            .map(event ->
                                    new EventView(date.at(event.knownMinute()), DisturbanceBody.of(event.what(), date)))
                            .toList(),
                    draft.createdBy(),
                    draft.createdAt(),
                    draft.decidedBy(),
                    draft.decidedAt());
        }
    }
}
