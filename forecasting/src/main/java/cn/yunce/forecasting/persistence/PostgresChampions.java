package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.Champions;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.ModelPool;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.persistence.EveForecasts.Eve;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Champions in the tables of V130. */
@Component
final class PostgresChampions implements Champions, ChampionStore {
    private static final String SCORE = "days, better_days, champion_error, challenger_error";

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final PublishedRuns runs;
    private final RunRows rows;

    PostgresChampions(DataSource dataSource, Clock clock) {
        db = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.clock = clock;
        runs = new PublishedRuns(db);
        rows = new RunRows(dataSource, db);
    }

    @Override
    public List<Standing> listStandings() {
        Map<SeriesGroup, Standing> decided = new HashMap<>();
        db.sql(
                        "SELECT c.tier, c.direction, c.champion, c.challenger, r.days, r.better_days, r.champion_error, r.challenger_error "
                                + "FROM forecasting.champion c LEFT JOIN forecasting.run_champion r ON r.run_id = ? AND r.tier = c.tier "
                                + "AND r.direction = c.direction AND r.champion = c.champion AND r.challenger = c.challenger")
                .param(runs.latest().orElse(-1L))
                .query(row -> {
                    Standing standing = standing(row);
                    decided.put(standing.group(), standing);
                });
        List<Standing> standings = new ArrayList<>();
        for (NetworkTier tier : NetworkTier.values()) {
            for (Direction direction : Direction.values()) {
                SeriesGroup group = new SeriesGroup(tier, direction);
                standings.add(decided.getOrDefault(
                        group, new Standing(group, ModelPool.ALL, Optional.empty(), Optional.empty())));
            }
        }
        return standings;
    }

    @Override
    public List<Promotion> listPromotions() {
        return db.sql("SELECT * FROM forecasting.promotion ORDER BY id DESC")
                .query((row, number) -> new Promotion(
                        group(row),
                        ModelPool.valueOf(row.getString("from_pool")),
                        ModelPool.valueOf(row.getString("to_pool")),
                        score(row),
                        row.getString("promoted_by"),
                        Rows.instant(row, "promoted_at").orElseThrow()))
                .list();
    }

    @Override
    public void decide(SeriesGroup group, ModelPool champion, Optional<ModelPool> challenger, String by) {
        if (challenger.equals(Optional.of(champion))) {
            throw new IllegalArgumentException("challenger must be another than the champion, was " + champion);
        }
        transaction.executeWithoutResult(status -> {
            ModelPool before = standing(group).champion();
            put(group, champion, challenger);
            if (before != champion) {
                record(group, before, champion, Optional.empty(), by);
            }
        });
    }

    @Override
    public void promote(SeriesGroup group, Score score, String by) {
        transaction.executeWithoutResult(status -> {
            Standing standing = standing(group);
            ModelPool next = standing.challenger().orElseThrow();
            put(group, next, Optional.of(standing.champion()));
            record(group, standing.champion(), next, Optional.of(score), by);
        });
    }

