package cn.yunce.forecasting;

import java.util.List;

/**
 * Forecasts of daily series and of their sums by week, that add up: means, and quantiles in the sense that a week's come from samples of its
 * seven days whose own quantiles are those of the days.
 *
 * @param days one forecast for each series
 * @param weeks one for each series, a point for each seven days from the first day forecast, at their first; what is left of the horizon has none
 */
public record WeeklyForecast(List<SeriesForecast> days, List<SeriesForecast> weeks) {
    public WeeklyForecast {
        days = List.copyOf(days);
        weeks = List.copyOf(weeks);
    }
}
