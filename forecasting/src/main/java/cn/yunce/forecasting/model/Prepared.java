package cn.yunce.forecasting.model;

import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A series made ready for the forecasters: leading gaps cut off, inner gaps filled, oddities named. */
final class Prepared {
    /** Older observations than this many say nothing more. */
    private static final int LONGEST = 3000;

    private static final double ZEROS_OF_INTERMITTENT = 0.3;
    private static final double LARGEST = 1e15;
    /** Nothing that is counted in parcels is larger, or smaller but for zero. */
    private static final double LARGEST_LIKELY = 1e12;

    private static final double SMALLEST_LIKELY = 1e-6;

    final VolumeSeries series;
    final Past past;
    /** What a planner expects each observation, and each of those that come, to be multiplied by; empty where he says nothing. */
    final double[] planned;

    final List<String> flags;
    final boolean intermittent;
    final boolean constant;

    private Prepared(
            VolumeSeries series,
            Past past,
            double[] planned,
            List<String> flags,
            boolean intermittent,
            boolean constant) {
        this.planned = planned;
        this.series = series;
        this.past = past;
        this.flags = flags;
        this.intermittent = intermittent;
        this.constant = constant;
    }

    /** Throws {@link IllegalArgumentException} naming the series when it has no observation. */
    static Prepared of(VolumeSeries series, int season, int horizon, KnownAhead ahead) {
        double[] all = series.toArray();
        List<String> flags = new ArrayList<>();
        for (int t = 0; t < all.length; t++) {
            if (!Double.isNaN(all[t]) && !(Math.abs(all[t]) <= LARGEST)) {
                all[t] = Double.NaN;
                add(flags, "absurd-values-ignored");
            }
        }
        int first = 0;
        while (first < all.length && Double.isNaN(all[first])) {
            first++;
        }
        if (first == all.length) {
            throw new IllegalArgumentException(
                    "series " + series.id() + " must have at least one observation, had none in " + all.length);
        }
        int from = Math.max(first, all.length - LONGEST);
        double[] values = Arrays.copyOfRange(all, from, all.length);
        double[] given = values.clone();
        if (fill(values, season)) {
            add(flags, "gaps-filled");
        }
        int size = values.length;
        long zeros = Arrays.stream(values).filter(value -> value == 0).count();
        double lowest = Arrays.stream(values).min().orElse(0);
        boolean constant = lowest == Arrays.stream(values).max().orElse(0);
        boolean intermittent = lowest >= 0 && zeros > ZEROS_OF_INTERMITTENT * size && zeros < size;
        if (size < Math.max(8, 3 * season)) {
            add(flags, "short-history");
        }
        if (constant) {
            add(flags, zeros == size ? "all-zero" : "constant");
        }
        if (intermittent) {
            add(flags, "intermittent");
        }
        if (lowest < 0) {
            add(flags, "negative-values");
        }
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        if (largest > LARGEST_LIKELY || (largest < SMALLEST_LIKELY && largest > 0)) {
            add(flags, "unlikely-scale");
        }
        flags.addAll(Oddities.of(given, season, intermittent));
        double[][] known = ahead.columns(series, from, horizon, flags);
        long firstDay = series.frequency() == Frequency.DAILY
                ? series.instant(from).toLocalDate().toEpochDay()
                : Past.NOT_DAILY;
        return new Prepared(
                series,
                new Past(values, size, season, known, firstDay),
                KnownAhead.planned(series, from, horizon),
                flags,
                intermittent,
                constant);
    }

    /** The values as the forecasters see them: nothing absurd, gaps filled, zero before the first. */
    static double[] filled(double[] all, int season) {
        double[] values = Arrays.stream(all)
                .map(value -> Math.abs(value) <= LARGEST ? value : Double.NaN)
                .toArray();
        int first = 0;
        while (first < values.length && Double.isNaN(values[first])) {
            values[first++] = 0;
        }
        double[] known = Arrays.copyOfRange(values, first, values.length);
        if (known.length > 0) {
            fill(known, season);
        }
        System.arraycopy(known, 0, values, first, known.length);
        return values;
    }

    private static void add(List<String> flags, String flag) {
        if (!flags.contains(flag)) {
            flags.add(flag);
        }
    }

    /** Fills each gap by the same time of the seasons around it, or by a line between its neighbours; the first value is there. */
    private static boolean fill(double[] values, int season) {
        boolean filled = false;
        double[] given = values.clone();
        int next = 0;
        for (int t = 1; t < values.length; t++) {
            if (Double.isNaN(given[t])) {
                filled = true;
                if (next <= t) {
                    next = t + 1;
                    while (next < given.length && Double.isNaN(given[next])) {
                        next++;
                    }
                }
                double before = t >= season ? values[t - season] : Double.NaN;
                double after = t + season < given.length ? given[t + season] : Double.NaN;
                if (season > 1 && !Double.isNaN(before)) {
                    values[t] = Double.isNaN(after) ? before : (before + after) / 2;
                } else if (next < given.length) {
                    values[t] = values[t - 1] + (given[next] - values[t - 1]) / (next - t + 1);
                } else {
                    values[t] = values[t - 1];
                }
            }
        }
        return filled;
    }
}
