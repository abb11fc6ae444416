package cn.yunce.forecasting.run;

import cn.yunce.forecasting.DailyRuns;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.persistence.RunStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * One run at a time, in the whole database: a session's advisory lock is held while it runs, and PostgreSQL lets go of it when
 * the process is killed.
 */
@Component
final class EveningRuns implements DailyRuns, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(EveningRuns.class);

    /** Any number that nothing else in the database locks. */
    private static final long LOCK = 2_111_021_100L;

    /** A year of forecasts and plans, and the month that it takes to look back on it. */
    private static final int KEPT_DAYS = 400;

    private final RunStore store;
    private final RunSteps steps;
    private final DataSource dataSource;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Map<Long, String> progress = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("daily-run").daemon().factory());

    EveningRuns(RunStore store, RunSteps steps, DataSource dataSource) {
        this.store = store;
        this.steps = steps;
        this.dataSource = dataSource;
    }

    @Override
    public Run start(ServiceDate dataCutOff, String startedBy) {
        if (!underWay.compareAndSet(false, true)) {
            throw new IllegalStateException("a daily run is under way");
        }
        Optional<Connection> lock = Optional.empty();
        try {
            lock = lock();
            Connection held =
                    lock.orElseThrow(() -> new IllegalStateException("a daily run is under way in another process"));
            Run run = store.start(dataCutOff, startedBy);
            executor.execute(() -> runAll(run, held));
            return run;
        } catch (RuntimeException e) {
            lock.ifPresent(EveningRuns::unlock);
            underWay.set(false);
            throw e;
        }
    }

    @Override
    public Optional<Run> findRun(long id) {
        return store.findRun(id).map(this::withProgress);
    }

    @Override
    public List<Run> listRuns(int limit) {
        return store.listRuns(limit).stream().map(this::withProgress).toList();
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }

    private void runAll(Run run, Connection lock) {
        try {
            if (run.steps().stream().allMatch(step -> step.status() == Status.DONE || done(run, step.name()))) {
                forget(run);
            }
        } finally {
            progress.remove(run.id());
            unlock(lock);
            underWay.set(false);
        }
    }

    private boolean done(Run run, StepName step) {
        try {
            store.startStep(run.id(), step);
            LOG.info("Run {} for {}: {}", run.id(), run.dataCutOff(), step);
            String detail = steps.run(run, step, line -> progress.put(run.id(), line));
            if (step == StepName.PUBLISH) {
                store.publish(run.id(), detail);
            } else {
                store.finishStep(run.id(), step, detail);
            }
            LOG.info("Run {} for {}: {} done, {}", run.id(), run.dataCutOff(), step, detail);
            return true;
        } catch (RuntimeException e) {
            LOG.error("Run {} for {}: {} failed", run.id(), run.dataCutOff(), step, e);
            fail(run, step, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            return false;
        }
    }

    /** The run is in force whether this succeeds or not; the next one tries again. */
    private void forget(Run run) {
        try {
            store.forgetBefore(run.dataCutOff().plusDays(-KEPT_DAYS));
        } catch (RuntimeException e) {
            LOG.warn("Run {}: could not delete what is old", run.id(), e);
        }
    }

    private void fail(Run run, StepName step, String why) {
        try {
            store.failStep(run.id(), step, why);
        } catch (RuntimeException e) {
            // The database is gone: the run still says that it is running and is taken up again at the next start.
            LOG.error("Run {}: could not record why {} failed", run.id(), step, e);
        }
    }

    private Run withProgress(Run run) {
        String line = progress.get(run.id());
        if (line == null || run.status() != Status.RUNNING) {
            return run;
        }
        List<Step> steps = run.steps().stream()
                .map(step -> step.status() == Status.RUNNING
                        ? new Step(step.name(), step.status(), step.startedAt(), step.finishedAt(), line)
                        : step)
                .toList();
        return new Run(
                run.id(), run.dataCutOff(), run.startedBy(), run.status(), run.startedAt(), run.finishedAt(), steps);
    }

    /** A connection that holds the lock; empty when another process does. */
    private Optional<Connection> lock() {
        try {
            Connection connection = dataSource.getConnection();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                result.next();
                if (result.getBoolean(1)) {
                    return Optional.of(connection);
                }
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("could not lock the daily run", e);
        }
    }

    private static void unlock(Connection connection) {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
        } catch (SQLException e) {
            LOG.warn("Could not unlock the daily run; its session ends with the connection", e);
        }
    }
}
