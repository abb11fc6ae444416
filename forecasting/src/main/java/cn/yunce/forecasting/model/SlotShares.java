package cn.yunce.forecasting.model;

import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a line's parcels of a wave spread over its 10-minute slots: the mean of past days' shares, each day back counting less by a
 * factor. The factor is, for each wave, the one whose cumulative curves lay nearest to the past days' curves; where shapes
 * drift it takes the last day alone, where they are stable it takes all days.
 */
final class SlotShares {
    private static final double[] DECAYS = {0, 0.3, 0.5, 0.7, 0.9, 1};

    private final double[][] share;

    private SlotShares(double[][] share) {
        this.share = share;
    }

    /** @param days past days, ascending */
    static SlotShares of(ShortHaulHistory history, List<ServiceDate> days) {
        List<Line> lines = history.network().lines();
        double[][] share = new double[lines.size()][];
        Map<Wave, double[]> missed = new EnumMap<>(Wave.class);
        Map<Wave, double[]> waveTotal = new EnumMap<>(Wave.class);
        double[][][] candidates = new double[lines.size()][][];
        for (int line = 0; line < lines.size(); line++) {
            Line of = lines.get(line);
            double[] errors = missed.computeIfAbsent(of.wave(), wave -> new double[DECAYS.length]);
            double[] total = waveTotal.computeIfAbsent(of.wave(), wave -> new double[wave.slots()]);
            candidates[line] = new double[DECAYS.length][of.wave().slots()];
            double[] weight = new double[DECAYS.length];
            for (ServiceDate day : days) {
                SlotProfile profile = history.actual().get(new LineDay(of.code(), day));
                if (profile != null && profile.total() > 0) {
                    follow(profile, candidates[line], weight, errors, total);
                }
            }
        }
        for (int line = 0; line < lines.size(); line++) {
            Wave wave = lines.get(line).wave();
            double[] chosen = candidates[line][leastIndex(missed.getOrDefault(wave, new double[DECAYS.length]))];
            double[] fallback = waveTotal.getOrDefault(wave, new double[wave.slots()]);
            share[line] = normalised(Arrays.stream(chosen).sum() > 0 ? chosen : fallback);
        }
        return new SlotShares(share);
    }

    /** Scores each candidate's mean so far on the next day, then lets the day into it. */
    private static void follow(SlotProfile day, double[][] means, double[] weight, double[] errors, double[] total) {
        double parcels = day.total();
        for (int k = 0; k < DECAYS.length; k++) {
            double apart = 0;
            double nextWeight = DECAYS[k] * weight[k] + 1;
            for (int slot = 0; slot < means[k].length; slot++) {
                double share = day.parcels(slot) / parcels;
                apart += share - means[k][slot];
                if (weight[k] > 0) {
                    errors[k] += parcels * Math.abs(apart);
                }
                means[k][slot] += (share - means[k][slot]) / nextWeight;
            }
            weight[k] = nextWeight;
        }
        for (int slot = 0; slot < total.length; slot++) {
            total[slot] += day.parcels(slot);
        }
    }

    private static int leastIndex(double[] values) {
        int least = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[least]) {
                least = i;
            }
        }
        return least;
    }

    private static double[] normalised(double[] values) {
        double sum = Arrays.stream(values).sum();
        return Arrays.stream(values)
                .map(value -> sum > 0 ? value / sum : 1.0 / values.length)
                .toArray();
    }

    /** Shares of a line's slots; they add up to 1. */
    double[] share(int line) {
        return share[line].clone();
    }
}
