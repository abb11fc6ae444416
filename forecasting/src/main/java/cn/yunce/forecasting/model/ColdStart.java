package cn.yunce.forecasting.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Forecasts series with a few seasons of history by the series of the panel that went alike over the same days: their forecasts, each by its own
 * mean of those days, in the mixture that went most like the series, times the mean of the series itself; then moved by what the series' own
 * places in the season differed from theirs, drawn to none. Doubt comes from doing the same to the long series at their last origins.
 *
 * <p>Abadie, Diamond, Hainmueller (2010), Synthetic control methods for comparative case studies, JASA 105(490).
 */
final class ColdStart {
    /** A series with fewer is too short to learn its season from itself. */
    private static final int SEASONS = 5;

    private static final int DONOR_SEASONS = 8;
    private static final int LEAST_DONORS = 5;
    private static final int MOST_DONORS = 200;
    private static final int PLAYED_ORIGINS = 4;
    private static final double LIKENESS_POWER = 5;
    private static final double LEAST_APART = 1e-3;
    /** Logarithm by which a step moves at most a donor's weight. */
    private static final double REFINE_RATE = 0.3;
    /** Seasons of its own at which a series' own pattern counts half. */
    private static final double PATTERN_PULL = 3;

    private static final double LEAST_SHARE = 0.05;

    private final List<Choice> donors;
    private final int days;
    private final int season;

    /** By donor: volumes of the known days, and forecasts after them, both by the mean of the known days. */
    private final double[][] shapes;

    private final double[][] courses;

    /** @param back origins before the donors' last at which the known days end; −1 for the end of their history */
    private ColdStart(List<Choice> donors, int days, int season, int back, int horizon) {
        this.donors = donors;
        this.days = days;
        this.season = season;
        this.shapes = shapes(back);
        this.courses = courses(back, horizon);
    }

    static boolean isCold(Trials trials) {
        Past past = trials.series.past;
        return past.season > 1
                && past.size < SEASONS * past.season
                && !trials.series.constant
                && !trials.series.intermittent
                && isPositive(past, past.size, past.size);
    }

    /** From those of the panel that ended when a cold series did; empty when they are too few. */
    static Optional<ColdStart> among(List<Choice> panel, Trials cold) {
        int days = cold.series.past.size;
        List<Choice> donors = panel.stream()
                .filter(choice -> isDonor(choice.trials, cold, days))
                .toList();
        int stride = 1 + (donors.size() - 1) / MOST_DONORS;
        List<Choice> few = IntStream.range(0, donors.size())
                .filter(i -> i % stride == 0)
                .mapToObj(donors::get)
                .toList();
        return few.size() < LEAST_DONORS
                ? Optional.empty()
                : Optional.of(new ColdStart(few, days, cold.series.past.season, -1, cold.horizon));
    }

    private static boolean isDonor(Trials trials, Trials cold, int days) {
        Past past = trials.series.past;
        return past.size >= DONOR_SEASONS * past.season
                && !trials.series.constant
                && !trials.series.intermittent
                && trials.series.series.frequency() == cold.series.series.frequency()
                && trials.series
                        .series
                        .instant(trials.series.series.size())
                        .equals(cold.series.series.instant(cold.series.series.size()))
                && isPositive(past, past.size, days);
    }

    /** Whether volumes are nowhere negative, and not all zero over the {@code days} before {@code end}. */
    private static boolean isPositive(Past past, int end, int days) {
        double lowest = Arrays.stream(past.values, 0, past.size).min().orElse(-1);
        return lowest >= 0 && past.mean(end - days, end) > 0;
    }

    /** The choice for a cold series. */
    Choice warmed(Choice alone) {
        Trials trials = alone.trials;
        Past past = trials.series.past;
        double level = past.mean(past.size - days, past.size);
        double[] shape = shape(past, past.size, level);
        double[] next = course(shape, donor -> true);
        for (int h = 0; h < next.length; h++) {
            next[h] *= level;
        }
        String why = String.format(
                Locale.ROOT,
                "similar series: the level of its own %d observations, the course of the %d long series of the panel by how alike they went.",
                days,
                donors.size());
        return alone.by(new Trials.Trial("similar series", alone.chosen.atOrigins, next), why);
    }

    /** Errors of the long series, forecast as if they were cold, at their last origins; by the square root of the level. */
    Conformal errors(int horizon, boolean nonNegative) {
        List<List<Double>> byHorizon = Conformal.empty(horizon);
        for (int back = 0; back < PLAYED_ORIGINS; back++) {
            play(back, byHorizon, nonNegative);
        }
        return Conformal.of(byHorizon);
    }

    static double scale(Trials trials) {
        Past past = trials.series.past;
        return Conformal.scaled(trials.nonNegative, past.mean(0, past.size));
    }

    /** Origins are counted from the last. */
    private void play(int back, List<List<Double>> byHorizon, boolean nonNegative) {
        int reach = byHorizon.size();
        List<Choice> played = new ArrayList<>();
        for (Choice donor : donors) {
            Trials trials = donor.trials;
            int origin = origin(trials, back);
            if (origin >= 0
                    && trials.reach == reach
                    && trials.origins[origin] >= days
                    && isPositive(trials.series.past, trials.origins[origin], days)) {
                played.add(donor);
            }
        }
        if (played.size() < LEAST_DONORS) {
            return;
        }
        ColdStart there = new ColdStart(played, days, season, back, reach);
        for (int i = 0; i < played.size(); i++) {
            int self = i;
            Trials trials = played.get(i).trials;
            int end = end(trials, back);
            double level = trials.series.past.mean(end - days, end);
            double[] course = there.course(there.shapes[i], donor -> donor != self);
            for (int h = 0; h < reach; h++) {
                double actual = trials.series.past.values[end + h];
                double error = Conformal.scaled(nonNegative, actual) - Conformal.scaled(nonNegative, level * course[h]);
                error /= Conformal.scaled(nonNegative, level);
                byHorizon.get(h).add(error);
                byHorizon.get(h).add(-error);
            }
        }
    }

