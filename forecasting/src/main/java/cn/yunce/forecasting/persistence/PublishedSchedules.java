package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.domain.ServiceDate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads with the role that cannot write. */
@Component
final class PublishedSchedules implements VehicleSchedules {
    private final JdbcClient db;
    private final PublishedRuns runs;

    PublishedSchedules(@Qualifier("readOnlyDataSource") DataSource dataSource) {
        db = JdbcClient.create(dataSource);
        runs = new PublishedRuns(db);
    }

    @Override
    public Optional<PublishedPlan> findPlan(ServiceDate date) {
        return runs.inForce("PLAN", date)
                .flatMap(run -> db.sql("SELECT p.*, r.data_cut_off, r.synthetic FROM forecasting.plan p "
                                + "JOIN forecasting.run r ON r.id = p.run_id WHERE p.run_id = ? AND p.date = ?")
                        .params(run, date.date())
                        .query((row, number) -> new PublishedPlan(
                                run,
                                Rows.day(row, "data_cut_off"),
                                row.getBoolean("synthetic"),
                                new ShortHaulPlan(date, trips(run, date), kpis(row))))
                        .optional());
    }

    private List<Trip> trips(long run, ServiceDate date) {
        return db.sql("SELECT * FROM forecasting.trip WHERE run_id = ? AND date = ? ORDER BY position")
                .params(run, date.date())
                .query((row, number) -> new Trip(
                        row.getString("id"),
                        row.getString("fleet"),
                        loads(row),
                        row.getInt("departure_minute"),
                        row.getBoolean("container"),
                        Optional.ofNullable(row.getString("vehicle")),
                        row.getString("reason")))
                .list();
    }

    private static List<Trip.Load> loads(ResultSet row) throws SQLException {
        List<String> lines = Rows.texts(row, "lines");
        double[] parcels = Rows.doubles(row, "parcels");
        List<Trip.Load> loads = new ArrayList<>();
        for (int i = 0; i < parcels.length; i++) {
            loads.add(new Trip.Load(lines.get(i), parcels[i]));
        }
        return loads;
    }

    private static ShortHaulPlan.Kpis kpis(ResultSet row) throws SQLException {
        return new ShortHaulPlan.Kpis(
                row.getDouble("total_cost"),
                row.getDouble("lower_bound"),
                row.getDouble("own_vehicle_turnover"),
                row.getDouble("parcels_per_vehicle"),
                row.getInt("own_vehicles"),
                row.getInt("own_trips"),
                row.getInt("external_trips"),
                row.getInt("combined_trips"),
                row.getDouble("parcels"));
    }

    @Override
    public List<ServiceDate> listPlannedDates() {
        return runs.days("PLAN", "PLAN").reversed();
    }
}
