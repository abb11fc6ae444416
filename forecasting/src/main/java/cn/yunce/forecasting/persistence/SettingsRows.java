package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.HedgedPlan.Booking;
import cn.yunce.forecasting.Objective;
import cn.yunce.forecasting.PlanSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings and bookings as the tables of settings and of plans hold them. */
final class SettingsRows {
    /** Columns of {@link #settings}. */
    static final String SETTINGS =
            "container, rule, own_trip_bonus, external_trip_penalty, booking_scenarios, plan_seconds";

    /** Columns of {@link #booking}. */
    static final String BOOKING = "booked, expected_cost, expected_cost_of_all";

    private SettingsRows() {}

    static PlanSettings settings(ResultSet row) throws SQLException {
        return new PlanSettings(
                row.getBoolean("container"),
                DepartureRule.valueOf(row.getString("rule")),
                new Objective(row.getDouble("own_trip_bonus"), row.getDouble("external_trip_penalty")),
                row.getInt("booking_scenarios"),
                row.getInt("plan_seconds"));
    }

    /** Columns {@code container} to {@code plan_seconds}. */
    static List<Object> values(PlanSettings settings) {
        return List.of(
                settings.container(),
                settings.rule().name(),
                settings.objective().ownTripBonus(),
                settings.objective().externalTripPenalty(),
                settings.bookingScenarios(),
                settings.planSeconds());
    }

    static Optional<Booking> booking(ResultSet row) throws SQLException {
        return row.getArray("booked") == null
                ? Optional.empty()
                : Optional.of(new Booking(
                        new HashSet<>(Rows.texts(row, "booked")),
                        row.getDouble("expected_cost"),
                        row.getDouble("expected_cost_of_all")));
    }

    /** Columns {@code booked} to {@code expected_cost_of_all}. */
    static List<@Nullable Object> values(Optional<Booking> booking) {
        return Arrays.asList(
                booking.map(of -> of.trips().stream().sorted().toArray(String[]::new))
                        .orElse(null),
                booking.map(Booking::expectedCost).orElse(null),
                booking.map(Booking::expectedCostOfAll).orElse(null));
    }
}
