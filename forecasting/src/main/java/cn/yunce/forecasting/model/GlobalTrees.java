package cn.yunce.forecasting.model;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Boosted trees for a whole panel: from what a series did lately, at the same place in earlier seasons and a year before, each by
 * its own level and spread, to every step of the horizon directly. Volumes are taken on the log scale where none is negative.
 */
final class GlobalTrees implements Forecaster {
    private static final int MOST_ROWS = 60_000;
    private static final int LEAST_ROWS = 600;
    private static final int ALIGNED = 4;
    private static final int LEVEL_SEASONS = 8;
    private static final int YEAR_DAYS = 364;
    private static final double FARTHEST = 8;
    private static final BoostedTrees.Settings SETTINGS = new BoostedTrees.Settings(200, 24, 0.06, 0.6, 0.7);

    private final BoostedTrees trees;
    private final Features features;

    private GlobalTrees(BoostedTrees trees, Features features) {
        this.trees = trees;
        this.features = features;
    }

    /** Observations that a series must have to be learnt from and forecast. */
    static int leastSize(int season) {
        return LEVEL_SEASONS * Math.max(season, 4) / 2;
    }

    static boolean isWorth(List<Past> panel, int horizon) {
        return panel.stream()
                        .mapToLong(past -> Math.max(0, past.size - leastSize(past.season) - horizon))
                        .sum()
                >= LEAST_ROWS;
    }

    /** Trains on origins and steps all over the panel's pasts. */
    static GlobalTrees train(List<Past> panel, int horizon, int season, long seed) {
        Random random = new Random(seed);
        int known = panel.stream().mapToInt(past -> past.known.length).min().orElse(0);
        boolean same = panel.stream().allMatch(past -> past.known.length == known);
        Features features = new Features(season, horizon, same ? known : 0);
        int least = leastSize(season);
        long origins = panel.stream()
                .mapToLong(past -> Math.max(0, past.size - least - 1))
                .sum();
        double share = Math.min(Math.min(horizon, 6), (double) MOST_ROWS / Math.max(1, origins));
        int most = (int) (origins * share * 1.1) + 1000;
        float[][] columns = new float[features.width()][most];
        float[] target = new float[most];
        float[] row = new float[features.width()];
        int rows = 0;
        for (Past past : panel) {
            Scaled scaled = new Scaled(past);
            for (int origin = least; origin < past.size; origin++) {
                scaled.at(origin);
                int picks = (int) share + (random.nextDouble() < share - (int) share ? 1 : 0);
                for (int pick = 0; pick < picks && rows < most; pick++) {
                    int h = random.nextInt(horizon);
                    if (origin + h < past.size) {
                        features.write(scaled, h, row);
                        for (int column = 0; column < row.length; column++) {
                            columns[column][rows] = row[column];
                        }
                        target[rows++] = (float) Math.clamp(scaled.z(origin + h), -FARTHEST, FARTHEST);
                    }
                }
            }
        }
        int used = rows;
        float[][] cut = Arrays.stream(columns)
                .map(column -> Arrays.copyOf(column, used))
                .toArray(float[][]::new);
        return new GlobalTrees(BoostedTrees.fit(cut, Arrays.copyOf(target, used), SETTINGS, seed), features);
    }

    @Override
    public String name() {
        return "boosted trees";
    }

    @Override
    public boolean looksAhead() {
        return true;
    }

    @Override
    public boolean suits(Past past) {
        return features.known() == 0 || past.known.length == features.known();
    }

    @Override
    public Fitted fit(Past past) {
        return (now, out) -> {
            Scaled scaled = new Scaled(now);
            scaled.at(now.size);
            float[] row = new float[features.width()];
            for (int h = 0; h < out.length; h++) {
                features.write(scaled, h, row);
                out[h] = scaled.volume(trees.predict(row));
            }
        };
    }

    /** A past on the log scale, seen from an origin: less the level before it, divided by the usual step from season to season. */
    private static final class Scaled {
        final Past past;
        private final boolean log;
        private final double offset;
        private final double[] sums;
        private final double[] steps;
        private final double[] y;
        int origin;
        double level;
        double spread;

