package cn.yunce.forecasting.web;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.Objective;
import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.PlanSettingsHistory;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/schedules/settings")
class PlanSettingsController {
    private static final int MAX_CHANGES = 1_000;

    private final PlanSettingsHistory history;

    PlanSettingsController(PlanSettingsHistory history) {
        this.history = history;
    }

    @GetMapping
    PlanSettings current() {
        return history.getCurrent();
    }

    @GetMapping("/changes")
    List<PlanSettingsHistory.Change> changes(@RequestParam(defaultValue = "20") int limit) {
        return history.listChanges(Parameters.inRange("limit", limit, 1, MAX_CHANGES));
    }

    @PutMapping
    PlanSettings change(@RequestBody Change change, Principal caller) {
        try {
            return history.change(change.of(history.getCurrent()), caller.getName())
                    .settings();
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    /** What is left out stays as it is. */
    record Change(
            Optional<Boolean> container,
            Optional<DepartureRule> rule,
            Optional<Objective> objective,
            Optional<Integer> bookingScenarios,
            Optional<Integer> planSeconds) {
        PlanSettings of(PlanSettings before) {
            return new PlanSettings(
                    container.orElse(before.container()),
                    rule.orElse(before.rule()),
                    objective.orElse(before.objective()),
                    bookingScenarios.orElse(before.bookingScenarios()),
                    planSeconds.orElse(before.planSeconds()));
        }
    }
}
