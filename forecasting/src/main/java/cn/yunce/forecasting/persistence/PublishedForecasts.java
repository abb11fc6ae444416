package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.Wave;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads with the role that cannot write. */
@Component
final class PublishedForecasts implements VolumeForecasts {
    /** Farther ahead nothing is forecast. */
    private static final int MAX_LEAD_DAYS = 60;

    private final JdbcClient db;
    private final PublishedRuns runs;

    PublishedForecasts(@Qualifier("readOnlyDataSource") DataSource dataSource) {
        db = JdbcClient.create(dataSource);
        runs = new PublishedRuns(db);
    }

    @Override
    public List<NetworkNode> listNodes(Optional<NetworkTier> tier, Optional<String> parentId) {
        return db.sql("SELECT * FROM forecasting.node WHERE (:tier = '' OR tier = :tier) "
                        + "AND (:parent = '' OR parent_id = :parent) ORDER BY id")
                .param("tier", tier.map(Enum::name).orElse(""))
                .param("parent", parentId.orElse(""))
                .query((row, number) -> Rows.node(row))
                .list();
    }

    @Override
    public Optional<NetworkNode> findNode(String id) {
        return db.sql("SELECT * FROM forecasting.node WHERE id = ?")
                .param(id)
                .query((row, number) -> Rows.node(row))
                .optional();
    }

    @Override
    public List<DayVolume> listHistory(String nodeId, Direction direction, int days) {
        Checks.inRange("days", days, 1, 100_000);
        Optional<LocalDate> last = lastDay("node_volume");
        if (last.isEmpty()) {
            return List.of();
        }
        // Nearly every node has a volume every day: look at the last few partitions first.
        List<DayVolume> recent = history(nodeId, direction, days, last.get().minusDays(days - 1L));
        return recent.size() == days ? recent : history(nodeId, direction, days, LocalDate.EPOCH);
    }

    @Override
    public Map<String, DayVolume> listBusiestDays(Direction direction, int days) {
        Checks.inRange("days", days, 1, 100_000);
        Map<String, DayVolume> busiest = new HashMap<>();
        db.sql("SELECT DISTINCT ON (county_id) county_id, date, parcels FROM forecasting.county_volume "
                        + "WHERE direction = ? AND date > (SELECT last_day FROM forecasting.volume_span "
                        + "WHERE volumes = 'node_volume') - ? ORDER BY county_id, parcels DESC, date")
                .params(direction.name(), days)
                .query(row -> {
                    busiest.put(
                            row.getString("county_id"), new DayVolume(Rows.day(row, "date"), row.getDouble("parcels")));
                });
        return busiest;
    }

    private List<DayVolume> history(String nodeId, Direction direction, int days, LocalDate from) {
        return db.sql("WITH RECURSIVE below AS (SELECT id FROM forecasting.node WHERE id = ? UNION ALL "
                        + "SELECT n.id FROM forecasting.node n JOIN below ON n.parent_id = below.id) "
                        + "SELECT date, sum(parcels) AS parcels FROM forecasting.node_volume "
                        + "WHERE node_id IN (SELECT id FROM below) AND direction = ? AND date >= ? "
                        + "GROUP BY date ORDER BY date DESC LIMIT ?")
                .params(nodeId, direction.name(), from, days)
                .query((row, number) -> new DayVolume(Rows.day(row, "date"), row.getDouble("parcels")))
                .list()
                .reversed();
    }

    @Override
    public List<NodeForecast> listNodeForecasts(String nodeId, Direction direction) {
        return runs.latestWith("NODES")
                .map(run -> db.sql("SELECT f.*, n.name, n.tier FROM forecasting.node_forecast f "
                                + "JOIN forecasting.node n ON n.id = f.node_id "
                                + "WHERE run_id = ? AND node_id = ? AND direction = ? ORDER BY date")
                        .params(run, nodeId, direction.name())
                        .query((row, number) -> nodeForecast(row))
                        .list())
                .orElse(List.of());
    }

