package cn.yunce.forecasting.web;

import cn.yunce.forecasting.DailyRuns;
import cn.yunce.forecasting.domain.ServiceDate;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/v1/runs")
class RunController {
    private static final int MAX_RUNS = 1_000;
    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);

    private final DailyRuns runs;
    private final Clock clock;

    RunController(DailyRuns runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @GetMapping
    List<RunView> runs(@RequestParam(defaultValue = "20") int limit) {
        return runs.listRuns(Parameters.inRange("limit", limit, 1, MAX_RUNS)).stream()
                .map(RunView::of)
                .toList();
    }

    @GetMapping("/{id}")
    RunView run(@PathVariable long id) {
        return runs.findRun(id)
                .map(RunView::of)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "run must exist, was " + id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView start(@RequestBody(required = false) @Nullable Request request, Principal caller) {
        ServiceDate last = ServiceDate.lastComplete(clock);
        LocalDate cutOff =
                Optional.ofNullable(request).flatMap(Request::dataCutOff).orElse(last.date());
        if (cutOff.isBefore(FIRST) || cutOff.isAfter(last.date())) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "dataCutOff must be " + FIRST + ".." + last + ", was " + cutOff);
        }
        try {
            return RunView.of(runs.start(new ServiceDate(cutOff), caller.getName()));
        } catch (IllegalStateException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, e.getMessage(), e);
        }
    }

    record Request(Optional<LocalDate> dataCutOff) {}

    record RunView(
            long id,
            LocalDate dataCutOff,
            String startedBy,
            DailyRuns.Status status,
            Instant startedAt,
            Optional<Instant> finishedAt,
            List<DailyRuns.Step> steps) {
        static RunView of(DailyRuns.Run run) {
            return new RunView(
                    run.id(),
                    run.dataCutOff().date(),
                    run.startedBy(),
                    run.status(),
                    run.startedAt(),
                    run.finishedAt(),
                    run.steps());
        }
    }
}
