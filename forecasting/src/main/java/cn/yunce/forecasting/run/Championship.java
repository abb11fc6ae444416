package cn.yunce.forecasting.run;

import cn.yunce.forecasting.Champions;
import cn.yunce.forecasting.Champions.Score;
import cn.yunce.forecasting.Champions.SeriesGroup;
import cn.yunce.forecasting.Champions.Standing;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.persistence.ChampionStore;
import cn.yunce.forecasting.persistence.EveForecasts;
import cn.yunce.forecasting.persistence.EveForecasts.Eve;
import cn.yunce.forecasting.persistence.RunInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Compares each group's challenger with its champion on the last days, by forecasts that both made the evening before, and promotes it where it is better:
 * by a margin, over enough days, and on most of them.
 */
@Component
final class Championship {
    private static final int LOOKED_AT_DAYS = 28;
    private static final int LEAST_DAYS = 14;
    private static final double MARGIN = 0.03;

    private final Champions champions;
    private final ChampionStore store;
    private final EveForecasts eves;

    Championship(Champions champions, ChampionStore store, EveForecasts eves) {
        this.champions = champions;
        this.store = store;
        this.eves = eves;
    }

    /** Who forecasts the run's groups, after promotions; kept with the run. */
    List<Standing> settle(long runId, RunInput input, ServiceDate upTo) {
        Map<SeriesGroup, Score> scores = scores(input, upTo);
        scores.forEach((group, score) -> {
            if (isBetter(score)) {
                store.promote(group, score, "daily run " + runId);
            }
        });
        List<Standing> settled = champions.listStandings().stream()
                .map(standing -> new Standing(
                        standing.group(),
                        standing.champion(),
                        standing.challenger(),
                        // Of those who changed places nothing is known yet.
                        Optional.ofNullable(scores.get(standing.group())).filter(score -> !isBetter(score))))
                .toList();
        store.saveStandings(runId, settled);
        return settled;
    }

    static boolean isBetter(Score score) {
        return score.days() >= LEAST_DAYS
                && 2 * score.betterDays() > score.days()
                && score.challengerError() <= (1 - MARGIN) * score.championError();
    }

    private Map<SeriesGroup, Score> scores(RunInput input, ServiceDate upTo) {
        Map<SeriesGroup, Score> scores = new HashMap<>();
        List<Standing> challenged = champions.listStandings().stream()
                .filter(standing -> standing.challenger().isPresent())
                .toList();
        if (challenged.isEmpty()) {
            return scores;
        }
        ServiceDate from = upTo.plusDays(-LOOKED_AT_DAYS);
        ServiceDate lastEve = upTo.plusDays(-1);
        Map<String, List<Eve>> published = eves.listOutlets(from, lastEve);
        Map<String, SeriesGroup> groups = RunPools.groups(input);
        for (Standing standing : challenged) {
            Map<String, List<Eve>> tried =
                    store.listChallengers(standing.challenger().orElseThrow(), from, lastEve);
            Map<ServiceDate, Sums> days = new TreeMap<>();
            for (VolumeSeries series : input.series()) {
                if (standing.group().equals(groups.get(series.id()))) {
                    compare(
                            series,
                            published.getOrDefault(series.id(), List.of()),
                            tried.getOrDefault(series.id(), List.of()),
                            days);
                }
            }
            Sums all = days.values().stream().reduce(Sums.NONE, Sums::plus);
            if (all.volume() > 0) {
                int better = (int) days.values().stream()
                        .filter(day -> day.challenger() < day.champion())
                        .count();
                scores.put(
                        standing.group(),
                        new Score(days.size(), better, all.champion() / all.volume(), all.challenger() / all.volume()));
            }
        }
        return scores;
    }

    private static void compare(
            VolumeSeries series, List<Eve> champion, List<Eve> challenger, Map<ServiceDate, Sums> days) {
        Map<ServiceDate, Double> means = new HashMap<>();
        champion.forEach(eve -> means.put(eve.date(), eve.mean()));
        for (Eve eve : challenger) {
            Double mean = means.get(eve.date());
            double actual = RunInput.volume(series, eve.date());
            if (mean != null && !Double.isNaN(actual)) {
                days.merge(
                        eve.date(),
                        new Sums(Math.abs(actual - mean), Math.abs(actual - eve.mean()), Math.abs(actual)),
                        Sums::plus);
            }
        }
    }

    /** Absolute errors and volumes, added up. */
    private record Sums(double champion, double challenger, double volume) {
        static final Sums NONE = new Sums(0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(champion + other.champion, challenger + other.challenger, volume + other.volume);
        }
    }
}