    @Override
    public List<NodeForecast> listNodeForecasts(String nodeId, Direction direction, long runId) {
        return db.sql("SELECT f.*, n.name, n.tier FROM forecasting.node_forecast f "
                        + "JOIN forecasting.node n ON n.id = f.node_id "
                        + "JOIN forecasting.run r ON r.id = f.run_id AND r.published_at IS NOT NULL "
                        + "WHERE f.run_id = ? AND f.node_id = ? AND f.direction = ? ORDER BY f.date")
                .params(runId, nodeId, direction.name())
                .query((row, number) -> nodeForecast(row))
                .list();
    }

    @Override
    public List<PublishedRun> listNodeRuns(int limit) {
        return db.sql("SELECT * FROM (SELECT DISTINCT ON (data_cut_off) * FROM forecasting.run r "
                        + "WHERE published_at IS NOT NULL AND EXISTS (SELECT 1 FROM forecasting.forecast_day d "
                        + "WHERE d.run_id = r.id AND d.kind = 'NODES') ORDER BY data_cut_off, id DESC) r "
                        + "ORDER BY data_cut_off DESC LIMIT ?")
                .param(limit)
                .query((row, number) -> publishedRun(row))
                .list();
    }

    @Override
    public List<PastForecast> listPastForecasts(String nodeId, Direction direction, int days) {
        return past(
                listHistory(nodeId, direction, days),
                "forecasting.node_forecast f",
                "f.mean",
                "f.node_id = ? AND f.direction = ?",
                List.of(nodeId, direction.name()));
    }

    @Override
    public List<PastForecast> listPastForecasts(String line, int days) {
        return past(
                listLineHistory(line, days), "forecasting.line_forecast f", "f.parcels", "f.line = ?", List.of(line));
    }

    /** @param which condition with a place for each of {@code keys} */
    private List<PastForecast> past(
            List<DayVolume> history, String forecasts, String mean, String which, List<String> keys) {
        if (history.isEmpty()) {
            return List.of();
        }
        Map<ServiceDate, Double> actual =
                history.stream().collect(Collectors.toMap(DayVolume::date, DayVolume::parcels));
        LocalDate first = history.getFirst().date().date();
        LocalDate last = history.getLast().date().date();
        return db
                .sql("SELECT f.run_id, f.date, f.levels, f.lo, f.hi, r.data_cut_off, " + mean + " AS forecast FROM ("
                        + PublishedRuns.LAST_OF_EACH_DAY + ") r JOIN " + forecasts + " ON f.run_id = r.id "
                        + "WHERE f.date > r.data_cut_off AND f.date BETWEEN ? AND ? AND " + which
                        + " ORDER BY f.date, r.data_cut_off")
                .params(first.minusDays(MAX_LEAD_DAYS), last, first, last)
                .params(keys)
                .query((row, number) -> new PastForecast(
                        row.getLong("run_id"),
                        Rows.day(row, "data_cut_off"),
                        Rows.day(row, "date"),
                        row.getDouble("forecast"),
                        Rows.intervals(row),
                        actual.getOrDefault(Rows.day(row, "date"), Double.NaN)))
                .list()
                .stream()
                .filter(past -> !Double.isNaN(past.actual()))
                .toList();
    }

    @Override
    public List<DayVolume> listLineHistory(String line, int days) {
        Checks.inRange("days", days, 1, 100_000);
        Optional<LocalDate> last = lastDay("slot_volume");
        if (last.isEmpty()) {
            return List.of();
        }
        // As for nodes: the last few partitions are nearly always enough.
        List<DayVolume> recent = lineHistory(line, days, last.get().minusDays(days - 1L));
        return recent.size() == days ? recent : lineHistory(line, days, LocalDate.EPOCH);
    }

    private List<DayVolume> lineHistory(String line, int days, LocalDate from) {
        return db.sql("SELECT date, sum(parcels) AS parcels FROM forecasting.slot_volume WHERE line = ? AND date >= ? "
                        + "GROUP BY date ORDER BY date DESC LIMIT ?")
                .params(line, from, days)
                .query((row, number) -> new DayVolume(Rows.day(row, "date"), row.getDouble("parcels")))
                .list()
                .reversed();
    }

