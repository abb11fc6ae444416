package cn.yunce.forecasting.model;

import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Volumes of lines as ratios to their pre-known volumes, on the log scale: <i>log volume = line + slope · pre-known change</i>.
 *
 * <p>A plain ratio has slope 1: pre-known 20 % up, volume 20 % up. In truth some origins' volume hardly follows, so each
 * origin-wave has two slopes, for the change its lines share on a day and for each line's own. They are fitted to past days by
 * absolute error with the fitted day left out, drawn towards 0.9, and averaged over a grid by how well each fits rather than taken
 * at the best, as ten days tell little. The line's part is the median over recent days, drawn to its origin-wave's as far as
 * the line's days scatter and lines are alike. A weekday's part is what lines of the origin-wave shared on at least two such days.
 * A tenth of what a line was off on the last day lasts. Parcels of a site change their wave: both waves of a site are drawn to the
 * forecast of their sum.
 */
final class VolumeRatios {
    private static final double[] SLOPES = {0, 0.2, 0.4, 0.6, 0.8, 0.9, 1, 1.1};
    private static final double USUAL_SLOPE = 0.9;
    private static final double PULL = 0.2;
    private static final double SOFTNESS = 0.03;
    private static final double DECAY_A_DAY = 0.9;
    private static final double ERROR_CAP = 0.3;
    private static final double LEAST_SPREAD = 0.005;
    private static final double WEEKDAY_PULL = 2;
    private static final int SPREAD_PULL_DAYS = 3;
    private static final double LONGEST_STEP = Math.log(20);
    /** Part of a line's rest of the last day that lasts, and the largest rest that is taken for more than an accident. */
    private static final double LASTING = 0.1;

    private static final double LARGEST_LASTING = 0.1;
    /** How far a site's lines are drawn to the forecast of their sum. */
    private static final double SITE_PULL = 0.3;

    private static final int NO_LINE = -1;

    private final int lines;
    private final List<ServiceDate> days;
    private final int[] group;
    private final int groups;
    /** By line, the line of the other wave to the same site; {@link #NO_LINE} without one. */
    private final int[] otherWave;

    private final double[] volume;
    private final double[] x;
    private final double[] y;

    private VolumeRatios(
            List<ServiceDate> days, int[] group, int groups, int[] otherWave, double[] volume, double[] preknown) {
        this.otherWave = otherWave;
        this.lines = group.length;
        this.days = List.copyOf(days);
        this.group = group;
        this.groups = groups;
        this.volume = volume;
        this.x = Arrays.stream(preknown).map(Math::log1p).toArray();
        this.y = Arrays.stream(volume).map(Math::log1p).toArray();
    }

    /** @param days ascending; the last may lie ahead of the actual volumes */
    static VolumeRatios of(ShortHaulHistory history, List<ServiceDate> days) {
        List<Line> lines = history.network().lines();
        List<String> names =
                lines.stream().map(VolumeRatios::groupName).distinct().toList();
        int n = days.size();
        double[] volume = new double[lines.size() * n];
        double[] preknown = new double[lines.size() * n];
        for (int line = 0; line < lines.size(); line++) {
            for (int day = 0; day < n; day++) {
                LineDay key = new LineDay(lines.get(line).code(), days.get(day));
                SlotProfile actual = history.actual().get(key);
                Double known = history.preknown().get(key);
                volume[line * n + day] = actual == null ? (day == n - 1 ? Double.NaN : 0) : actual.total();
                preknown[line * n + day] = known == null ? Double.NaN : known;
            }
        }
        int[] group =
                lines.stream().mapToInt(line -> names.indexOf(groupName(line))).toArray();
        return new VolumeRatios(days, group, names.size(), otherWaves(lines), volume, preknown);
    }

    private static int[] otherWaves(List<Line> lines) {
        int[] other = new int[lines.size()];
        Arrays.fill(other, NO_LINE);
        Map<String, Integer> first = new HashMap<>();
        for (int line = 0; line < other.length; line++) {
            Integer earlier = first.putIfAbsent(
                    lines.get(line).origin() + " " + lines.get(line).site(), line);
            if (earlier != null && other[earlier] == NO_LINE) {
                other[earlier] = line;
                other[line] = earlier;
            }
        }
        return other;
    }