    private Standing standing(SeriesGroup group) {
        return listStandings().stream()
                .filter(standing -> standing.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private void put(SeriesGroup group, ModelPool champion, Optional<ModelPool> challenger) {
        db.sql(
                        "INSERT INTO forecasting.champion (tier, direction, champion, challenger) VALUES (?, ?, ?, ?) "
                                + "ON CONFLICT (tier, direction) DO UPDATE SET champion = excluded.champion, challenger = excluded.challenger")
                .param(group.tier().name())
                .param(group.direction().name())
                .param(champion.name())
                .param(challenger.map(ModelPool::name).orElse(null))
                .update();
    }

    private void record(SeriesGroup group, ModelPool from, ModelPool to, Optional<Score> score, String by) {
        values(
                db.sql(
                                "INSERT INTO forecasting.promotion (tier, direction, from_pool, to_pool, promoted_by, promoted_at, "
                                        + SCORE + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .param(group.tier().name())
                        .param(group.direction().name())
                        .param(from.name())
                        .param(to.name())
                        .param(by)
                        .param(Timestamp.from(clock.instant())),
                score);
    }

    private static void values(JdbcClient.StatementSpec insert, Optional<Score> score) {
        insert.param(score.map(Score::days).orElse(null))
                .param(score.map(Score::betterDays).orElse(null))
                .param(score.map(Score::championError).orElse(null))
                .param(score.map(Score::challengerError).orElse(null))
                .update();
    }

    @Override
    public void saveStandings(long runId, List<Standing> standings) {
        transaction.executeWithoutResult(status -> {
            db.sql("DELETE FROM forecasting.run_champion WHERE run_id = ?")
                    .param(runId)
                    .update();
            for (Standing standing : standings) {
                values(
                        db.sql("INSERT INTO forecasting.run_champion (run_id, tier, direction, champion, challenger, "
                                        + SCORE + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                                .param(runId)
                                .param(standing.group().tier().name())
                                .param(standing.group().direction().name())
                                .param(standing.champion().name())
                                .param(standing.challenger()
                                        .map(ModelPool::name)
                                        .orElse(null)),
                        standing.score());
            }
        });
    }

    @Override
    public Map<SeriesGroup, ModelPool> listChampions(long runId) {
        Map<SeriesGroup, ModelPool> champions = new HashMap<>();
        db.sql("SELECT * FROM forecasting.run_champion WHERE run_id = ?")
                .param(runId)
                .query(row -> {
                    champions.put(group(row), ModelPool.valueOf(row.getString("champion")));
                });
        return champions;
    }

    @Override
    public void saveChallengers(long runId, Map<ModelPool, List<SeriesForecast>> forecasts) {
        CopyRow out = new CopyRow();
        forecasts.forEach((pool, series) -> series.forEach(forecast -> {
            NodeSeriesId id = NodeSeriesId.parse(forecast.id());
            ForecastPoint next = forecast.points().getFirst();
            out.add((double) runId)
                    .add(id.nodeId())
                    .add(id.direction().name())
                    .add(next.instant().toLocalDate())
                    .add(pool.name())
                    .add(next.mean());
            Rows.intervals(out, next.intervals());
            out.end();
        }));
        transaction.executeWithoutResult(status -> rows.replace(
                runId,
                "challenger_forecast",
                "run_id, node_id, direction, date, pool, mean, levels, lo, hi",
                out.takeText()));
    }

    @Override
    public Map<String, List<Eve>> listChallengers(ModelPool pool, ServiceDate from, ServiceDate upTo) {
        Map<String, List<Eve>> days = new HashMap<>();
        db.sql("SELECT f.* FROM (" + PublishedRuns.LAST_OF_EACH_DAY + ") r "
                        + "JOIN forecasting.challenger_forecast f ON f.run_id = r.id AND f.pool = ? ORDER BY f.date")
                .params(from.date(), upTo.date(), pool.name())
                .query(row -> {
                    days.computeIfAbsent(
                                    new NodeSeriesId(
                                                    row.getString("node_id"),
                                                    Direction.valueOf(row.getString("direction")))
                                            .toString(),
                                    key -> new ArrayList<>())
                            .add(new Eve(Rows.day(row, "date"), row.getDouble("mean"), Rows.intervals(row)));
                });
        return days;
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                group(row),
                ModelPool.valueOf(row.getString("champion")),
                Optional.ofNullable(row.getString("challenger")).map(ModelPool::valueOf),
                score(row));
    }

    private static SeriesGroup group(ResultSet row) throws SQLException {
        return new SeriesGroup(
                NetworkTier.valueOf(row.getString("tier")), Direction.valueOf(row.getString("direction")));
    }

    private static Optional<Score> score(ResultSet row) throws SQLException {
        return Objects.isNull(row.getObject("days"))
                ? Optional.empty()
                : Optional.of(new Score(
                        row.getInt("days"),
                        row.getInt("better_days"),
                        row.getDouble("champion_error"),
                        row.getDouble("challenger_error")));
    }
}