    @Override
    public List<DayVolume> listAnnounced(String line, ServiceDate from) {
        return db.sql("SELECT date, parcels FROM forecasting.preknown WHERE line = ? AND date >= ? ORDER BY date")
                .params(line, from.date())
                .query((row, number) -> new DayVolume(Rows.day(row, "date"), row.getDouble("parcels")))
                .list();
    }

    @Override
    public List<LineForecast> listLineForecasts(String line) {
        return runs.latestWith("LINES")
                .map(run -> db.sql(
                                "SELECT * FROM forecasting.line_forecast WHERE run_id = ? AND line = ? ORDER BY date")
                        .params(run, line)
                        .query((row, number) -> PostgresRunStore.lineForecast(row))
                        .list())
                .orElse(List.of());
    }

    @Override
    public boolean isLine(String code) {
        return db.sql("SELECT EXISTS (SELECT 1 FROM forecasting.line WHERE code = ?)")
                .param(code)
                .query(Boolean.class)
                .single();
    }

    private Optional<LocalDate> lastDay(String volumes) {
        return db.sql("SELECT last_day FROM forecasting.volume_span WHERE volumes = ?")
                .param(volumes)
                .query(LocalDate.class)
                .optional();
    }

    @Override
    public Optional<SeriesModel> findSeriesModel(String nodeId, Direction direction) {
        return runs.latestWith("NODES")
                .flatMap(run -> db.sql(
                                "SELECT * FROM forecasting.series_model WHERE run_id = ? AND node_id = ? AND direction = ?")
                        .params(run, nodeId, direction.name())
                        .query((row, number) -> PostgresRunStore.seriesModel(row))
                        .optional())
                .map(model -> new SeriesModel(model.weights(), model.why(), model.flags()));
    }

    @Override
    public List<NodeForecast> listNodeForecasts(NetworkTier tier, Direction direction, ServiceDate date) {
        return runs.inForce("NODES", date)
                .map(run -> db.sql(
                                "SELECT f.*, n.name, n.tier FROM forecasting.node n JOIN forecasting.node_forecast f "
                                        + "ON f.node_id = n.id AND f.run_id = ? AND f.direction = ? AND f.date = ? "
                                        + "WHERE n.tier = ? ORDER BY f.mean DESC, n.id")
                        .params(run, direction.name(), date.date(), tier.name())
                        .query((row, number) -> nodeForecast(row))
                        .list())
                .orElse(List.of());
    }

    private static NodeForecast nodeForecast(ResultSet row) throws SQLException {
        return new NodeForecast(
                row.getString("node_id"),
                row.getString("name"),
                NetworkTier.valueOf(row.getString("tier")),
                Direction.valueOf(row.getString("direction")),
                Rows.day(row, "date"),
                row.getDouble("mean"),
                Rows.intervals(row),
                row.getString("model"),
                Rows.parts(row));
    }

    @Override
    public List<LineForecast> listLineForecasts(ServiceDate date, Optional<Wave> wave) {
        return runs.inForce("LINES", date)
                .map(run -> db.sql("SELECT * FROM forecasting.line_forecast WHERE run_id = :run AND date = :date "
                                + "AND (:wave = '' OR wave = :wave) ORDER BY parcels DESC, line")
                        .param("run", run)
                        .param("date", date.date())
                        .param("wave", wave.map(Wave::code).orElse(""))
                        .query((row, number) -> PostgresRunStore.lineForecast(row))
                        .list())
                .orElse(List.of());
    }

    @Override
    public List<ServiceDate> listForecastDates() {
        return runs.days("NODES", "LINES");
    }

    @Override
    public Optional<PublishedRun> findLatestRun() {
        return db.sql(
                        "SELECT * FROM forecasting.run WHERE published_at IS NOT NULL ORDER BY data_cut_off DESC, id DESC LIMIT 1")
                .query((row, number) -> publishedRun(row))
                .optional();
    }

    private static PublishedRun publishedRun(ResultSet row) throws SQLException {
        return new PublishedRun(
                row.getLong("id"),
                Rows.day(row, "data_cut_off"),
                Rows.instant(row, "published_at").orElseThrow(),
                row.getBoolean("synthetic"));
    }
}
