package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.TierPlan.Stop;
import cn.yunce.forecasting.TierPlan.Tier;
import cn.yunce.forecasting.TierPlan.TierCost;
import cn.yunce.forecasting.TierPlan.TierTrip;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Plans of the tiers as the tables of V141 hold them. */
final class TierRows {
    private TierRows() {}

    /** Columns {@code tier} to {@code cost}. */
    static List<Object> values(TierTrip trip) {
        return Arrays.asList(
                trip.tier().name(),
                trip.company().orElse(null),
                trip.type(),
                trip.vehicle().orElse(null),
                trip.origin(),
                trip.stops().stream().map(Stop::node).toArray(String[]::new),
                trip.stops().stream().mapToLong(Stop::parcels).toArray(),
                trip.departureMinute(),
                trip.arrivalMinute(),
                trip.backMinute(),
                trip.freeMinute(),
                trip.km(),
                trip.cost());
    }

    static TierTrip trip(ResultSet row) throws SQLException {
        List<String> nodes = Rows.texts(row, "stops");
        Long[] parcels = (Long[]) row.getArray("parcels").getArray();
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i < parcels.length; i++) {
            stops.add(new Stop(nodes.get(i), parcels[i]));
        }
        return new TierTrip(
                Tier.valueOf(row.getString("tier")),
                Optional.ofNullable(row.getObject("company", Integer.class)),
                row.getString("type"),
                Optional.ofNullable(row.getString("vehicle")),
                row.getString("origin"),
                stops,
                row.getInt("departure_minute"),
                row.getInt("arrival_minute"),
                row.getInt("back_minute"),
                row.getInt("free_minute"),
                row.getDouble("km"),
                row.getDouble("cost"));
    }

    static TierCost cost(ResultSet row) throws SQLException {
        return new TierCost(
                Tier.valueOf(row.getString("tier")),
                row.getDouble("cost"),
                row.getDouble("lower_bound"),
                row.getInt("trips"),
                row.getLong("parcels"));
    }
}
