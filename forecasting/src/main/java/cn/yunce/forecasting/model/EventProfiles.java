package cn.yunce.forecasting.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What events did to a panel's daily volumes: a factor for each day around a festival, the median over the series of the logarithm less
 * what the ordinary days around would let expect. A factor is drawn to one by how far years disagree and by what ordinary days show
 * without an event; a series' own sensitivity to all events is drawn to the panel's.
 */
final class EventProfiles {
    /** Ordinary days on either side from which an event day's usual volume is taken. */
    private static final int AROUND_DAYS = 21;

    private static final int LEAST_AROUND_DAYS = 7;
    private static final int LEAST_SIZE = 60;
    private static final double FIRST_YEAR_TRUST = 0.85;
    private static final double DOUBTS = 2;
    private static final double DOUBTS_OF_ONE_SERIES = 8;
    private static final double SENSITIVITY_PRIOR = 4;
    private static final double MOST_SENSITIVE = 2;
    private static final double OFFSET = 0.05;
    /** Standard deviation of an event's effect from year to year, as part of the effect. */
    private static final double DOUBT = 0.25;

    /** The same of an event that the history does not hold and that is expected to do as its kin did, and the least of it. */
    private static final double KINDRED_DOUBT = 0.8;

    private static final double LEAST_KINDRED_DOUBT = 0.25;
    /** An event's doubt fades over so many event days on either side: its dip and its peak may come some days earlier or later. */
    private static final int DOUBT_REACH_DAYS = 7;

    private final KnownAhead ahead;
    private final Map<KnownAhead.EventDay, Double> seen;
    private final Map<KnownAhead.EventDay, Double> effects;
    private final double noise;

    private EventProfiles(
            KnownAhead ahead,
            Map<KnownAhead.EventDay, Double> seen,
            Map<KnownAhead.EventDay, Double> effects,
            double noise) {
        this.ahead = ahead;
        this.seen = seen;
        this.effects = effects;
        this.noise = noise;
    }

    /** A past and how far each of its days is from what the ordinary days around let expect; of none where that cannot be told. */
    static final class Surprises {
        private final Past past;
        private final double[] ofDays;

        private Surprises(Past past, double[] ofDays) {
            this.past = past;
            this.ofDays = ofDays;
        }

        static Surprises of(Past past, KnownAhead ahead) {
            return new Surprises(past, isUsable(past) ? surprises(past, ahead) : new double[0]);
        }
    }

    /** Learns from those of the pasts that are daily, long enough and never negative. */
    static EventProfiles learn(List<Surprises> panel, KnownAhead ahead) {
        Map<Long, List<Double>> byDay = new TreeMap<>();
        for (Surprises series : panel) {
            for (int t = 0; t < series.ofDays.length; t++) {
                if (!Double.isNaN(series.ofDays[t])) {
                    byDay.computeIfAbsent(series.past.firstDay + t, day -> new ArrayList<>())
                            .add(series.ofDays[t]);
                }
            }
        }
        Map<KnownAhead.EventDay, List<Double>> years = new HashMap<>();
        double squares = 0;
        int ordinary = 0;
        for (Map.Entry<Long, List<Double>> day : byDay.entrySet()) {
            double usual = Quantiles.median(
                    day.getValue().stream().mapToDouble(value -> value).toArray());
            KnownAhead.EventDay event = ahead.event(day.getKey());
            if (event.isOrdinary()) {
                squares += usual * usual;
                ordinary++;
            } else {
                years.computeIfAbsent(event, key -> new ArrayList<>()).add(usual);
            }
        }
        double variance = ordinary == 0 ? 1 : squares / ordinary;
        // One series cannot tell an event from a promotion of its own.
        double doubts = DOUBTS + DOUBTS_OF_ONE_SERIES / Math.max(1, panel.size());
        Map<KnownAhead.EventDay, Double> seen = new HashMap<>();
        Map<KnownAhead.EventDay, Double> effects = new HashMap<>();
        years.forEach((event, values) -> {
            double mean = values.stream().mapToDouble(value -> value).sum() / values.size();
            seen.put(event, mean);
            effects.put(event, mean * trust(values, mean, doubts * variance));
        });
        KnownAhead.kindred().forEach((event, kin) -> {
            Double effect = effects.get(kin);
            if (effect != null && !seen.containsKey(event)) {
                effects.put(event, effect);
            }
        });
        return new EventProfiles(ahead, seen, effects, Math.sqrt(variance));
    }

    static boolean isUsable(Past past) {
        if (past.firstDay == Past.NOT_DAILY || past.size < LEAST_SIZE) {
            return false;
        }
        double sum = 0;
        for (int t = 0; t < past.size; t++) {
            if (past.values[t] < 0) {
                return false;
            }
            sum += past.values[t];
        }
        return sum > 0;
    }

    private static double trust(List<Double> years, double mean, double variance) {
        int n = years.size();
        double apart = years.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double doubt = n == 1 ? variance : (apart / (n - 1) + variance) / n;
        return Math.max(0, 1 - doubt / Math.max(mean * mean, 1e-12)) * (n == 1 ? FIRST_YEAR_TRUST : 1);
    }

