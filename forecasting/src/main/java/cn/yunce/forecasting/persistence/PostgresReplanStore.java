package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveEvent;
import cn.yunce.forecasting.LiveSchedules.Draft;
import cn.yunce.forecasting.LiveSchedules.Status;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.ServiceDate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** In the tables of V140. */
@Component
final class PostgresReplanStore implements ReplanStore {
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PostgresReplanStore(DataSource dataSource, Clock clock) {
        this.clock = clock;
        db = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @Override
    public Draft save(
            long runId,
            int baseVersion,
            int nowMinute,
            int lateMinutes,
            List<LiveEvent> events,
            Replan.Changed replan,
            String user) {
        return inTransaction(() -> {
            List<Object> head = new ArrayList<>(List.of(
                    runId,
                    replan.plan().date().date(),
                    baseVersion,
                    Status.DRAFT.name(),
                    nowMinute,
                    lateMinutes,
                    replan.costBefore()));
            head.addAll(TripRows.values(replan.plan().kpis()));
            head.addAll(List.of(replan.lateTrips().toArray(String[]::new), user, now()));
            long id = db.sql(
                            "INSERT INTO forecasting.replan (run_id, date, base_version, status, now_minute, late_minutes, "
                                    + "cost_before, total_cost, lower_bound, own_vehicle_turnover, parcels_per_vehicle, own_vehicles, "
                                    + "own_trips, external_trips, combined_trips, parcels, late_trips, created_by, created_at) "
                                    + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id")
                    .params(head)
                    .query(Long.class)
                    .single();
            int position = 0;
            for (LiveEvent event : events) {
                insert("replan_event", id, position++, values(event));
            }
            position = 0;
            for (Trip trip : replan.plan().trips()) {
                insert("replan_trip", id, position++, TripRows.values(trip));
            }
            position = 0;
            for (Replan.Change change : replan.changes()) {
                insert("replan_change", id, position++, values(change));
            }
            return find(id).orElseThrow();
        });
    }

    private void insert(String table, long id, int position, List<Object> values) {
        List<Object> all = new ArrayList<>(List.of(id, position));
        all.addAll(values);
        db.sql("INSERT INTO forecasting." + table + " VALUES (?" + ", ?".repeat(all.size() - 1) + ")")
                .params(all)
                .update();
    }

    private static List<Object> values(LiveEvent event) {
        return switch (event.what()) {
            case Disturbance.Breakdown it ->
                values(event, "BREAKDOWN", List.of(it.vehicle()), it.fromMinute(), it.toMinute(), null);
            case Disturbance.VolumeChange it -> values(event, "VOLUME_CHANGE", it.lines(), null, null, it.factor());
            case Disturbance.LateVolume it ->
                values(event, "LATE_VOLUME", it.lines(), null, null, (double) it.minutes());
            case Disturbance.RoadClosure it ->
                values(event, "ROAD_CLOSURE", List.of(it.origin(), it.site()), it.fromMinute(), it.toMinute(), null);
            case Disturbance.Lock it -> values(event, "LOCK", List.of(it.trip()), null, null, null);
            case Disturbance.Move it -> values(event, "MOVE", List.of(it.trip()), it.departureMinute(), null, null);
        };
    }

    private static List<Object> values(
            LiveEvent event,
            String kind,
            List<String> subjects,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable Double amount) {
        return Arrays.asList(event.knownMinute(), kind, subjects.toArray(String[]::new), from, to, amount);
    }

    private static LiveEvent event(ResultSet row) throws SQLException {
        List<String> subjects = Rows.texts(row, "subjects");
        String kind = row.getString("kind");
        int from = row.getInt("from_minute");
        int to = row.getInt("to_minute");
        double amount = row.getDouble("amount");
        Disturbance what = switch (kind) {
            case "BREAKDOWN" -> new Disturbance.Breakdown(subjects.getFirst(), from, to);
            case "VOLUME_CHANGE" -> new Disturbance.VolumeChange(subjects, amount);
            case "LATE_VOLUME" -> new Disturbance.LateVolume(subjects, (int) amount);
            case "ROAD_CLOSURE" -> new Disturbance.RoadClosure(subjects.getFirst(), subjects.getLast(), from, to);
            case "LOCK" -> new Disturbance.Lock(subjects.getFirst());
            case "MOVE" -> new Disturbance.Move(subjects.getFirst(), from);
            default -> throw new IllegalStateException("kind must be a disturbance's, was " + kind);
        };
        return new LiveEvent(row.getInt("known_minute"), what);
    }

    private static List<Object> values(Replan.Change change) {
        return List.of(
                change.kind().name(),
                change.after().or(change::before).map(Trip::id).orElseThrow(),
                change.why().chinese(),
                change.why().english());
    }

    @Override
    public Optional<Draft> find(long id) {
        return db.sql("SELECT * FROM forecasting.replan WHERE id = ?")
                .param(id)
                .query((row, number) -> draft(row))
                .optional();
    }

    @Override
    public List<Draft> listVersions(long runId, ServiceDate date) {
        return db.sql("SELECT * FROM forecasting.replan WHERE run_id = ? AND date = ? AND status = 'CONFIRMED' "
                        + "ORDER BY version")
                .params(runId, date.date())
                .query((row, number) -> draft(row))
                .list();
    }

    private Draft draft(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        long runId = row.getLong("run_id");
        ServiceDate date = Rows.day(row, "date");
        int baseVersion = row.getInt("base_version");
        Map<String, Trip> before = byId(tripsBefore(runId, date, baseVersion));
        List<Trip> trips = trips(id);
        Map<String, Trip> after = byId(trips);
        List<Replan.Change> changes = db.sql(
                        "SELECT * FROM forecasting.replan_change WHERE replan_id = ? ORDER BY position")
                .param(id)
                .query((change, number) -> new Replan.Change(
                        Replan.Kind.valueOf(change.getString("kind")),
                        Optional.ofNullable(before.get(change.getString("trip"))),
                        Optional.ofNullable(after.get(change.getString("trip"))),
                        new Replan.Words(change.getString("why_zh"), change.getString("why_en"))))
                .list();
        List<LiveEvent> events = db.sql("SELECT * FROM forecasting.replan_event WHERE replan_id = ? ORDER BY position")
                .param(id)
                .query((event, number) -> event(event))
                .list();
        int version = row.getInt("version");
        return new Draft(
                id,
                runId,
                baseVersion,
                row.wasNull() ? Optional.empty() : Optional.of(version),
                Status.valueOf(row.getString("status")),
                row.getInt("now_minute"),
                row.getInt("late_minutes"),
                events,
                new Replan.Changed(
                        new ShortHaulPlan(date, trips, TripRows.kpis(row)),
                        changes,
                        row.getDouble("cost_before"),
                        Rows.texts(row, "late_trips")),
                row.getString("created_by"),
                Rows.instant(row, "created_at").orElseThrow(),
                Optional.ofNullable(row.getString("decided_by")),
                Rows.instant(row, "decided_at"));
    }

    private List<Trip> trips(long id) {
        return db.sql("SELECT * FROM forecasting.replan_trip WHERE replan_id = ? ORDER BY position")
                .param(id)
                .query((trip, number) -> TripRows.trip(trip))
                .list();
    }

    private List<Trip> tripsBefore(long runId, ServiceDate date, int version) {
        return version == 0
                ? db.sql("SELECT * FROM forecasting.trip WHERE run_id = ? AND date = ?")
                        .params(runId, date.date())
                        .query((trip, number) -> TripRows.trip(trip))
                        .list()
                : db.sql("SELECT t.* FROM forecasting.replan_trip t JOIN forecasting.replan r ON r.id = t.replan_id "
                                + "WHERE r.run_id = ? AND r.date = ? AND r.version = ?")
                        .params(runId, date.date(), version)
                        .query((trip, number) -> TripRows.trip(trip))
                        .list();
    }

    private static Map<String, Trip> byId(List<Trip> trips) {
        Map<String, Trip> byId = new HashMap<>();
        trips.forEach(trip -> byId.put(trip.id(), trip));
        return byId;
    }

    @Override
    public Draft confirm(long id, String user) {
        return inTransaction(() -> {
            Draft draft = decide(id, Status.CONFIRMED, user);
            int last = db.sql("SELECT coalesce(max(version), 0) FROM forecasting.replan WHERE run_id = ? AND date = ?")
                    .params(draft.runId(), draft.date().date())
                    .query(Integer.class)
                    .single();
            if (last != draft.baseVersion()) {
                throw new IllegalStateException("version of the plan in force must still be " + draft.baseVersion()
                        + " for draft " + id + ", was " + last);
            }
            db.sql(
                            "UPDATE forecasting.replan SET status = 'CONFIRMED', version = ?, decided_by = ?, decided_at = ? WHERE id = ?")
                    .params(last + 1, user, now(), id)
                    .update();
            return find(id).orElseThrow();
        });
    }

    @Override
    public Draft discard(long id, String user) {
        return inTransaction(() -> {
            decide(id, Status.DISCARDED, user);
            db.sql("UPDATE forecasting.replan SET status = 'DISCARDED', decided_by = ?, decided_at = ? WHERE id = ?")
                    .params(user, now(), id)
                    .update();
            return find(id).orElseThrow();
        });
    }

    /** Holds the plan's row, so that its drafts are decided one after the other. */
    private Draft decide(long id, Status to, String user) {
        db.sql(
                        "SELECT p.run_id FROM forecasting.plan p JOIN forecasting.replan r ON r.run_id = p.run_id AND r.date = p.date "
                                + "WHERE r.id = ? FOR UPDATE OF p")
                .param(id)
                .query(Long.class)
                .list();
        Draft draft = find(id).orElseThrow(() -> new IllegalStateException("draft must exist, was " + id));
        if (draft.status() != Status.DRAFT) {
            throw new IllegalStateException(
                    "status of " + id + " must be DRAFT for " + user + " to make it " + to + ", was " + draft.status());
        }
        return draft;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
