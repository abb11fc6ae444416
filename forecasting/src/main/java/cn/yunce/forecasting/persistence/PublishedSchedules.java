package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.PlanReview;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.domain.ServiceDate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads with the role that cannot write. */
@Component
final class PublishedSchedules implements VehicleSchedules {
    private static final String BASIS =
            "r.data_cut_off, r.synthetic, " + SettingsRows.SETTINGS + ", " + SettingsRows.BOOKING;

    private final JdbcClient db;
    private final PublishedRuns runs;

    PublishedSchedules(@Qualifier("readOnlyDataSource") DataSource dataSource) {
        db = JdbcClient.create(dataSource);
        runs = new PublishedRuns(db);
    }

    @Override
    public Optional<PublishedPlan> findPlan(ServiceDate date) {
        return runs.inForce("PLAN", date)
                .flatMap(run -> findLastVersion(run, date).or(() -> findFirstVersion(run, date)));
    }

    private Optional<PublishedPlan> findLastVersion(long run, ServiceDate date) {
        return db.sql("SELECT p.*, " + BASIS + " FROM forecasting.replan p "
                        + "JOIN forecasting.plan f ON f.run_id = p.run_id AND f.date = p.date "
                        + "JOIN forecasting.run r ON r.id = p.run_id WHERE p.run_id = ? AND p.date = ? "
                        + "AND p.version IS NOT NULL ORDER BY p.version DESC LIMIT 1")
                .params(run, date.date())
                .query((row, number) -> plan(
                        row,
                        run,
                        row.getInt("version"),
                        date,
                        tripsOf("replan_trip WHERE replan_id = ?", row.getLong("id"))))
                .optional();
    }

    private Optional<PublishedPlan> findFirstVersion(long run, ServiceDate date) {
        return db.sql("SELECT f.*, r.data_cut_off, r.synthetic FROM forecasting.plan f "
                        + "JOIN forecasting.run r ON r.id = f.run_id WHERE f.run_id = ? AND f.date = ?")
                .params(run, date.date())
                .query((row, number) ->
                        plan(row, run, 0, date, tripsOf("trip WHERE run_id = ? AND date = ?", run, date.date())))
                .optional();
    }

    private static PublishedPlan plan(ResultSet row, long run, int version, ServiceDate date, List<Trip> trips)
            throws SQLException {
        return new PublishedPlan(
                run,
                Rows.day(row, "data_cut_off"),
                row.getBoolean("synthetic"),
                version,
                new ShortHaulPlan(date, trips, TripRows.kpis(row)),
                SettingsRows.settings(row),
                SettingsRows.booking(row));
    }

    private List<Trip> tripsOf(String source, Object... params) {
        return db.sql("SELECT * FROM forecasting." + source + " ORDER BY position")
                .params(params)
                .query((row, number) -> TripRows.trip(row))
                .list();
    }

    @Override
    public Optional<PlanReview> findReview(ServiceDate date) {
        return reviews("WHERE date = ?", date.date()).stream().findFirst();
    }

    @Override
    public List<PlanReview> listReviews(int limit) {
        return reviews("ORDER BY date DESC LIMIT ?", limit);
    }

    private List<PlanReview> reviews(String which, Object param) {
        return db.sql("SELECT * FROM forecasting.plan_review " + which)
                .param(param)
                .query((row, number) -> new PlanReview(
                        Rows.day(row, "date"),
                        row.getDouble("planned_cost"),
                        row.getDouble("driven_cost"),
                        row.getDouble("known_cost"),
                        row.getDouble("known_lower_bound"),
                        row.getInt("late_extra_trips"),
                        row.getDouble("late_extra_cost"),
                        row.getDouble("unused_external_cost")))
                .list();
    }

    @Override
    public Optional<PublishedTiers> findTiers(ServiceDate date) {
        return runs.inForce("TIERS", date)
                .flatMap(run -> db.sql("SELECT data_cut_off, synthetic FROM forecasting.run WHERE id = ?")
                        .param(run)
                        .query((row, number) -> new PublishedTiers(
                                run,
                                Rows.day(row, "data_cut_off"),
                                row.getBoolean("synthetic"),
                                new TierPlan.Planned(date, tierTrips(run, date), tierCosts(run, date))))
                        .optional());
    }

    private List<TierPlan.TierTrip> tierTrips(long run, ServiceDate date) {
        return db.sql("SELECT * FROM forecasting.tier_trip WHERE run_id = ? AND date = ? ORDER BY position")
                .params(run, date.date())
                .query((row, number) -> TierRows.trip(row))
                .list();
    }

    private List<TierPlan.TierCost> tierCosts(long run, ServiceDate date) {
        return db
                .sql("SELECT * FROM forecasting.tier_cost WHERE run_id = ? AND date = ?")
                .params(run, date.date())
                .query((row, number) -> TierRows.cost(row))
                .list()
                .stream()
                .sorted(Comparator.comparing(TierPlan.TierCost::tier))
                .toList();
    }

    @Override
    public List<ServiceDate> listPlannedDates() {
        return runs.days("PLAN", "PLAN").reversed();
    }
}
