package cn.yunce.forecasting.model;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.Hierarchy;
import cn.yunce.forecasting.Reconciler;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Forecasts of a hierarchy that add up. Every series is forecast by itself and reconciled by its errors at the rolling origins. Quantiles
 * come from coherent samples: the series' own quantiles put in the order of their past errors, so that what erred together does again,
 * then reconciled (Taieb, Taylor, Hyndman, 2017; Panagiotelis et al., 2023).
 */
final class CoherentForecast {
    private static final int MOST_SAMPLES = 100;

    private final PanelForecast panel;
    private final Hierarchy hierarchy;
    /** Not what was asked for where that needs errors that are not known. */
    private final Reconciler.Method method;

    private final Reconciler reconciler;
    /** By sample, then series: where in its distribution a series stands, 0..1. */
    private final double[][] ranks;

    private CoherentForecast(
            PanelForecast panel,
            Hierarchy hierarchy,
            Reconciler.Method method,
            boolean nonNegative,
            double[][] errors) {
        this.panel = panel;
        this.hierarchy = hierarchy;
        this.ranks = ranks(errors);
        this.method = Arrays.stream(errors).allMatch(row -> row.length > 1 && Double.isFinite(row[0]))
                ? method
                : needsErrors(method) ? Reconciler.Method.WLS_LEAVES : method;
        this.reconciler = Reconcilers.create(hierarchy, this.method, errors, nonNegative);
    }

    private static boolean needsErrors(Reconciler.Method method) {
        return method == Reconciler.Method.MIN_TRACE || method == Reconciler.Method.WLS_VARIANCE;
    }

    /** Histories of all series of the hierarchy, in its order, from the earliest start of a leaf. */
    static List<VolumeSeries> histories(Hierarchy hierarchy, List<VolumeSeries> leaves, int season) {
        Map<String, VolumeSeries> byId = new HashMap<>();
        leaves.forEach(series -> byId.put(series.id(), series));
        List<VolumeSeries> ordered = hierarchy.leaves().stream()
                .map(leaf -> {
                    VolumeSeries series = byId.get(leaf);
                    if (series == null) {
                        throw new IllegalArgumentException("history must hold every leaf, has none of " + leaf);
                    }
                    return series;
                })
                .toList();
        VolumeSeries longest = ordered.stream()
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .orElseThrow();
        for (VolumeSeries series : ordered) {
            if (series.frequency() != longest.frequency()
                    || !series.instant(series.size()).equals(longest.instant(longest.size()))) {
                throw new IllegalArgumentException("leaves must have one frequency and end at the same instant, have "
                        + series + " and " + longest);
            }
        }
        List<double[]> filled = ordered.stream()
                .map(series -> Prepared.filled(series.toArray(), season))
                .toList();
        List<VolumeSeries> all = new ArrayList<>();
        for (int total = 0; total < hierarchy.totals().size(); total++) {
            double[] sum = new double[longest.size()];
            for (int leaf : hierarchy.leavesOf(total)) {
                double[] values = filled.get(leaf);
                for (int t = 0; t < values.length; t++) {
                    sum[longest.size() - values.length + t] += values[t];
                }
            }
            all.add(VolumeSeries.of(hierarchy.totals().get(total), longest.frequency(), longest.start(), sum));
        }
        all.addAll(ordered);
        return all;
    }