    private static String groupName(Line line) {
        return line.origin() + " " + line.wave();
    }

    int groups() {
        return groups;
    }

    int group(int line) {
        return group[line];
    }

    /** NaN when not given. */
    double preknown(int line, int day) {
        return Math.expm1(x[line * days.size() + day]);
    }

    /** Forecast of every line. */
    interface DayForecast {
        /** log(1 + parcels) */
        double log(int line);

        /** The line's usual absolute error on the log scale, positive. */
        double spread(int line);

        /** What came out, less the forecast, by spread; NaN where unknown. */
        double[] scaledErrors();
    }

    /** Forecasts day {@code t} from the days before it and its pre-known volumes. */
    DayForecast forecast(int t) {
        double[][] change = change(t);
        double[] slopes = slopes(t, change);
        int n = days.size();
        double[] weights = IntStream.range(0, t)
                .mapToDouble(day -> Math.pow(DECAY_A_DAY, t - 1 - day))
                .toArray();
        double[] known = new double[lines * (t + 1)];
        double[] level = new double[lines];
        double[] rest = new double[lines * t];
        for (int line = 0; line < lines; line++) {
            double[] own = new double[t];
            for (int day = 0; day <= t; day++) {
                int g = group[line];
                double part = slopes[2 * g] * change[0][line * (t + 1) + day]
                        + slopes[2 * g + 1] * change[1][line * (t + 1) + day];
                known[line * (t + 1) + day] = part;
                if (day < t) {
                    own[day] = y[line * n + day] - part;
                }
            }
            level[line] = Quantiles.weightedMedian(own, weights);
            for (int day = 0; day < t; day++) {
                rest[line * t + day] = own[day] - level[line];
            }
        }
        double[] weekday = weekdayParts(t, rest);
        double[] spread = spreads(t, rest);
        shrink(t, level, rest);
        double[] log = new double[lines];
        double[] errors = new double[lines];
        for (int line = 0; line < lines; line++) {
            double atT = x[line * n + t];
            if (Double.isNaN(level[line])) {
                log[line] = Double.isNaN(atT) ? 0 : atT;
            } else {
                double part = known[line * (t + 1) + t];
                double last = t == 0 ? 0 : Math.clamp(rest[line * t + t - 1], -LARGEST_LASTING, LARGEST_LASTING);
                log[line] =
                        Math.max(0, level[line] + zeroIfNaN(part) + weekday[group[line]] + LASTING * zeroIfNaN(last));
            }
        }
        drawToSites(t, weights, log);
        for (int line = 0; line < lines; line++) {
            errors[line] = (y[line * n + t] - log[line]) / spread[line];
        }
        return new DayForecast() {
            @Override
            public double log(int line) {
                return log[line];
            }

            @Override
            public double spread(int line) {
                return spread[line];
            }

            @Override
            public double[] scaledErrors() {
                return errors.clone();
            }
        };
    }