    /** The factor of each day of a series, one where no event is near; from its start, {@code length} of them. */
    double[] factors(Surprises series, int length) {
        Past past = series.past;
        double[] factors = new double[length];
        Arrays.fill(factors, 1);
        if (effects.isEmpty() || series.ofDays.length == 0) {
            return factors;
        }
        double[] expected = new double[length];
        boolean any = false;
        for (int t = 0; t < length; t++) {
            expected[t] = effects.getOrDefault(ahead.event(past.firstDay + t), 0.0);
            any |= expected[t] != 0;
        }
        if (!any) {
            return factors;
        }
        double sensitivity = sensitivity(series);
        for (int t = 0; t < length; t++) {
            factors[t] = Math.exp(sensitivity * expected[t]);
        }
        return factors;
    }

    /** Standard deviation of the logarithm of each of these factors after the past, zero where no event is near. */
    double[] doubts(Past past, double[] factors) {
        double[] doubts = new double[factors.length];
        for (int t = past.size; t < factors.length; t++) {
            double size = Math.abs(Math.log(factors[t]));
            KnownAhead.EventDay event = ahead.event(past.firstDay + t);
            boolean own = !event.isLikely() || seen.containsKey(event);
            doubts[t] = own ? DOUBT * size : Math.max(LEAST_KINDRED_DOUBT, KINDRED_DOUBT * size);
        }
        double[] spread = doubts.clone();
        for (int t = past.size; t < spread.length; t++) {
            if (!ahead.event(past.firstDay + t).isOrdinary()) {
                for (int near = Math.max(past.size, t - DOUBT_REACH_DAYS);
                        near < Math.min(doubts.length, t + DOUBT_REACH_DAYS);
                        near++) {
                    double fade = 1 - Math.abs(near - t) / (double) DOUBT_REACH_DAYS;
                    spread[t] = Math.max(spread[t], fade * doubts[near]);
                }
            }
        }
        return spread;
    }

    /** Least squares of the series' own surprises on the panel's, drawn to one. */
    private double sensitivity(Surprises series) {
        Past past = series.past;
        double[] surprise = series.ofDays;
        double spread = 0;
        int ordinary = 0;
        double both = 0;
        double squares = 0;
        for (int t = 0; t < past.size; t++) {
            if (Double.isNaN(surprise[t])) {
                continue;
            }
            KnownAhead.EventDay event = ahead.event(past.firstDay + t);
            if (event.isOrdinary()) {
                spread += surprise[t] * surprise[t];
                ordinary++;
            } else {
                double usual = seen.getOrDefault(event, 0.0);
                both += surprise[t] * usual;
                squares += usual * usual;
            }
        }
        double prior = SENSITIVITY_PRIOR * (ordinary == 0 ? noise * noise : spread / ordinary);
        return Math.clamp((both + prior) / (squares + prior + 1e-12), 0, MOST_SENSITIVE);
    }

    /** Logarithm of each value less that of the ordinary days around, by weekday; NaN where there are too few of them. */
    private static double[] surprises(Past past, KnownAhead ahead) {
        int n = past.size;
        double mean = 0;
        for (int t = 0; t < n; t++) {
            mean += past.values[t] / n;
        }
        double[] y = new double[n];
        int[] ordinary = new int[n];
        int count = 0;
        for (int t = 0; t < n; t++) {
            y[t] = Math.log(past.values[t] + OFFSET * mean);
            if (ahead.event(past.firstDay + t).isOrdinary()) {
                ordinary[count++] = t;
            }
        }
        double[] weekday = weekdays(y, ordinary, count);
        double[] surprise = new double[n];
        int next = 0;
        double[] around = new double[AROUND_DAYS];
        for (int t = 0; t < n; t++) {
            while (next < count && ordinary[next] < t) {
                next++;
            }
            int after = next < count && ordinary[next] == t ? next + 1 : next;
            int before = Math.min(AROUND_DAYS, next);
            int following = Math.min(AROUND_DAYS, count - after);
            double low = before < LEAST_AROUND_DAYS
                    ? Double.NaN
                    : median(y, weekday, ordinary, next - before, before, around);
            double high =
                    following < LEAST_AROUND_DAYS ? Double.NaN : median(y, weekday, ordinary, after, following, around);
            double base;
            if (Double.isNaN(low) || Double.isNaN(high)) {
                base = Double.isNaN(low) ? high : low;
            } else {
                double from = ordinary[next - 1 - before / 2];
                double to = ordinary[after + following / 2];
                base = low + (high - low) * (t - from) / (to - from);
            }
            surprise[t] = y[t] - weekday[t % 7] - base;
        }
        return surprise;
    }

    private static double median(double[] y, double[] weekday, int[] ordinary, int from, int count, double[] into) {
        for (int i = 0; i < count; i++) {
            int t = ordinary[from + i];
            into[i] = y[t] - weekday[t % 7];
        }
        Arrays.sort(into, 0, count);
        return count % 2 == 1 ? into[count / 2] : (into[count / 2 - 1] + into[count / 2]) / 2;
    }

    private static double[] weekdays(double[] y, int[] ordinary, int count) {
        double[] sums = new double[7];
        int[] counts = new int[7];
        for (int i = 3; i + 3 < count; i++) {
            if (ordinary[i + 3] - ordinary[i - 3] == 6) {
                double week = 0;
                for (int k = i - 3; k <= i + 3; k++) {
                    week += y[ordinary[k]] / 7;
                }
                sums[ordinary[i] % 7] += y[ordinary[i]] - week;
                counts[ordinary[i] % 7]++;
            }
        }
        for (int day = 0; day < 7; day++) {
            sums[day] = counts[day] == 0 ? 0 : sums[day] / counts[day];
        }
        return sums;
    }
}
