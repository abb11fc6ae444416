package cn.yunce.forecasting.web;

import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.Scenarios;
import cn.yunce.forecasting.Scenarios.Change;
import cn.yunce.forecasting.Scenarios.Scenario;
import cn.yunce.forecasting.domain.Direction;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/v1/forecasts/scenarios")
class ScenarioController {
    private final Scenarios scenarios;

    ScenarioController(Scenarios scenarios) {
        this.scenarios = scenarios;
    }

    @GetMapping
    List<Scenario> list() {
        return scenarios.list();
    }

    record ChangeBody(
            @Nullable String nodeId,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Double factor,
            @Nullable String movesTo) {
        Change change() {
            if (nodeId == null || from == null || factor == null) {
                throw new IllegalArgumentException("a change must have nodeId, from and factor");
            }
            return new Change(
                    nodeId,
                    Parameters.day(from).date(),
                    Parameters.day(Optional.ofNullable(to).orElse(from)).date(),
                    factor,
                    Optional.ofNullable(movesTo));
        }
    }

    record Body(@Nullable String name, @Nullable List<ChangeBody> changes) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Scenario add(@RequestBody Body body, Principal caller) {
        try {
            return scenarios.add(
                    Optional.ofNullable(body.name()).orElse(""),
                    Optional.ofNullable(body.changes()).orElse(List.of()).stream()
                            .map(ChangeBody::change)
                            .toList(),
                    caller.getName());
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, e.getMessage(), e);
        }
    }

    /** Whoever made it, or an administrator. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id, HttpServletRequest request, Principal caller) {
        Scenario scenario = scenarios
                .find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "scenario must exist, was " + id));
        if (!scenario.by().equals(caller.getName()) && !request.isUserInRole("ADMIN")) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN, "only " + scenario.by() + " and administrators delete this scenario");
        }
        scenarios.delete(id);
    }

    record DayView(LocalDate date, double forecast, double mean, List<Interval> intervals) {}

    @GetMapping("/{id}/nodes/{node}")
    List<DayView> days(@PathVariable long id, @PathVariable String node, @RequestParam Direction direction) {
        try {
            return scenarios.listDays(id, node, direction).stream()
                    .map(day -> new DayView(day.date().date(), day.forecast(), day.mean(), day.intervals()))
                    .toList();
        } catch (NoSuchElementException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        }
    }
}
