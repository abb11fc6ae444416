package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;
import java.util.List;

/**
 * How to forecast.
 *
 * @param horizon observations ahead, 1..366
 * @param season observations in a season, 1 for none
 * @param levelsPercent coverages of the intervals, ascending
 * @param nonNegative volumes are never below zero
 * @param pool models that may take part
 */
public record ForecastOptions(
        int horizon, int season, List<Integer> levelsPercent, boolean nonNegative, ModelPool pool) {
    /** With every model. */
    public ForecastOptions(int horizon, int season, List<Integer> levelsPercent, boolean nonNegative) {
        this(horizon, season, levelsPercent, nonNegative, ModelPool.ALL);
    }

    public ForecastOptions {
        if (horizon < 1 || horizon > 366) {
            throw new IllegalArgumentException("horizon must be 1..366 observations, was " + horizon);
        }
        Checks.inRange("season", season, 1, 1008);
        levelsPercent = levelsPercent.stream().sorted().distinct().toList();
        levelsPercent.forEach(level -> Checks.inRange("level", level, 1, 99));
    }
}
