package cn.yunce.forecasting.model;

import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Days as they may come: residuals of {@link VolumeRatios} at past origins, drawn by whole days (a block bootstrap, Künsch 1989), in
 * pairs of opposite sign. What an origin-wave's lines shared on the day stays common; the rest goes to other lines of it, as a
 * few days tell little of a line alone. The course of the day is a past day's.
 */
final class LineScenarios {
    private static final int LEAST_DAYS = 2;
    private static final double LARGEST_ERROR = Math.log(2);

    private LineScenarios() {}

    static List<Map<String, SlotProfile>> of(ShortHaulHistory everything, ServiceDate date, int count, long seed) {
        ShortHaulHistory history = everything.knownBefore(date);
        List<ServiceDate> days = LineForecaster.lastDays(history);
        int past = days.size();
        if (past <= LEAST_DAYS) {
            return List.of();
        }
        SlotShares shares = SlotShares.of(history, days);
        List<ServiceDate> pastDays = List.copyOf(days);
        days.add(date);
        VolumeRatios ratios = VolumeRatios.of(history, days);
        VolumeRatios.DayForecast forecast = ratios.forecast(past);
        List<double[]> errors = IntStream.range(Math.max(LEAST_DAYS, past - LineForecaster.RESIDUAL_ORIGINS), past)
                .parallel()
                .mapToObj(day -> ratios.forecast(day).scaledErrors())
                .toList();
        Random random = new Random(seed);
        List<Map<String, SlotProfile>> scenarios = new ArrayList<>();
        while (scenarios.size() < count) {
            double[] drawn = draw(errors.get(random.nextInt(errors.size())), ratios, random);
            ServiceDate course = pastDays.get(random.nextInt(past));
            for (int sign = 1; sign >= -1 && scenarios.size() < count; sign -= 2) {
                scenarios.add(scenario(history, forecast, drawn, sign, course, shares));
            }
        }
        return List.copyOf(scenarios);
    }

    /** By line, the error of a line of its group on the day, so that what the group shared stays. */
    private static double[] draw(double[] errors, VolumeRatios ratios, Random random) {
        double[] drawn = new double[errors.length];
        for (int g = 0; g < ratios.groups(); g++) {
            int of = g;
            int[] members = IntStream.range(0, errors.length)
                    .filter(line -> ratios.group(line) == of)
                    .toArray();
            double[] known = Quantiles.sortedNumbers(
                    Arrays.stream(members).mapToDouble(line -> errors[line]).toArray());
            for (int line : members) {
                drawn[line] = known.length == 0 ? 0 : known[random.nextInt(known.length)];
            }
        }
        return drawn;
    }

    private static Map<String, SlotProfile> scenario(
            ShortHaulHistory history,
            VolumeRatios.DayForecast forecast,
            double[] errors,
            int sign,
            ServiceDate course,
            SlotShares shares) {
        List<Line> lines = history.network().lines();
        Map<String, SlotProfile> volumes = new LinkedHashMap<>();
        for (int line = 0; line < lines.size(); line++) {
            Line of = lines.get(line);
            double error = Math.clamp(sign * forecast.spread(line) * errors[line], -LARGEST_ERROR, LARGEST_ERROR);
            double parcels = Math.max(0, Math.expm1(forecast.log(line) + error));
            SlotProfile like = history.actual().get(new LineDay(of.code(), course));
            double[] slots = shares.share(line);
            if (like != null && like.total() > 0) {
                slots = Arrays.stream(like.toArray())
                        .map(value -> value / like.total())
                        .toArray();
            }
            volumes.put(
                    of.code(),
                    SlotProfile.of(of.wave(), inTime(of, slots, parcels)).wholeParcels());
        }
        return volumes;
    }

    /** Parcels by slot; none that would come after the line's latest departure. */
    private static double[] inTime(Line line, double[] shares, double parcels) {
        double[] slots = new double[shares.length];
        int last = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            if (line.wave().readyMinute(slot) <= line.latestDepartureMinute()) {
                last = slot;
            }
            slots[Math.min(slot, last)] += shares[slot] * parcels;
        }
        return slots;
    }
}
