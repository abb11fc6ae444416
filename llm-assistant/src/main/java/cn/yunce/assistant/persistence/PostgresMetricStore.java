package cn.yunce.assistant.persistence;

import cn.yunce.assistant.metric.FactQuery;
import cn.yunce.assistant.metric.Grain;
import cn.yunce.assistant.metric.Kpi;
import cn.yunce.assistant.metric.MetricStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Facts in the tables of forecasting, by the role that can only SELECT for five seconds at a time. Statements are made of fixed
 * parts; whatever comes from a question is a parameter.
 */
@Component
final class PostgresMetricStore implements MetricStore {
    private static final int MAX_ROWS = 20_000;
    /** SQLSTATE query_canceled, which statement_timeout ends with. */
    private static final String ENDED = "57014";
    /** A point-in-time value that is told monthly is looked for in the days before, too. */
    private static final int LOOK_BACK_DAYS = 62;

    private static final String PLACE = """
            WITH place AS MATERIALIZED (
              SELECT n.id, n.name, n.tier,
                     CASE n.tier WHEN 'COUNTY' THEN n.id WHEN 'TOWNSHIP' THEN n.parent_id
                       WHEN 'VILLAGE' THEN CASE p.tier WHEN 'COUNTY' THEN p.id ELSE p.parent_id END END AS county,
                     CASE n.tier WHEN 'TOWNSHIP' THEN n.id WHEN 'VILLAGE' THEN n.parent_id END AS township
                FROM forecasting.node n LEFT JOIN forecasting.node p ON p.id = n.parent_id)
            """;

    private final JdbcClient db;

    PostgresMetricStore(@Qualifier("readOnlyDataSource") DataSource readOnlyDataSource) {
        db = JdbcClient.create(readOnlyDataSource);
    }

    @Override
    public List<Cell> read(FactQuery query) {
        return inTime(() -> db.sql(sql(query))
                .params(params(query))
                .query(PostgresMetricStore::cell)
                .list());
    }

