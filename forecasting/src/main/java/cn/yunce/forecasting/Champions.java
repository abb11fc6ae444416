package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkTier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which models forecast a group of series in the daily run, the champion's, and which are tried beside them, the challenger's: forecast every evening,
 * never published. A challenger that was clearly better over the last days takes the champion's place.
 */
public interface Champions {

    /** Of every group, by tier and direction. */
    List<Standing> listStandings();

    /** Latest first. */
    List<Promotion> listPromotions();

    /**
     * Decides a group by hand, from the next run on; a change of champion is put on record.
     *
     * @throws IllegalArgumentException when both are the same
     */
    void decide(SeriesGroup group, ModelPool champion, Optional<ModelPool> challenger, String by);

    /** Series of nodes of a tier, in one direction. */
    record SeriesGroup(NetworkTier tier, Direction direction) {
        @Override
        public String toString() {
            return tier + "/" + direction;
        }
    }

    /**
     * Forecasts of one day ahead over the last days that both forecast.
     *
     * @param betterDays days on which the challenger's absolute errors added up to less
     * @param championError sum of absolute errors / sum of volumes
     * @param challengerError the same of the challenger
     */
    record Score(int days, int betterDays, double championError, double challengerError) {}

    /**
     * Who forecasts a group.
     *
     * @param challenger empty: none is tried
     * @param score as the last run found it; empty before there is anything to compare
     */
    record Standing(SeriesGroup group, ModelPool champion, Optional<ModelPool> challenger, Optional<Score> score) {}

    /**
     * A change of champion.
     *
     * @param score what it was decided by; empty where a person decided
     * @param by a user, or the daily run
     */
    record Promotion(SeriesGroup group, ModelPool from, ModelPool to, Optional<Score> score, String by, Instant at) {}
}