        Scaled(Past past) {
            this.past = past;
            double mean = 0;
            boolean negative = false;
            for (int t = 0; t < past.size; t++) {
                mean += Math.abs(past.values[t]) / past.size;
                negative |= past.values[t] < 0;
            }
            log = !negative && mean > 0;
            offset = 0.05 * mean;
            y = new double[past.size];
            sums = new double[past.size + 1];
            steps = new double[past.size + 1];
            int period = Math.max(1, past.season);
            for (int t = 0; t < past.size; t++) {
                y[t] = log ? Math.log(past.values[t] + offset) : past.values[t];
                sums[t + 1] = sums[t] + y[t];
                steps[t + 1] = steps[t] + (t < period ? 0 : Math.abs(y[t] - y[t - period]));
            }
        }

        void at(int origin) {
            this.origin = origin;
            int period = Math.max(1, past.season);
            int window = LEVEL_SEASONS * Math.max(period, 4);
            int first = Math.max(0, origin - window);
            level = (sums[origin] - sums[first]) / (origin - first);
            first = Math.max(period, origin - 4 * window);
            double step = origin > first ? (steps[origin] - steps[first]) / (origin - first) : 0;
            spread = Math.max(step, log ? 0.02 : 1e-3 * Math.abs(level) + 1e-9);
        }

        double z(int t) {
            return (y[t] - level) / spread;
        }

        double volume(double z) {
            double value = level + spread * z;
            return log ? Math.exp(value) - offset : value;
        }

        /** Mean of z from {@code from} to before {@code to}; NaN where that is not all known. */
        double mean(int from, int to) {
            return from < 0 || to > origin || to <= from
                    ? Double.NaN
                    : ((sums[to] - sums[from]) / (to - from) - level) / spread;
        }
    }

    /** How features are laid out. */
    private record Features(int season, int horizon, int known) {
        private static final int OWN = 13 + ALIGNED;

        int width() {
            return OWN + 5 + known;
        }

        void write(Scaled scaled, int h, float[] out) {
            int period = Math.max(1, season);
            int origin = scaled.origin;
            int target = origin + h;
            int at = 0;
            out[at++] = h;
            out[at++] = target % period;
            int back = (h / period + 1) * period;
            double sum = 0;
            int count = 0;
            for (int k = 0; k < LEVEL_SEASONS; k++) {
                int t = target - back - k * period;
                double z = t >= 0 ? scaled.z(t) : Double.NaN;
                if (k < ALIGNED) {
                    out[at++] = (float) z;
                }
                if (t >= 0) {
                    sum += z;
                    count++;
                }
            }
            out[at++] = count == 0 ? Float.NaN : (float) (sum / count);
            for (int lag = 1; lag <= 3; lag++) {
                out[at++] = (float) scaled.z(origin - lag);
            }
            int week = Math.max(4, period);
            out[at++] = (float) scaled.mean(origin - week, origin);
            out[at++] = (float) scaled.mean(origin - 2 * week, origin);
            out[at++] = (float) scaled.mean(origin - 4 * week, origin);
            out[at++] = (float) scaled.mean(origin - 26 * week, origin);
            out[at++] = (float)
                    (scaled.mean(origin - 4 * week, origin) - scaled.mean(origin - 8 * week, origin - 4 * week));
            out[at++] = (float) Math.log(scaled.spread);
            out[at++] = (float) scaled.level;
            if (scaled.past.firstDay != Past.NOT_DAILY) {
                LocalDate date = LocalDate.ofEpochDay(scaled.past.firstDay + target);
                out[at++] = date.getDayOfWeek().getValue();
                out[at++] = date.getDayOfMonth();
                out[at++] = date.getDayOfYear();
                int year = target - YEAR_DAYS;
                double base = scaled.mean(origin - YEAR_DAYS - 4 * week, origin - YEAR_DAYS);
                out[at++] = (float) (scaled.mean(year - 3, year + 4) - base);
                out[at++] = year < 0 || year >= origin ? Float.NaN : (float) (scaled.z(year) - base);
            }
            at = OWN + 5;
            for (int column = 0; column < known; column++) {
                out[at++] = (float) scaled.past.known[column][target];
            }
        }
    }
}
