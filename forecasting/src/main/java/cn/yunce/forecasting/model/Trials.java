package cn.yunce.forecasting.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** Forecasts of one series by all forecasters that suit it: at rolling origins, and from its end. */
final class Trials {
    private static final int MOST_ORIGINS = 10;
    private static final int LEAST_TRAINING = 5;
    private static final int LONG_REACH_SEASONS = 4;
    private static final double ROOM = 3;
    /** Standard deviation of the logarithm of what an event does, as part of what a planner says it will do. */
    private static final double PLANNED_DOUBT = 0.4;

    /**
     * One forecaster's forecasts; immutable by convention of this package.
     */
    static final class Trial {
        final String name;
        final double[][] atOrigins;
        final double[] next;
        /** To forecast again had other things been known ahead; empty where that changes nothing. */
        final Optional<Forecaster.Fitted> again;

        Trial(String name, double[][] atOrigins, double[] next) {
            this(name, atOrigins, next, Optional.empty());
        }

        Trial(String name, double[][] atOrigins, double[] next, Optional<Forecaster.Fitted> again) {
            this.again = again;
            this.name = name;
            this.atOrigins = atOrigins;
            this.next = next;
        }
    }

    final Prepared series;
    final int horizon;
    /** Observations known at each origin, ascending; empty when the history is too short. */
    final int[] origins;
    /** Horizon at the origins; shorter than the forecast's where the history is short. */
    final int reach;

    final boolean nonNegative;
    /** The past without what events did, as it could be told at the first origin, and as it can be told now. */
    private Past earlier;

    private Past now;
    private double[] earlierFactors = {};
    private double[] nowFactors = {};
    private double[] doubts = {};
    private boolean[] events = {};
    final List<Trial> trials = new ArrayList<>();

    Trials(Prepared series, int horizon, boolean nonNegative) {
        this.series = series;
        this.horizon = horizon;
        this.nonNegative = nonNegative;
        this.earlier = series.past;
        this.now = series.past;
        int size = series.past.size;
        int season = series.past.season;
        reach = Math.min(horizon, Math.max(1, size / 4));
        // Origins two seasons apart see more of the year; long horizons do already, and the first origin must leave
        // models enough.
        int seasons = reach <= LONG_REACH_SEASONS * season ? 2 : 1;
        int step = seasons * (season > 1 && season <= reach ? season : Math.max(1, reach / 2));
        int least = Math.max(LEAST_TRAINING, size / 2);
        int room = size - reach - least;
        int count = room < 0 ? 0 : Math.min(MOST_ORIGINS, 1 + room / step);
        origins = new int[count];
        for (int k = 0; k < count; k++) {
            origins[k] = size - reach - (count - 1 - k) * step;
        }
    }

    /** Tells which days events are around, from the start of the past to the end of the horizon. */
    void knowEvents(boolean[] days) {
        events = days;
    }

    /** Whether an event is around the observation, counted from the start of the past. */
    boolean isEvent(int t) {
        return t < events.length && events[t];
    }

    /** Takes what a planner declared off the past, and puts it back on the forecasts. */
    void cleanPlanned() {
        double[] planned = series.planned;
        if (planned.length > 0) {
            clean(
                    planned,
                    planned,
                    Arrays.stream(planned)
                            .map(factor -> PLANNED_DOUBT * Math.abs(Math.log(factor)))
                            .toArray());
        }
    }

    /**
     * Takes the events' effects off the past before any forecaster sees it, and puts them back on all forecasts: a factor a day.
     *
     * @param doubtsNow standard deviation of each factor's logarithm
     */
    void clean(double[] factorsBefore, double[] factorsNow, double[] doubtsNow) {
        doubts = doubts.length == 0 ? doubtsNow : combined(doubts, doubtsNow, Math::hypot);
        earlierFactors =
                earlierFactors.length == 0 ? factorsBefore : combined(earlierFactors, factorsBefore, (a, b) -> a * b);
        nowFactors = nowFactors.length == 0 ? factorsNow : combined(nowFactors, factorsNow, (a, b) -> a * b);
        earlier = without(earlierFactors);
        now = without(nowFactors);
    }

    private static double[] combined(double[] a, double[] b, DoubleBinaryOperator operator) {
        double[] combined = new double[a.length];
        Arrays.setAll(combined, t -> operator.applyAsDouble(a[t], b[t]));
        return combined;
    }

    private Past without(double[] factors) {
        double[] values = series.past.values.clone();
        for (int t = 0; t < values.length; t++) {
            values[t] /= factors[t];
        }
        return series.past.with(values);
    }

    Past atFirstOrigin() {
        return earlier.until(origins.length > 0 ? origins[0] : earlier.size);
    }

    /** What an event is expected to multiply the volume by, {@code h} steps ahead counted from 0; one where there is none. */
    double eventFactor(int h) {
        return nowFactors.length == 0 ? 1 : nowFactors[series.past.size + h];
    }

