package cn.yunce.forecasting.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import cn.yunce.forecasting.Champions;
import cn.yunce.forecasting.Champions.Score;
import cn.yunce.forecasting.Champions.SeriesGroup;
import cn.yunce.forecasting.Champions.Standing;
import cn.yunce.forecasting.ModelPool;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.persistence.ChampionStore;
import cn.yunce.forecasting.persistence.EveForecasts;
import cn.yunce.forecasting.persistence.RunInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChampionshipTest {
    private static final ServiceDate UP_TO = ServiceDate.parse("2026-03-31");
    private static final SeriesGroup VILLAGES = new SeriesGroup(NetworkTier.VILLAGE, Direction.PICKUP);

    private final Groups groups = new Groups();

    /** Volumes of 100, by the champion forecast as 110. */
    private List<Standing> settle(int days, double challenger) {
        double[] volumes = new double[60];
        Arrays.fill(volumes, 100);
        RunInput input = new RunInput(
                14,
                List.of(new NetworkNode("V", "村", NetworkTier.VILLAGE, Optional.of("C"), 106, 31)),
                List.of(VolumeSeries.of(
                        "V/PICKUP", Frequency.DAILY, UP_TO.plusDays(-59).date().atStartOfDay(), volumes)),
                new ShortHaulHistory(new ShortHaulNetwork(List.of(), List.of(), Set.of()), Map.of(), Map.of()));
        groups.tried = eves(days, challenger);
        return new Championship(groups, groups, groups).settle(7, input, UP_TO);
    }

    private static List<EveForecasts.Eve> eves(int days, double mean) {
        return IntStream.range(0, days)
                .mapToObj(back -> new EveForecasts.Eve(UP_TO.plusDays(-back), mean, List.of()))
                .toList();
    }

    private static Standing of(List<Standing> standings) {
        return standings.stream()
                .filter(standing -> standing.group().equals(VILLAGES))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aChallengerThatWasClearlyBetterTakesTheChampionsPlaceAndTheOtherWayRound() {
        Standing standing = of(settle(14, 105));
        assertThat(standing.champion()).isEqualTo(ModelPool.OWN);
        assertThat(standing.challenger()).contains(ModelPool.ALL);
        assertThat(standing.score()).isEmpty();
        assertThat(groups.promotedBy).containsExactly(new Score(14, 14, 0.1, 0.05));
        assertThat(groups.saved).contains(standing);
    }

    @Test
    void oneThatWasBetterByLittleOrForAFewDaysStaysBesideWithItsScore() {
        Standing close = of(settle(20, 109.8));
        assertThat(close.champion()).isEqualTo(ModelPool.ALL);
        assertThat(close.score().orElseThrow().days()).isEqualTo(20);
        assertThat(close.score().orElseThrow().challengerError()).isLessThan(0.1);
        Standing early = of(settle(13, 100));
        assertThat(early.champion()).isEqualTo(ModelPool.ALL);
        assertThat(early.score()).contains(new Score(13, 13, 0.1, 0));
        assertThat(groups.promotedBy).isEmpty();
    }

    @Test
    void oneThatWasBetterOnOneGreatDayAloneIsNotPromoted() {
        assertThat(Championship.isBetter(new Score(20, 10, 0.1, 0.05))).isFalse();
        assertThat(Championship.isBetter(new Score(20, 11, 0.1, 0.05))).isTrue();
    }

    /** One group with a challenger. */
    private static final class Groups implements Champions, ChampionStore, EveForecasts {
        private ModelPool champion = ModelPool.ALL;
        private ModelPool challenger = ModelPool.OWN;
        private List<Eve> tried = List.of();
        private final List<Score> promotedBy = new ArrayList<>();
        private List<Standing> saved = List.of();

        @Override
        public List<Standing> listStandings() {
            return List.of(
                    new Standing(VILLAGES, champion, Optional.of(challenger), Optional.empty()),
                    new Standing(
                            new SeriesGroup(NetworkTier.CITY, Direction.PICKUP),
                            ModelPool.ALL,
                            Optional.empty(),
                            Optional.empty()));
        }

        @Override
        public void promote(SeriesGroup group, Score score, String by) {
            assertThat(group).isEqualTo(VILLAGES);
            promotedBy.add(score);
            ModelPool before = champion;
            champion = challenger;
            challenger = before;
        }

        @Override
        public void saveStandings(long runId, List<Standing> standings) {
            saved = standings;
        }

        @Override
        public Map<String, List<Eve>> listOutlets(ServiceDate from, ServiceDate upTo) {
            return Map.of("V/PICKUP", eves(28, 110));
        }

        @Override
        public Map<String, List<Eve>> listChallengers(ModelPool pool, ServiceDate from, ServiceDate upTo) {
            return Map.of("V/PICKUP", tried);
        }

        @Override
        public Map<String, List<Eve>> listLines(ServiceDate from, ServiceDate upTo) {
            return Map.of();
        }

        @Override
        public Map<SeriesGroup, ModelPool> listChampions(long runId) {
            return Map.of(VILLAGES, champion);
        }

        @Override
        public void saveChallengers(long runId, Map<ModelPool, List<SeriesForecast>> forecasts) {
            fail("a championship judges challengers, it makes none");
        }

        @Override
        public List<Promotion> listPromotions() {
            return List.of();
        }

        @Override
        public void decide(SeriesGroup group, ModelPool to, Optional<ModelPool> beside, String by) {
            fail("only a person decides without a score");
        }
    }
}
