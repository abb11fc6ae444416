package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.Trip;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Trips and KPIs as the tables of plans and of their versions hold them. */
final class TripRows {
    private TripRows() {}

    static Trip trip(ResultSet row) throws SQLException {
        return new Trip(
                row.getString("id"),
                row.getString("fleet"),
                loads(row),
                row.getInt("departure_minute"),
                row.getBoolean("container"),
                Optional.ofNullable(row.getString("vehicle")),
                row.getString("reason"));
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

    /** Columns {@code id} to {@code reason}. */
    static List<Object> values(Trip trip) {
        return Arrays.asList(
                trip.id(),
                trip.fleet(),
                trip.loads().stream().map(Trip.Load::line).toArray(String[]::new),
                trip.loads().stream().mapToDouble(Trip.Load::parcels).toArray(),
                trip.departureMinute(),
                trip.container(),
                trip.vehicle().orElse(null),
                trip.reason());
    }

    static ShortHaulPlan.Kpis kpis(ResultSet row) throws SQLException {
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

    /** Columns {@code total_cost} to {@code parcels}. */
    static List<Object> values(ShortHaulPlan.Kpis kpis) {
        return List.of(
                kpis.totalCost(),
                kpis.lowerBound(),
                kpis.ownVehicleTurnover(),
                kpis.parcelsPerVehicle(),
                kpis.ownVehicles(),
                kpis.ownTrips(),
                kpis.externalTrips(),
                kpis.combinedTrips(),
                kpis.parcels());
    }
}
