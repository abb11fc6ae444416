package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.domain.Wave;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Histories out of the tables of V100. */
@Component
final class PostgresVolumeHistory implements VolumeHistory {
    private static final int FETCH_ROWS = 20_000;

    private final JdbcClient db;
    private final JdbcTemplate streaming;
    private final TransactionTemplate snapshot;

    PostgresVolumeHistory(DataSource dataSource) {
        db = JdbcClient.create(dataSource);
        streaming = new JdbcTemplate(dataSource);
        streaming.setFetchSize(FETCH_ROWS);
        // The driver fetches in pieces only within a transaction; one snapshot also keeps the pieces together.
        snapshot = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    @Override
    public void registerFeed(String name, boolean synthetic) {
        Checks.notBlank("name", name);
        int known = db.sql("UPDATE forecasting.feed SET synthetic = ? WHERE name = ?")
                .params(synthetic, name)
                .update();
        if (known == 0) {
            db.sql("INSERT INTO forecasting.feed (name, synthetic) VALUES (?, ?)")
                    .params(name, synthetic)
                    .update();
        }
    }

    @Override
    public Optional<ServiceDate> findLoadedUpTo(String feed) {
        return db.sql("SELECT loaded_up_to FROM forecasting.feed WHERE name = ? AND loaded_up_to IS NOT NULL")
                .param(feed)
                .query(LocalDate.class)
                .optional()
                .map(ServiceDate::new);
    }

    @Override
    public Optional<ServiceDate> findLastDay() {
        return db.sql("SELECT last_day FROM forecasting.volume_span WHERE volumes IN ('node_volume', 'slot_volume') "
                        + "ORDER BY last_day DESC LIMIT 1")
                .query(LocalDate.class)
                .optional()
                .map(ServiceDate::new);
    }

    @Override
    public List<VolumeSeries> listNodeSeries(ServiceDate from, ServiceDate upTo) {
        int days = Checks.inRange(
                "days from " + from + " to " + upTo,
                Math.toIntExact(ChronoUnit.DAYS.between(from.date(), upTo.date()) + 1),
                1,
                100_000);
        Map<String, double[]> volumes = new TreeMap<>();
        snapshot.executeWithoutResult(status -> {
            Map<String, String> parents = new HashMap<>();
            streaming.query("SELECT id, coalesce(parent_id, '') FROM forecasting.node", (RowCallbackHandler)
                    row -> parents.put(row.getString(1), row.getString(2)));
            streaming.query(
                    "SELECT node_id, direction, date - ?::date, parcels FROM forecasting.node_volume WHERE date BETWEEN ? AND ?",
                    (RowCallbackHandler) row -> {
                        String direction = "/" + row.getString(2);
                        int day = row.getInt(3);
                        double parcels = row.getDouble(4);
                        for (String node = row.getString(1); !node.isEmpty(); node = parents.getOrDefault(node, "")) {
                            double[] series = volumes.computeIfAbsent(node + direction, id -> missing(days));
                            series[day] = Double.isNaN(series[day]) ? parcels : series[day] + parcels;
                        }
                    },
                    from.date(),
                    from.date(),
                    upTo.date());
        });
        List<VolumeSeries> series = new ArrayList<>();
        volumes.forEach((id, values) -> {
            int first = 0;
            while (Double.isNaN(values[first])) {
                first++;
            }
            series.add(VolumeSeries.of(
                    id,
                    Frequency.DAILY,
                    from.date().plusDays(first).atStartOfDay(),
                    Arrays.copyOfRange(values, first, days)));
        });
        return series;
    }

    private static double[] missing(int days) {
        double[] series = new double[days];
        Arrays.fill(series, Double.NaN);
        return series;
    }

    @Override
    public ShortHaulHistory shortHaul(ServiceDate from, ServiceDate upTo) {
        ShortHaulNetwork network = getNetwork();
        Map<String, Wave> waves = network.lines().stream().collect(Collectors.toMap(Line::code, Line::wave));
        Map<LineDay, double[]> slots = new HashMap<>();
        Map<LineDay, Double> preknown = new HashMap<>();
        snapshot.executeWithoutResult(status -> {
            streaming.query(
                    "SELECT line, date, slot, parcels FROM forecasting.slot_volume WHERE date BETWEEN ? AND ?",
                    (RowCallbackHandler) row -> {
                        Wave wave = waves.get(row.getString("line"));
                        int slot = row.getInt("slot");
                        if (wave != null && slot < wave.slots()) {
                            slots.computeIfAbsent(
                                                    new LineDay(row.getString("line"), Rows.day(row, "date")),
                                                    day -> new double[wave.slots()])[slot] =
                                    row.getDouble("parcels");
                        }
                    },
                    from.date(),
                    upTo.date());
            streaming.query(
                    "SELECT line, date, parcels FROM forecasting.preknown WHERE date BETWEEN ? AND ?",
                    (RowCallbackHandler) row -> preknown.put(
                            new LineDay(row.getString("line"), Rows.day(row, "date")), row.getDouble("parcels")),
                    from.date(),
                    upTo.plusDays(1).date());
        });
        Map<LineDay, SlotProfile> actual = new HashMap<>();
        slots.forEach((day, parcels) ->
                actual.put(day, SlotProfile.of(waves.getOrDefault(day.line(), Wave.W0600), parcels)));
        return new ShortHaulHistory(network, actual, preknown);
    }

    @Override
    public ShortHaulNetwork getNetwork() {
        List<Fleet> fleets = db.sql("SELECT id, own_vehicles FROM forecasting.fleet ORDER BY id")
                .query((row, number) -> new Fleet(row.getString(1), row.getInt(2)))
                .list();
        List<Line> lines = db.sql("SELECT * FROM forecasting.line ORDER BY code")
                .query((row, number) -> new Line(
                        row.getString("code"),
                        row.getString("origin"),
                        row.getString("site"),
                        Wave.ofCode(row.getString("wave")),
                        row.getString("fleet_id"),
                        row.getInt("latest_departure_minute"),
                        row.getDouble("transit_minutes"),
                        row.getDouble("own_cost"),
                        row.getDouble("external_cost")))
                .list();
        List<SitePair> pairs = db.sql("SELECT first, second FROM forecasting.combinable_site")
                .query((row, number) -> new SitePair(row.getString(1), row.getString(2)))
                .list();
        return new ShortHaulNetwork(lines, fleets, new HashSet<>(pairs));
    }
}
