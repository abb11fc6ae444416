package cn.yunce.forecasting;

import cn.yunce.forecasting.VolumeForecasts.PastForecast;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How forecasts of days that have come compare with what came.
 *
 * @param leadDays days from the data cut-off to the day forecast, 1 the evening before; 0: of any lead
 * @param forecasts how many it is of
 * @param wapePercent sum of absolute errors by the sum of actual parcels, in percent; empty where nothing came
 * @param biasPercent sum of errors, forecast less actual, by the sum of actual parcels, in percent; empty where nothing came
 * @param coverage80Percent share of days within their 80 % interval, in percent; empty without such intervals
 */
public record ForecastAccuracy(
        int leadDays,
        int forecasts,
        OptionalDouble wapePercent,
        OptionalDouble biasPercent,
        OptionalDouble coverage80Percent) {
    private static final int LEVEL = 80;

    /** Of all; empty where there are none. */
    public static Optional<ForecastAccuracy> of(List<PastForecast> past) {
        return past.isEmpty() ? Optional.empty() : Optional.of(of(0, past));
    }

    /** One for each lead, ascending. */
    public static List<ForecastAccuracy> byLead(List<PastForecast> past) {
        Map<Integer, List<PastForecast>> leads =
                past.stream().collect(Collectors.groupingBy(PastForecast::leadDays, TreeMap::new, Collectors.toList()));
        return leads.entrySet().stream()
                .map(lead -> of(lead.getKey(), lead.getValue()))
                .toList();
    }

    private static ForecastAccuracy of(int leadDays, Collection<PastForecast> past) {
        double actual = past.stream().mapToDouble(PastForecast::actual).sum();
        double errors = past.stream()
                .mapToDouble(day -> Math.abs(day.mean() - day.actual()))
                .sum();
        double bias =
                past.stream().mapToDouble(day -> day.mean() - day.actual()).sum();
        return new ForecastAccuracy(
                leadDays,
                past.size(),
                percent(errors, actual),
                percent(bias, actual),
                past.stream()
                        .flatMap(day -> day.intervals().stream()
                                .filter(interval -> interval.levelPercent() == LEVEL)
                                .map(interval -> day.actual() >= interval.lo() && day.actual() <= interval.hi()))
                        .mapToDouble(within -> within ? 100 : 0)
                        .average());
    }

    private static OptionalDouble percent(double part, double whole) {
        return whole > 0 ? OptionalDouble.of(100 * part / whole) : OptionalDouble.empty();
    }
}
