package cn.yunce.forecasting.model;

import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Forecasts a planning day's lines from their pre-known volumes: {@link VolumeRatios} for the day, {@link SlotShares} for its course.
 *
 * <p>Intervals are split conformal: residuals of the same method at past origins, on the log scale, each divided by its line's
 * usual error, pooled over the lines of an origin and wave.
 */
final class LineForecaster {
    /** Older days say little: ratios move with contracts and seasons. */
    private static final int DAYS = 28;

    static final int RESIDUAL_ORIGINS = 14;
    private static final int LEAST_DAYS = 3;
    private static final int LEAST_RESIDUALS = 40;
    private static final List<Integer> LEVELS = List.of(80, 95);
    /** Spread of log errors while no residuals are there to tell. */
    private static final double UNKNOWN_SPREAD = 0.4;

    private LineForecaster() {}

    static List<LineForecast> forecast(ShortHaulHistory everything, ServiceDate date) {
        ShortHaulHistory history = everything.knownBefore(date);
        List<Line> lines = history.network().lines();
        List<ServiceDate> days = lastDays(history);
        int past = days.size();
        SlotShares shares = SlotShares.of(history, days);
        days.add(date);
        VolumeRatios ratios = VolumeRatios.of(history, days);
        VolumeRatios.DayForecast day = ratios.forecast(past);
        double[][] residuals = residuals(ratios, past);
        List<LineForecast> forecasts = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            Line of = lines.get(line);
            double parcels = Math.max(0, Math.expm1(day.log(line)));
            double[] slots = shares.share(line);
            for (int slot = 0; slot < slots.length; slot++) {
                slots[slot] *= parcels;
            }
            forecasts.add(new LineForecast(
                    of.code(),
                    date,
                    parcels,
                    intervals(day, line, parcels, residuals[ratios.group(line)]),
                    SlotProfile.of(of.wave(), slots),
                    basis(ratios.preknown(line, past), parcels, past)));
        }
        return forecasts;
    }

    /** The days that tell of the next one, ascending; may be changed. */
    static List<ServiceDate> lastDays(ShortHaulHistory history) {
        List<ServiceDate> days = history.actual().keySet().stream()
                .map(LineDay::date)
                .distinct()
                .sorted()
                .toList();
        return new ArrayList<>(days.subList(Math.max(0, days.size() - DAYS), days.size()));
    }

    /** Scaled residuals by group, ascending; a group with few takes those of all. */
    private static double[][] residuals(VolumeRatios ratios, int past) {
        double[][] byGroup = new double[ratios.groups()][];
        Arrays.setAll(byGroup, group -> new double[0]);
        List<VolumeRatios.DayForecast> days = IntStream.range(Math.max(LEAST_DAYS, past - RESIDUAL_ORIGINS), past)
                .parallel()
                .mapToObj(ratios::forecast)
                .toList();
        for (VolumeRatios.DayForecast day : days) {
            double[] errors = day.scaledErrors();
            for (int group = 0; group < byGroup.length; group++) {
                int of = group;
                byGroup[group] = concat(
                        byGroup[group],
                        IntStream.range(0, errors.length)
                                .filter(line -> ratios.group(line) == of)
                                .mapToDouble(line -> errors[line])
                                .toArray());
            }
        }
        double[] all = Quantiles.sortedNumbers(
                Arrays.stream(byGroup).flatMapToDouble(Arrays::stream).toArray());
        for (int group = 0; group < byGroup.length; group++) {
            double[] own = Quantiles.sortedNumbers(byGroup[group]);
            byGroup[group] = own.length >= LEAST_RESIDUALS ? own : all;
        }
        return byGroup;
    }

    private static double[] concat(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static List<Interval> intervals(
            VolumeRatios.DayForecast day, int line, double parcels, double[] residuals) {
        return LEVELS.stream()
                .map(level -> {
                    double tail = (100 - level) / 200.0;
                    double down = residuals.length > 1
                            ? day.spread(line) * Quantiles.conformal(residuals, tail)
                            : UNKNOWN_SPREAD * Math.log(2 * tail);
                    double up = residuals.length > 1
                            ? day.spread(line) * Quantiles.conformal(residuals, 1 - tail)
                            : -UNKNOWN_SPREAD * Math.log(2 * tail);
                    double lo = Math.max(0, Math.expm1(day.log(line) + down));
                    double hi = Math.expm1(day.log(line) + up);
                    return new Interval(level, Math.min(lo, parcels), Math.max(hi, parcels));
                })
                .toList();
    }

    private static String basis(double preknown, double parcels, int past) {
        if (Double.isNaN(preknown)) {
            return past == 0 ? "nothing known" : "no pre-known volume; median of " + past + " days";
        }
        return preknown > 0
                ? String.format(Locale.ROOT, "pre-known %.0f × ratio %.2f", preknown, parcels / preknown)
                : "pre-known 0; past days at low volume";
    }
}