    static List<SeriesForecast> of(
            PanelForecast panel,
            List<VolumeSeries> histories,
            Hierarchy hierarchy,
            Reconciler.Method method,
            ForecastOptions options) {
        CoherentForecast coherent =
                new CoherentForecast(panel, hierarchy, method, options.nonNegative(), errors(panel, histories.size()));
        List<List<ForecastPoint>> points = histories.stream()
                .map(series -> (List<ForecastPoint>) new ArrayList<ForecastPoint>())
                .toList();
        List<List<ForecastParts>> parts = panel.parts();
        for (int h = 0; h < options.horizon(); h++) {
            double[] mean = coherent.mean(h);
            double[][] samples = options.levelsPercent().isEmpty() ? new double[0][] : coherent.samples(h);
            for (int i = 0; i < mean.length; i++) {
                VolumeSeries series = histories.get(i);
                int of = i;
                int at = h;
                points.get(i)
                        .add(new ForecastPoint(
                                series.instant(series.size() + h),
                                mean[i],
                                Quantiles.intervals(
                                        options.levelsPercent(), mean[i], p -> coherent.quantile(samples, of, p, at)),
                                parts.get(i).get(h).movedTo(mean[i])));
            }
        }
        return IntStream.range(0, histories.size())
                .mapToObj(i -> {
                    Choice choice = panel.choice(i);
                    return new SeriesForecast(
                            histories.get(i).id(),
                            choice.chosen.name,
                            choice.why + " Then made to add up with the others, by "
                                    + coherent.method.name().toLowerCase(Locale.ROOT) + ".",
                            choice.trials.series.flags,
                            choice.modelWeights(),
                            points.get(i));
                })
                .toList();
    }

    /** By series: errors at the rolling origins that all have, the latest origin first. A series with other origins has NaN. */
    private static double[][] errors(PanelForecast panel, int series) {
        int origins = 0;
        int reach = 0;
        for (int i = 0; i < series; i++) {
            Trials trials = panel.choice(i).trials;
            if (trials.origins.length > origins) {
                origins = trials.origins.length;
                reach = trials.reach;
            }
        }
        double[][] errors = new double[series][origins * reach];
        for (int i = 0; i < series; i++) {
            Choice choice = panel.choice(i);
            for (int k = 0; k < origins; k++) {
                for (int h = 0; h < reach; h++) {
                    errors[i][k * reach + h] = choice.trials.origins.length == origins && choice.trials.reach == reach
                            ? choice.trials.miss(choice.chosen, origins - 1 - k, h)
                            : Double.NaN;
                }
            }
        }
        return errors;
    }

    /**
     * By sample, then row: where among its row's errors the sample's stands, 0..1.
     *
     * @param errors by what errs together, then by instant; some of the instants are the samples
     */
    static double[][] ranks(double[][] errors) {
        int instants = errors[0].length;
        int samples = Math.min(MOST_SAMPLES, instants);
        double[][] ranks = new double[samples][errors.length];
        for (int i = 0; i < errors.length; i++) {
            double[] own = new double[samples];
            for (int s = 0; s < samples; s++) {
                double error = errors[i][s * instants / samples];
                own[s] = Double.isFinite(error) ? error : 0;
            }
            int[] order = IntStream.range(0, samples)
                    .boxed()
                    .sorted((a, b) -> Double.compare(own[a], own[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int rank = 0; rank < samples; rank++) {
                ranks[order[rank]][i] = (rank + 0.5) / samples;
            }
        }
        return ranks;
    }

    private double[] mean(int h) {
        return reconciler.reconcile(IntStream.range(0, hierarchy.size())
                .mapToDouble(i -> panel.mean(i, h))
                .toArray());
    }

    /** By series, ascending. */
    private double[][] samples(int h) {
        double[][] drawn = Arrays.stream(ranks)
                .parallel()
                .map(rank -> reconciler.reconcile(IntStream.range(0, rank.length)
                        .mapToDouble(i -> panel.quantile(i, rank[i], h))
                        .toArray()))
                .toArray(double[][]::new);
        double[][] bySeries = new double[hierarchy.size()][drawn.length];
        for (int i = 0; i < bySeries.length; i++) {
            for (int s = 0; s < drawn.length; s++) {
                bySeries[i][s] = drawn[s][i];
            }
            Arrays.sort(bySeries[i]);
        }
        return bySeries;
    }

    private double quantile(double[][] samples, int series, double p, int h) {
        return samples[series].length == 0 ? panel.quantile(series, p, h) : Quantiles.conformal(samples[series], p);
    }
}
