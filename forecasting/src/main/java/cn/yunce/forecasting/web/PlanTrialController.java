package cn.yunce.forecasting.web;

import cn.yunce.forecasting.PlanTrials;
import java.time.LocalDate;
import java.util.NoSuchElementException;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/schedules/{date}/trials")
class PlanTrialController {
    private final PlanTrials trials;

    PlanTrialController(PlanTrials trials) {
        this.trials = trials;
    }

    /** Plans while the caller waits, some ten seconds at most. */
    @PostMapping
    PlanTrials.Trial compare(
            @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date, @RequestBody PlanTrials.Wish wish) {
        try {
            return trials.compare(Parameters.day(date), wish);
        } catch (NoSuchElementException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        } catch (PlanTrials.Busy e) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, e.getMessage(), e);
        }
    }
}