    private static double zeroIfNaN(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /** Moves the two lines of each site towards the forecast of their sum, which is level plus the usual slope times its pre-known volume. */
    private void drawToSites(int t, double[] weights, double[] log) {
        int n = days.size();
        double[] levels = new double[t];
        for (int line = 0; line < lines; line++) {
            int other = otherWave[line];
            if (other <= line) {
                continue;
            }
            for (int day = 0; day < t; day++) {
                levels[day] = Math.log1p(volume[line * n + day] + volume[other * n + day])
                        - USUAL_SLOPE * knownTogether(line, other, day);
            }
            double together = Quantiles.weightedMedian(levels, weights) + USUAL_SLOPE * knownTogether(line, other, t);
            double apart = together - Math.log1p(Math.expm1(log[line]) + Math.expm1(log[other]));
            if (Double.isFinite(apart)) {
                log[line] = Math.max(0, log[line] + SITE_PULL * apart);
                log[other] = Math.max(0, log[other] + SITE_PULL * apart);
            }
        }
    }

    private double knownTogether(int line, int other, int day) {
        return Math.log1p(preknown(line, day) + preknown(other, day));
    }

    /** The pre-known volumes' change against their median before day {@code t}: what a group shares, and each line's own rest. */
    private double[][] change(int t) {
        int n = days.size();
        int width = t + 1;
        double[] own = new double[lines * width];
        for (int line = 0; line < lines; line++) {
            double middle = Quantiles.median(Arrays.copyOfRange(x, line * n, line * n + t));
            if (Double.isNaN(middle)) {
                middle = x[line * n + t];
            }
            for (int day = 0; day < width; day++) {
                double step = x[line * n + day] - middle;
                own[line * width + day] = Math.clamp(step, -LONGEST_STEP, LONGEST_STEP);
            }
        }
        double[] shared = new double[lines * width];
        for (int day = 0; day < width; day++) {
            double[] byGroup = groupMedians(own, width, day);
            for (int line = 0; line < lines; line++) {
                int at = line * width + day;
                shared[at] = Double.isNaN(own[at]) ? Double.NaN : byGroup[group[line]];
                own[at] -= shared[at];
            }
        }
        return new double[][] {shared, own};
    }

    private double[] groupMedians(double[] values, int width, int day) {
        double[] medians = new double[groups];
        for (int g = 0; g < groups; g++) {
            int of = g;
            medians[g] = Quantiles.median(IntStream.range(0, lines)
                    .filter(line -> group[line] == of)
                    .mapToDouble(line -> values[line * width + day])
                    .toArray());
        }
        return medians;
    }

    /** Slopes for the shared and the own change, two a group. */
    private double[] slopes(int t, double[][] change) {
        double[] slopes = new double[2 * groups];
        Arrays.fill(slopes, USUAL_SLOPE);
        if (t < 2) {
            return slopes;
        }
        int grid = SLOPES.length;
        double[] cost = new double[groups * grid * grid];
        double[] total = new double[groups];
        double[] own = new double[t];
        double[] sorted = new double[t];
        for (int line = 0; line < lines; line++) {
            int g = group[line];
            for (int day = 0; day < t; day++) {
                total[g] += volume[line * days.size() + day];
            }
            for (int i = 0; i < grid; i++) {
                for (int j = 0; j < grid; j++) {
                    cost[(g * grid + i) * grid + j] += leaveOneOutError(line, t, change, i, j, own, sorted);
                }
            }
        }
        for (int g = 0; g < groups; g++) {
            double[] score = new double[grid * grid];
            for (int i = 0; i < grid; i++) {
                for (int j = 0; j < grid; j++) {
                    double pull = square(SLOPES[i] - USUAL_SLOPE) + square(SLOPES[j] - USUAL_SLOPE);
                    score[i * grid + j] = t * cost[(g * grid + i) * grid + j] / Math.max(1, total[g]) + PULL * pull;
                }
            }
            double best = Arrays.stream(score).min().orElse(0);
            double weights = 0;
            double shared = 0;
            double rest = 0;
            for (int i = 0; i < grid; i++) {
                for (int j = 0; j < grid; j++) {
                    double weight = Math.exp((best - score[i * grid + j]) / SOFTNESS);
                    weights += weight;
                    shared += weight * SLOPES[i];
                    rest += weight * SLOPES[j];
                }
            }
            slopes[2 * g] = shared / weights;
            slopes[2 * g + 1] = rest / weights;
        }
        return slopes;
    }

    /** Parcels by which a line's days are missed, each forecast from the median of the others; capped, so that no outage decides. */
    private double leaveOneOutError(int line, int t, double[][] change, int i, int j, double[] own, double[] sorted) {
        int n = days.size();
        int count = 0;
        for (int day = 0; day < t; day++) {
            int at = line * (t + 1) + day;
            own[day] = y[line * n + day] - SLOPES[i] * change[0][at] - SLOPES[j] * change[1][at];
            if (!Double.isNaN(own[day])) {
                sorted[count++] = own[day];
            }
        }
        if (count < 2) {
            return 0;
        }
        Arrays.sort(sorted, 0, count);
        double error = 0;
        for (int day = 0; day < t; day++) {
            if (!Double.isNaN(own[day])) {
                double level = medianWithout(sorted, count, own[day]);
                double actual = volume[line * n + day];
                double forecast = Math.expm1(y[line * n + day] + level - own[day]);
                error += Math.min(Math.abs(forecast - actual), ERROR_CAP * actual);
            }
        }
        return error;
    }

    private static double medianWithout(double[] sorted, int count, double value) {
        int left = Math.max(0, Arrays.binarySearch(sorted, 0, count, value));
        int n = count - 1;
        double upper = sorted[n / 2 < left ? n / 2 : n / 2 + 1];
        if (n % 2 == 1) {
            return upper;
        }
        int below = n / 2 - 1;
        return (sorted[below < left ? below : below + 1] + upper) / 2;
    }

    private double[] weekdayParts(int t, double[] rest) {
        double[] parts = new double[groups];
        int[] same = IntStream.range(0, t)
                .filter(day -> days.get(day).date().getDayOfWeek()
                        == days.get(t).date().getDayOfWeek())
                .toArray();
        if (same.length < 2) {
            return parts;
        }
        for (int g = 0; g < groups; g++) {
            int of = g;
            double[] shared = Arrays.stream(same)
                    .mapToDouble(day -> groupMedians(rest, t, day)[of])
                    .toArray();
            boolean agree = Arrays.stream(shared).allMatch(part -> part > 0)
                    || Arrays.stream(shared).allMatch(part -> part < 0);
            if (agree) {
                parts[g] = Arrays.stream(shared).sum() / (shared.length + WEEKDAY_PULL);
            }
        }
        return parts;
    }

    /** Mean absolute scatter of each line, drawn to its group's median scatter. */
    private double[] spreads(int t, double[] rest) {
        double[] own = new double[lines];
        int[] count = new int[lines];
        for (int line = 0; line < lines; line++) {
            for (int day = 0; day < t; day++) {
                double value = Math.abs(rest[line * t + day]);
                if (!Double.isNaN(value)) {
                    own[line] += value;
                    count[line]++;
                }
            }
            own[line] = count[line] == 0 ? Double.NaN : own[line] / count[line];
        }
        double[] usual = groupMedians(own, 1, 0);
        for (int line = 0; line < lines; line++) {
            double groups = Double.isNaN(usual[group[line]]) ? 0.1 : usual[group[line]];
            double sum = Double.isNaN(own[line]) ? 0 : own[line] * count[line];
            own[line] = Math.max(LEAST_SPREAD, (sum + SPREAD_PULL_DAYS * groups) / (count[line] + SPREAD_PULL_DAYS));
        }
        return own;
    }

    /**
     * Draws a line's ratio to its group's by empirical Bayes: much when its days are few and scatter and the group's ratios are
     * alike. A line without days gets the group's ratio.
     */
    private void shrink(int t, double[] level, double[] rest) {
        int n = days.size();
        double[] ratio = new double[lines];
        double[] middle = new double[lines];
        for (int line = 0; line < lines; line++) {
            middle[line] = Quantiles.median(Arrays.copyOfRange(x, line * n, line * n + t));
            if (Double.isNaN(middle[line])) {
                middle[line] = x[line * n + t];
            }
            ratio[line] = level[line] - middle[line];
        }
        double[] usual = groupMedians(ratio, 1, 0);
        double[] apart = new double[lines];
        double[] scatter = new double[lines];
        int[] count = new int[lines];
        for (int line = 0; line < lines; line++) {
            apart[line] = Math.abs(ratio[line] - usual[group[line]]);
            double[] sizes = Arrays.stream(rest, line * t, (line + 1) * t)
                    .map(Math::abs)
                    .filter(size -> !Double.isNaN(size))
                    .toArray();
            count[line] = sizes.length;
            scatter[line] = Quantiles.median(sizes);
        }
        double[] between = groupMedians(apart, 1, 0);
        double[] within = groupMedians(scatter, 1, 0);
        for (int line = 0; line < lines; line++) {
            int g = group[line];
            if (Double.isNaN(usual[g]) || Double.isNaN(middle[line])) {
                continue;
            }
            if (count[line] == 0 || Double.isNaN(ratio[line])) {
                level[line] = usual[g] + middle[line];
            } else {
                double noise = square(within[g]) / count[line];
                double pull = noise / (noise + square(between[g]) + 1e-9);
                level[line] += pull * (usual[g] - ratio[line]);
            }
        }
    }

    private static double square(double value) {
        return value * value;
    }
}
