package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.DailyRuns.Run;
import cn.yunce.forecasting.DailyRuns.Status;
import cn.yunce.forecasting.DailyRuns.Step;
import cn.yunce.forecasting.DailyRuns.StepName;
import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.HedgedPlan.Booking;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.ModelWeight;
import cn.yunce.forecasting.PlanReview;
import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs in the tables of V101 to V130. */
@Component
final class PostgresRunStore implements RunStore {
    /** Held while a run is begun, so that two services on one database cannot begin the same. */
    private static final int START_LOCK = 0x59_43_52;

    private final RunRows rows;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PostgresRunStore(DataSource dataSource, Clock clock) {
        this.clock = clock;
        db = JdbcClient.create(dataSource);
        rows = new RunRows(dataSource, db);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @Override
    public Run start(ServiceDate dataCutOff, String startedBy) {
        long id = inTransaction(() -> {
            db.sql("SELECT pg_advisory_xact_lock(?)").param(START_LOCK).query().singleRow();
            Optional<Long> unfinished = db.sql(
                            "SELECT id FROM forecasting.run WHERE data_cut_off = ? AND status <> 'DONE' "
                                    + "AND id > (SELECT coalesce(max(id), 0) FROM forecasting.run WHERE data_cut_off = ? AND status = 'DONE') "
                                    + "ORDER BY id DESC LIMIT 1")
                    .params(dataCutOff.date(), dataCutOff.date())
                    .query(Long.class)
                    .optional();
            failOthers(unfinished.orElse(-1L));
            unfinished.ifPresent(this::takeUp);
            return unfinished.orElseGet(() -> create(dataCutOff, startedBy));
        });
        return findRun(id).orElseThrow();
    }

    private void failOthers(long runId) {
        db.sql(
                        "UPDATE forecasting.run_step SET status = 'FAILED', finished_at = ?, detail = 'cut off' WHERE status = 'RUNNING' "
                                + "AND run_id <> ?")
                .params(now(), runId)
                .update();
        db.sql("UPDATE forecasting.run SET status = 'FAILED', finished_at = ? WHERE status = 'RUNNING' AND id <> ?")
                .params(now(), runId)
                .update();
    }

    private void takeUp(long runId) {
        db.sql("UPDATE forecasting.run SET status = 'RUNNING', finished_at = NULL WHERE id = ?")
                .param(runId)
                .update();
        db.sql("UPDATE forecasting.run_step SET status = 'PENDING', started_at = NULL, finished_at = NULL, detail = '' "
                        + "WHERE run_id = ? AND status <> 'DONE'")
                .param(runId)
                .update();
    }

    private long create(ServiceDate dataCutOff, String startedBy) {
        long id = db.sql("INSERT INTO forecasting.run (data_cut_off, started_by, status, started_at, synthetic) "
                        + "VALUES (?, ?, 'RUNNING', ?, false) RETURNING id")
                .params(dataCutOff.date(), startedBy, now())
                .query(Long.class)
                .single();
        int position = 0;
        for (StepName step : StepName.values()) {
            db.sql("INSERT INTO forecasting.run_step (run_id, position, name, status) VALUES (?, ?, ?, 'PENDING')")
                    .params(id, position++, step.name())
                    .update();
        }
        return id;
    }

    @Override
    public Optional<Run> findRun(long id) {
        return runs("WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public List<Run> listRuns(int limit) {
        return runs("ORDER BY id DESC LIMIT ?", limit);
    }

    @Override
    public List<Run> listRunning() {
        return runs("WHERE status = ? ORDER BY id DESC", Status.RUNNING.name());
    }

    private List<Run> runs(String condition, Object param) {
        return db.sql("SELECT * FROM forecasting.run " + condition)
                .param(param)
                .query((row, number) -> new Run(
                        row.getLong("id"),
                        Rows.day(row, "data_cut_off"),
                        row.getString("started_by"),
                        Status.valueOf(row.getString("status")),
                        Rows.instant(row, "started_at").orElseThrow(),
                        Rows.instant(row, "finished_at"),
                        steps(row.getLong("id"))))
                .list();
    }

    private List<Step> steps(long runId) {
        return db.sql("SELECT * FROM forecasting.run_step WHERE run_id = ? ORDER BY position")
                .param(runId)
                .query((row, number) -> new Step(
                        StepName.valueOf(row.getString("name")),
                        Status.valueOf(row.getString("status")),
                        Rows.instant(row, "started_at"),
                        Rows.instant(row, "finished_at"),
                        row.getString("detail")))
                .list();
    }

    @Override
    public void startStep(long runId, StepName step) {
        db.sql("UPDATE forecasting.run_step SET status = 'RUNNING', started_at = ?, finished_at = NULL, detail = '' "
                        + "WHERE run_id = ? AND name = ?")
                .params(now(), runId, step.name())
                .update();
    }

    @Override
    public void finishStep(long runId, StepName step, String detail) {
        endStep(runId, step, Status.DONE, detail);
    }

    @Override
    public void failStep(long runId, StepName step, String why) {
        inTransaction(() -> {
            endStep(runId, step, Status.FAILED, why);
            return db.sql("UPDATE forecasting.run SET status = 'FAILED', finished_at = ? WHERE id = ?")
                    .params(now(), runId)
                    .update();
        });
    }

    private void endStep(long runId, StepName step, Status status, String detail) {
        db.sql("UPDATE forecasting.run_step SET status = ?, finished_at = ?, detail = ? WHERE run_id = ? AND name = ?")
                .params(status.name(), now(), detail, runId, step.name())
                .update();
    }

    @Override
    public void saveNodeForecasts(long runId, List<SeriesForecast> forecasts) {
        CopyRow out = new CopyRow();
        for (SeriesForecast forecast : forecasts) {
            NodeSeriesId id = NodeSeriesId.parse(forecast.id());
            for (ForecastPoint point : forecast.points()) {
                out.add((double) runId)
                        .add(id.nodeId())
                        .add(id.direction().name())
                        .add(point.instant().toLocalDate())
                        .add(point.mean());
                Rows.intervals(out, point.intervals());
                Rows.parts(out.add(forecast.model()), point.parts()).end();
            }
        }
        List<LocalDate> days = forecasts.stream()
                .flatMap(forecast -> forecast.points().stream())
                .map(point -> point.instant().toLocalDate())
                .distinct()
                .toList();
        CopyRow models = new CopyRow();
        for (SeriesForecast forecast : forecasts) {
            NodeSeriesId id = NodeSeriesId.parse(forecast.id());
            models.add((double) runId)
                    .add(id.nodeId())
                    .add(id.direction().name())
                    .add(forecast.weights().stream().map(ModelWeight::model).toList())
                    .add(forecast.weights().stream()
                            .mapToDouble(ModelWeight::weight)
                            .toArray())
                    .add(forecast.why())
                    .add(forecast.flags())
                    .end();
        }
        inTransaction(() -> {
            replace(
                    runId,
                    "NODES",
                    days,
                    "node_forecast",
                    "run_id, node_id, direction, date, mean, levels, lo, hi, model, parts, event",
                    out);
            return rows.replace(
                    runId,
                    "series_model",
                    "run_id, node_id, direction, models, weights, why, flags",
                    models.takeText());
        });
    }

    @Override
    public List<SeriesForecast> listNodeForecasts(long runId) {
        Map<String, SeriesForecast> models = new HashMap<>();
        db.sql("SELECT * FROM forecasting.series_model WHERE run_id = ?")
                .param(runId)
                .query(row -> {
                    SeriesForecast model = seriesModel(row);
                    models.put(model.id(), model);
                });
        Map<String, List<ForecastPoint>> points = new TreeMap<>();
        Map<String, String> names = new HashMap<>();
        db.sql("SELECT * FROM forecasting.node_forecast WHERE run_id = ? ORDER BY date")
                .param(runId)
                .query(row -> {
                    String id = seriesId(row);
                    names.put(id, row.getString("model"));
                    points.computeIfAbsent(id, key -> new ArrayList<>())
                            .add(new ForecastPoint(
                                    Rows.day(row, "date").date().atStartOfDay(),
                                    row.getDouble("mean"),
                                    Rows.intervals(row),
                                    Rows.parts(row)));
                });
        return points.entrySet().stream()
                .map(series -> {
                    String id = series.getKey();
                    SeriesForecast model =
                            models.getOrDefault(id, new SeriesForecast(id, "", "", List.of(), List.of()));
                    return new SeriesForecast(
                            id,
                            names.getOrDefault(id, ""),
                            model.why(),
                            model.flags(),
                            model.weights(),
                            series.getValue());
                })
                .toList();
    }

    private static String seriesId(ResultSet row) throws SQLException {
        return new NodeSeriesId(row.getString("node_id"), Direction.valueOf(row.getString("direction"))).toString();
    }

    /** A forecast without points. */
    static SeriesForecast seriesModel(ResultSet row) throws SQLException {
        List<String> models = Rows.texts(row, "models");
        double[] weights = Rows.doubles(row, "weights");
        List<ModelWeight> modelWeights = IntStream.range(0, weights.length)
                .mapToObj(i -> new ModelWeight(models.get(i), weights[i]))
                .toList();
        return new SeriesForecast(
                seriesId(row), "", row.getString("why"), Rows.texts(row, "flags"), modelWeights, List.of());
    }

    @Override
    public void saveLineForecasts(long runId, List<LineForecast> forecasts) {
        CopyRow out = new CopyRow();
        for (LineForecast forecast : forecasts) {
            out.add((double) runId)
                    .add(forecast.line())
                    .add(forecast.date())
                    .add(forecast.profile().wave().code())
                    .add(forecast.parcels());
            Rows.intervals(out, forecast.intervals());
            out.add(forecast.profile().toArray()).add(forecast.basis()).end();
        }
        List<LocalDate> days = forecasts.stream()
                .map(forecast -> forecast.date().date())
                .distinct()
                .toList();
        replace(
                runId,
                "LINES",
                days,
                "line_forecast",
                "run_id, line, date, wave, parcels, levels, lo, hi, profile, basis",
                out);
    }

    private void replace(long runId, String kind, List<LocalDate> days, String table, String columns, CopyRow cells) {
        String text = cells.takeText();
        inTransaction(() -> {
            db.sql("DELETE FROM forecasting.forecast_day WHERE run_id = ? AND kind = ?")
                    .params(runId, kind)
                    .update();
            days.forEach(day -> cover(runId, kind, day));
            return rows.replace(runId, table, columns, text);
        });
    }

    private void cover(long runId, String kind, LocalDate day) {
        db.sql("INSERT INTO forecasting.forecast_day (run_id, kind, date) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(runId, kind, day)
                .update();
    }

    @Override
    public List<LineForecast> listLineForecasts(long runId, ServiceDate date) {
        return db.sql("SELECT * FROM forecasting.line_forecast WHERE run_id = ? AND date = ? ORDER BY line")
                .params(runId, date.date())
                .query((row, number) -> lineForecast(row))
                .list();
    }

    @Override
    public void saveAlarms(long runId, List<DriftAlarm> alarms) {
        CopyRow out = new CopyRow();
        for (DriftAlarm alarm : alarms) {
            out.add((double) runId)
                    .add(alarm.kind())
                    .add(alarm.series())
                    .add(alarm.side())
                    .add(alarm.since())
                    .add(alarm.raisedOn())
                    .add(alarm.meanScaledError())
                    .add(alarm.meanError())
                    .add(alarm.statistic())
                    .end();
        }
        inTransaction(() -> rows.replace(
                runId,
                "drift_alarm",
                "run_id, kind, series, side, since, raised_on, mean_scaled_error, mean_error, statistic",
                out.takeText()));
    }

    static LineForecast lineForecast(ResultSet row) throws SQLException {
        return new LineForecast(
                row.getString("line"),
                Rows.day(row, "date"),
                row.getDouble("parcels"),
                Rows.intervals(row),
                SlotProfile.of(Wave.ofCode(row.getString("wave")), Rows.doubles(row, "profile")),
                row.getString("basis"));
    }

    @Override
    public void savePlan(long runId, PlanSettings settings, ShortHaulPlan plan, Optional<Booking> booking) {
        LocalDate date = plan.date().date();
        inTransaction(() -> {
            db.sql("DELETE FROM forecasting.plan WHERE run_id = ? AND date = ?")
                    .params(runId, date)
                    .update();
            List<@Nullable Object> head = new ArrayList<>(List.of(runId, date));
            head.addAll(TripRows.values(plan.kpis()));
            head.addAll(SettingsRows.values(settings));
            head.addAll(SettingsRows.values(booking));
            db.sql("INSERT INTO forecasting.plan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(head)
                    .update();
            int position = 0;
            for (Trip trip : plan.trips()) {
                List<Object> values = new ArrayList<>(List.of(runId, date, position++));
                values.addAll(TripRows.values(trip));
                db.sql("INSERT INTO forecasting.trip VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .params(values)
                        .update();
            }
            cover(runId, "PLAN", date);
            return position;
        });
    }

    @Override
    public void saveReview(long runId, PlanReview review) {
        db.sql(
                        "INSERT INTO forecasting.plan_review VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (date) DO UPDATE SET "
                                + "(run_id, planned_cost, driven_cost, known_cost, known_lower_bound, late_extra_trips, late_extra_cost, "
                                + "unused_external_cost) = (EXCLUDED.run_id, EXCLUDED.planned_cost, EXCLUDED.driven_cost, "
                                + "EXCLUDED.known_cost, EXCLUDED.known_lower_bound, EXCLUDED.late_extra_trips, "
                                + "EXCLUDED.late_extra_cost, EXCLUDED.unused_external_cost)")
                .params(
                        review.date().date(),
                        runId,
                        review.plannedCost(),
                        review.drivenCost(),
                        review.knownCost(),
                        review.knownLowerBound(),
                        review.lateExtraTrips(),
                        review.lateExtraCost(),
                        review.unusedExternalCost())
                .update();
    }

    @Override
    public void saveTiers(long runId, TierPlan.Planned plan) {
        LocalDate date = plan.date().date();
        inTransaction(() -> {
            for (String table : List.of("tier_cost", "tier_trip")) {
                db.sql("DELETE FROM forecasting." + table + " WHERE run_id = ? AND date = ?")
                        .params(runId, date)
                        .update();
            }
            for (TierPlan.TierCost cost : plan.costs()) {
                db.sql("INSERT INTO forecasting.tier_cost VALUES (?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                runId,
                                date,
                                cost.tier().name(),
                                cost.cost(),
                                cost.lowerBound(),
                                cost.trips(),
                                cost.parcels())
                        .update();
            }
            int position = 0;
            for (TierPlan.TierTrip trip : plan.trips()) {
                List<Object> values = new ArrayList<>(List.of(runId, date, position++));
                values.addAll(TierRows.values(trip));
                db.sql("INSERT INTO forecasting.tier_trip VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .params(values)
                        .update();
            }
            cover(runId, "TIERS", date);
            return position;
        });
    }

    @Override
    public void publish(long runId, String detail) {
        inTransaction(() -> {
            endStep(runId, StepName.PUBLISH, Status.DONE, detail);
            return db.sql("UPDATE forecasting.run SET status = 'DONE', finished_at = ?, published_at = ?, synthetic = "
                            + "EXISTS (SELECT 1 FROM forecasting.feed f WHERE f.synthetic AND ("
                            + "EXISTS (SELECT 1 FROM forecasting.node n WHERE n.feed_id = f.id) "
                            + "OR EXISTS (SELECT 1 FROM forecasting.line l WHERE l.feed_id = f.id))) WHERE id = ?")
                    .params(now(), now(), runId)
                    .update();
        });
    }

    @Override
    public void forgetBefore(ServiceDate first) {
        String old = "IN (SELECT r.id FROM forecasting.run r WHERE r.data_cut_off < ? "
                + "AND EXISTS (SELECT 1 FROM forecasting.forecast_day d WHERE d.run_id = r.id))";
        inTransaction(() -> {
            // The days go last: they tell which runs still have something.
            for (String table : List.of(
                    "node_forecast",
                    "series_model",
                    "line_forecast",
                    "plan",
                    "tier_cost",
                    "tier_trip",
                    "run_input",
                    "drift_alarm",
                    "run_champion",
                    "challenger_forecast",
                    "forecast_day")) {
                db.sql("DELETE FROM forecasting." + table + " WHERE run_id " + old)
                        .param(first.date())
                        .update();
            }
            db.sql("DELETE FROM forecasting.input_block WHERE hash NOT IN (SELECT hash FROM forecasting.run_input)")
                    .update();
            return first;
        });
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