    /** Standard deviation of the logarithm of {@link #eventFactor}. */
    double eventDoubt(int h) {
        return doubts.length == 0 ? 0 : doubts[series.past.size + h];
    }

    Past now() {
        return now;
    }

    /** Fits before the first origin, forecasts at each, fits again on all and forecasts what comes; a forecaster that fails is left out. */
    void run(Forecaster forecaster) {
        run(forecaster.name(), forecaster, forecaster);
    }

    /** The same with a forecaster that was trained before the origins, and one that was trained on all. */
    void run(String name, Forecaster before, Forecaster last) {
        double[][] atOrigins = new double[origins.length][];
        if (origins.length > 0) {
            Forecaster.Fitted fitted = before.fit(atFirstOrigin());
            for (int k = 0; k < origins.length; k++) {
                Optional<double[]> forecast = forecast(fitted, earlier.until(origins[k]), reach, earlierFactors);
                if (forecast.isEmpty()) {
                    return;
                }
                atOrigins[k] = forecast.get();
            }
        }
        Forecaster.Fitted fitted = last.fit(now);
        forecast(fitted, now, horizon, nowFactors)
                .ifPresent(next -> trials.add(
                        new Trial(name, atOrigins, next, last.looksAhead() ? Optional.of(fitted) : Optional.empty())));
    }

    /** What the chosen forecast would be had some kinds of things not been ahead; {@code otherwise} where they are not. */
    double[] without(Choice choice, double[] otherwise, KnownAhead ahead, KnownAhead.Kind... kinds) {
        List<KnownAhead.Kind> gone = List.of(kinds);
        double[][] known = ahead.without(now, horizon, gone);
        double[] factors = nowFactors.clone();
        boolean changed = !Arrays.equals(known, now.known);
        for (int t = now.size; t < factors.length; t++) {
            if (factors[t] != 1 && gone.contains(ahead.kind(now.firstDay + t))) {
                factors[t] = 1;
                changed = true;
            }
        }
        if (!changed) {
            return otherwise;
        }
        double[] sum = new double[horizon];
        for (int model = 0; model < trials.size(); model++) {
            Trial trial = trials.get(model);
            Optional<double[]> next = trial.again.isEmpty()
                    ? Optional.empty()
                    : forecast(trial.again.orElseThrow(), now.knowing(known), horizon, factors);
            for (int h = 0; h < horizon; h++) {
                double value = next.isPresent()
                        ? next.orElseThrow()[h]
                        : trial.next[h] / eventFactor(h) * (factors.length == 0 ? 1 : factors[now.size + h]);
                sum[h] += choice.weights[model] * value;
            }
        }
        return sum;
    }

    private Optional<double[]> forecast(Forecaster.Fitted fitted, Past past, int steps, double[] factors) {
        double[] out = new double[steps];
        // Forecasters that learnt a fixed horizon write all of it.
        double[] all = steps == horizon ? out : new double[horizon];
        fitted.forecast(past, all);
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < past.size; t++) {
            lowest = Math.min(lowest, past.values[t]);
            highest = Math.max(highest, past.values[t]);
        }
        double range = ROOM * (highest - lowest);
        for (int h = 0; h < steps; h++) {
            if (!Double.isFinite(all[h])) {
                return Optional.empty();
            }
            double bounded = Math.clamp(all[h], lowest - range, highest + range);
            double factor = factors.length == 0 ? 1 : factors[past.size + h];
            out[h] = factor * (nonNegative ? Math.max(0, bounded) : bounded);
        }
        return Optional.of(out);
    }

    /** Mean absolute error at the origins. */
    double error(Trial trial) {
        double sum = 0;
        for (int k = 0; k < origins.length; k++) {
            for (int h = 0; h < reach; h++) {
                sum += Math.abs(miss(trial, k, h));
            }
        }
        return origins.length == 0 ? 0 : sum / (origins.length * reach);
    }

    /** What came less what was forecast. */
    double miss(Trial trial, int origin, int h) {
        return series.past.values[origins[origin] + h] - trial.atOrigins[origin][h];
    }

    /** The weighted mean of several. */
    static Trial mean(String name, List<Trial> parts, double[] weights) {
        double[][] atOrigins = new double[parts.getFirst().atOrigins.length][];
        for (int k = 0; k < atOrigins.length; k++) {
            int origin = k;
            atOrigins[k] =
                    mean(parts.stream().map(part -> part.atOrigins[origin]).toArray(double[][]::new), weights);
        }
        return new Trial(
                name, atOrigins, mean(parts.stream().map(part -> part.next).toArray(double[][]::new), weights));
    }

    private static double[] mean(double[][] rows, double[] weights) {
        double[] mean = new double[rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int h = 0; h < mean.length; h++) {
                mean[h] += weights[i] * rows[i][h];
            }
        }
        return mean;
    }

    @Override
    public String toString() {
        return series.series + " origins " + Arrays.toString(origins);
    }
}