    private static int origin(Trials trials, int back) {
        return trials.origins.length - 1 - back * Math.max(1, (trials.origins.length - 1) / PLAYED_ORIGINS);
    }

    /** Where the known days of a donor end: at an origin counted from the last, or at the end of its history for −1. */
    private static int end(Trials trials, int back) {
        return back < 0 ? trials.series.past.size : trials.origins[origin(trials, back)];
    }

    private double[] shape(Past past, int end, double level) {
        double[] shape = new double[days];
        for (int t = 0; t < days; t++) {
            shape[t] = past.values[end - days + t] / level;
        }
        return shape;
    }

    private double[][] shapes(int back) {
        return donors.stream()
                .map(donor -> {
                    int end = end(donor.trials, back);
                    Past past = donor.trials.series.past;
                    return shape(past, end, past.mean(end - days, end));
                })
                .toArray(double[][]::new);
    }

    /** The donors' forecasts by their mean of the known days. */
    private double[][] courses(int back, int horizon) {
        return donors.stream()
                .map(donor -> {
                    Trials trials = donor.trials;
                    double[] forecast = back < 0 ? donor.chosen.next : donor.chosen.atOrigins[origin(trials, back)];
                    int end = end(trials, back);
                    double level = trials.series.past.mean(end - days, end);
                    return Arrays.stream(forecast, 0, horizon)
                            .map(value -> value / level)
                            .toArray();
                })
                .toArray(double[][]::new);
    }

    private double[] course(double[] shape, IntPredicate counts) {
        double[] weights = weights(shape, counts);
        double[] course = mixed(courses, weights);
        double[] own = ownPattern(shape, mixed(shapes, weights));
        for (int h = 0; h < course.length; h++) {
            course[h] *= Math.exp(own[h % season]);
        }
        return course;
    }

    /**
     * Weights of the donors: by likeness, then by exponentiated gradient steps towards those whose mixture comes nearest to the shape.
     * As many steps as days are known: the less is known, the less the weights leave likeness.
     */
    private double[] weights(double[] shape, IntPredicate counts) {
        double[] weights = new double[shapes.length];
        double sum = 0;
        for (int donor = 0; donor < weights.length; donor++) {
            if (counts.test(donor)) {
                weights[donor] = Math.pow(LEAST_APART + apart(shape, shapes[donor]), -LIKENESS_POWER);
                sum += weights[donor];
            }
        }
        scale(weights, 1 / sum);
        for (int step = 0; step < days; step++) {
            refine(weights, shape);
        }
        return weights;
    }

    private void refine(double[] weights, double[] shape) {
        double[] miss = mixed(shapes, weights);
        for (int t = 0; t < days; t++) {
            miss[t] -= shape[t];
        }
        double[] slopes = new double[weights.length];
        double mean = 0;
        for (int donor = 0; donor < weights.length; donor++) {
            for (int t = 0; t < days; t++) {
                slopes[donor] += shapes[donor][t] * miss[t];
            }
            mean += weights[donor] * slopes[donor];
        }
        double steepest = 0;
        for (int donor = 0; donor < weights.length; donor++) {
            steepest = weights[donor] > 0 ? Math.max(steepest, Math.abs(slopes[donor] - mean)) : steepest;
        }
        if (steepest > 0) {
            double sum = 0;
            for (int donor = 0; donor < weights.length; donor++) {
                weights[donor] *= Math.exp(-REFINE_RATE * (slopes[donor] - mean) / steepest);
                sum += weights[donor];
            }
            scale(weights, 1 / sum);
        }
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    private static double[] mixed(double[][] rows, double[] weights) {
        double[] mixed = new double[rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int t = 0; t < mixed.length; t++) {
                mixed[t] += weights[i] * rows[i][t];
            }
        }
        return mixed;
    }

    private static double apart(double[] one, double[] other) {
        double sum = 0;
        for (int t = 0; t < one.length; t++) {
            sum += Math.abs(one[t] - other[t]);
        }
        return sum / one.length;
    }

    /** By place in the season from the next observation on: the logarithm of the series' share less that of the donors', drawn to zero. */
    private double[] ownPattern(double[] shape, double[] known) {
        int seasons = days / season;
        double[] pattern = new double[season];
        if (seasons == 0) {
            return pattern;
        }
        double mean = 0;
        for (int place = 0; place < season; place++) {
            double own = 0;
            double theirs = 0;
            for (int t = days - seasons * season + place; t < days; t += season) {
                own += shape[t] / seasons;
                theirs += known[t] / seasons;
            }
            pattern[place] = Math.log(Math.max(LEAST_SHARE, own) / Math.max(LEAST_SHARE, theirs));
            mean += pattern[place] / season;
        }
        for (int place = 0; place < season; place++) {
            pattern[place] = (pattern[place] - mean) * seasons / (seasons + PATTERN_PULL);
        }
        return pattern;
    }
}