    private static <T> T inTime(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException cause && ENDED.equals(cause.getSQLState())) {
                throw new TooSlow(e);
            }
            throw e;
        }
    }

    @Override
    public String explain(FactQuery query) {
        String text = sql(query).replaceAll("\\s+", " ").strip();
        for (Map.Entry<String, Object> param : params(query).entrySet()) {
            text = text.replace(":" + param.getKey(), "'" + param.getValue() + "'");
        }
        return text;
    }

    private static String sql(FactQuery query) {
        String group = switch (query.by()) {
            case CITY -> "";
            case COUNTY -> "p.county";
            case TOWNSHIP -> "p.township";
            case VILLAGE, OUTLET -> "p.id";
        };
        String bucket = query.bucket().map(PostgresMetricStore::bucket).orElse("CAST(:first AS date)");
        String summed =
                switch (query.kpi().fact().substring(query.kpi().factName().length())) {
                    case ":denominator" -> "denominator";
                    case ":rest" -> "denominator - numerator";
                    default -> "numerator";
                };
        String facts = switch (query.kpi().facts()) {
            case KPI_DAILY ->
                "SELECT node_id, date, " + summed
                        + " AS num, denominator AS den FROM forecasting.kpi_daily f WHERE kpi = :fact";
            case NODE_VOLUME ->
                query.isOfCounties()
                        ? "SELECT county_id AS node_id, date, parcels AS num, 1 AS den FROM forecasting.county_volume f WHERE direction IN (:directions)"
                        : "SELECT node_id, date, parcels AS num, 1 AS den FROM forecasting.node_volume f WHERE direction IN (:directions)";
            case TARGET_PROGRESS ->
                "SELECT node_id, date, value AS num, 1 AS den FROM forecasting.target_progress f WHERE target_id = :fact";
        };
        String where =
                " AND f.date >= :from AND f.date < :to" + (query.only().isPresent() ? " AND f.date IN (:only)" : "");
        String rows = "SELECT node_id, date, " + bucket + " AS bucket, num, den FROM (" + facts + where + ") f";
        boolean last = query.kpi().aggregate().isPointInTime();
        String counted = last
                ? "SELECT * FROM (SELECT r.*, max(date) OVER (PARTITION BY bucket) AS final FROM (" + rows
                        + ") r) r WHERE date = final"
                : rows;
        String within = (query.by() == Kpi.Level.VILLAGE ? " AND p.tier = 'VILLAGE'" : "")
                + (query.nodes().isEmpty()
                        ? ""
                        : " AND (p.id IN (:places) OR p.county IN (:places) OR p.township IN (:places))")
                + (query.isOfVillages() ? " AND p.tier = 'VILLAGE'" : "");
        return PLACE
                + (group.isEmpty()
                        ? "SELECT '' AS id, '全市' AS name, '' AS county, "
                        : "SELECT g.id, g.name, COALESCE(g.county, '') AS county, ")
                + "r.bucket, sum(r.num) AS num, sum(r.den) AS den FROM (" + counted
                + ") r JOIN place p ON p.id = r.node_id"
                + (group.isEmpty() ? "" : " JOIN place g ON g.id = " + group)
                + " WHERE true"
                + within
                + (group.isEmpty() ? " GROUP BY r.bucket" : " GROUP BY g.id, g.name, g.county, r.bucket")
                + " ORDER BY bucket, id LIMIT " + MAX_ROWS;
    }

    private static String bucket(Grain grain) {
        return switch (grain) {
            case DAY, TEN_DAYS -> "date";
            case WEEK -> "CAST(date_trunc('week', date) AS date)";
            case MONTH -> "CAST(date_trunc('month', date) AS date)";
            case QUARTER -> "CAST(date_trunc('quarter', date) AS date)";
            case HALF_YEAR, YEAR -> "CAST(date_trunc('year', date) AS date)";
        };
    }

    private static Map<String, Object> params(FactQuery query) {
        boolean monthly = query.kpi().facts() == Kpi.Facts.TARGET_PROGRESS
                && query.bucket().isEmpty();
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("fact", query.kpi().factName());
        params.put(
                "directions",
                query.kpi().fact().equals("BOTH")
                        ? List.of("PICKUP", "DELIVERY")
                        : List.of(query.kpi().fact()));
        params.put("first", query.span().from());
        params.put(
                "from",
                monthly
                        ? query.span().to().minusDays(LOOK_BACK_DAYS)
                        : query.span().from());
        params.put("to", query.span().to());
        query.only().ifPresent(days -> params.put("only", days));
        if (!query.nodes().isEmpty()) {
            params.put("places", query.nodes());
        }
        return params;
    }

    private static Cell cell(ResultSet row, int number) throws SQLException {
        return new Cell(
                row.getString("id"),
                row.getString("name"),
                row.getString("county"),
                row.getObject("bucket", LocalDate.class),
                row.getDouble("num"),
                row.getDouble("den"));
    }

    @Override
    public Optional<LocalDate> findLastDay(Kpi kpi) {
        String sql = switch (kpi.facts()) {
            case KPI_DAILY -> "SELECT max(date) FROM forecasting.kpi_daily WHERE kpi = :fact";
            case NODE_VOLUME -> "SELECT max(last_day) FROM forecasting.volume_span WHERE :fact <> ''";
            case TARGET_PROGRESS -> "SELECT max(date) FROM forecasting.target_progress WHERE target_id = :fact";
        };
        return inTime(() -> db.sql(sql)
                .param("fact", kpi.factName())
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single());
    }

    @Override
    public List<Cell> readMonthEnds(Kpi kpi, LocalDate until) {
        return db.sql(
                        "SELECT '' AS id, '全市' AS name, '' AS county, date AS bucket, sum(value) AS num, 1 AS den"
                                + " FROM forecasting.target_progress WHERE target_id = :fact AND date < :until GROUP BY date ORDER BY date")
                .param("fact", kpi.fact())
                .param("until", until)
                .query(PostgresMetricStore::cell)
                .list();
    }

    @Override
    public List<Place> listPlaces() {
        return db.sql(
                        PLACE
                                + "SELECT p.id, p.name, p.tier, COALESCE(p.county, '') AS county FROM place p WHERE p.tier <> 'CITY' ORDER BY p.id")
                .query((row, number) -> new Place(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("tier").equals("VILLAGE")
                                ? Kpi.Level.OUTLET
                                : Kpi.Level.valueOf(row.getString("tier")),
                        row.getString("county")))
                .list();
    }

    @Override
    public boolean synthetic() {
        return db.sql("SELECT COALESCE(bool_or(synthetic), false) FROM forecasting.feed")
                .query(Boolean.class)
                .single();
    }
}
