package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The run of every evening at 21:00: import → forecast → schedule → publish. Each step is committed on its own; a run that
 * was cut off goes on at the step it had not finished, and nothing of it is in force before its publish step is done.
 */
public interface DailyRuns {

    /**
     * Starts the run for the data cut-off, or goes on with the one that was cut off; returns at once.
     *
     * @param dataCutOff the last complete planning day; days after it are forecast and scheduled
     * @throws IllegalStateException when another run is under way
     */
    Run start(ServiceDate dataCutOff, String startedBy);

    Optional<Run> findRun(long id);

    /** Latest first. */
    List<Run> listRuns(int limit);

    record Run(
            long id,
            ServiceDate dataCutOff,
            String startedBy,
            Status status,
            Instant startedAt,
            Optional<Instant> finishedAt,
            List<Step> steps) {
        public Run {
            steps = List.copyOf(steps);
        }
    }

    /** @param detail what the step did, or why it failed */
    record Step(
            StepName name, Status status, Optional<Instant> startedAt, Optional<Instant> finishedAt, String detail) {}

    /** In the order they run. */
    enum StepName {
        IMPORT,
        FORECAST,
        SCHEDULE,
        PUBLISH
    }

    enum Status {
        PENDING,
        RUNNING,
        DONE,
        FAILED
    }
}
