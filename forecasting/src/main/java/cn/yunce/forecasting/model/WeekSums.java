package cn.yunce.forecasting.model;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sums of daily forecasts by week. A week's quantiles come from samples of its days: each day's own quantiles, in the order of the errors
 * that the panel made on such days at its rolling origins, so that days err together as they did (Clark et al., 2004, The Schaake shuffle).
 */
final class WeekSums {
    private static final int DAYS = 7;
    private static final int SAMPLES_TOGETHER = 100;

    private final PanelForecast panel;
    /** By sample, then step: where in its distribution a day stands, 0..1. */
    private final double[][] ranks;

    WeekSums(PanelForecast panel, int series, int horizon) {
        this.panel = panel;
        double[][] errors = errors(panel, series, horizon);
        this.ranks = errors[0].length == 0 ? together(horizon) : CoherentForecast.ranks(errors);
    }

    static void checkDaily(List<VolumeSeries> history) {
        for (VolumeSeries series : history) {
            if (series.frequency() != Frequency.DAILY) {
                throw new IllegalArgumentException(
                        "weeks are sums of daily series, " + series.id() + " was " + series.frequency());
            }
        }
    }

    /** @param days the series' own forecast */
    SeriesForecast of(int series, SeriesForecast days, ForecastOptions options) {
        List<ForecastPoint> weeks = new ArrayList<>();
        for (int from = 0; from + DAYS <= options.horizon(); from += DAYS) {
            List<ForecastPoint> week = days.points().subList(from, from + DAYS);
            double mean = week.stream().mapToDouble(ForecastPoint::mean).sum();
            double[] sums = options.levelsPercent().isEmpty() ? new double[0] : samples(series, from);
            weeks.add(new ForecastPoint(
                    week.getFirst().instant(),
                    mean,
                    Quantiles.intervals(options.levelsPercent(), mean, p -> Quantiles.conformal(sums, p)),
                    week.stream()
                            .map(ForecastPoint::parts)
                            .reduce(ForecastParts::plus)
                            .orElseThrow()));
        }
        return days.withPoints(weeks);
    }

    private double[] samples(int series, int from) {
        return Arrays.stream(ranks)
                .mapToDouble(rank -> IntStream.range(from, from + DAYS)
                        .mapToDouble(h -> panel.quantile(series, rank[h], h))
                        .sum())
                .sorted()
                .toArray();
    }

    /** By step, then sample: errors at the origins of all series, by the series' mean error. */
    private static double[][] errors(PanelForecast panel, int series, int horizon) {
        List<double[]> samples = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            Choice choice = panel.choice(i);
            double usual = choice.trials.error(choice.chosen);
            for (int origin = 0; usual > 0 && origin < choice.trials.origins.length; origin++) {
                samples.add(errors(choice, origin, usual, horizon));
            }
        }
        double[][] byStep = new double[horizon][samples.size()];
        for (int h = 0; h < horizon; h++) {
            int step = h;
            Arrays.setAll(byStep[h], sample -> samples.get(sample)[step]);
        }
        return byStep;
    }

    /** Steps that the origins do not reach err like the same weekday of the last week that they do. */
    private static double[] errors(Choice choice, int origin, double usual, int horizon) {
        int reach = choice.trials.reach;
        int last = reach - Math.min(reach, DAYS);
        double[] errors = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            int step = h < reach ? h : last + (h - last) % (reach - last);
            errors[h] = choice.trials.miss(choice.chosen, origin, step) / usual;
        }
        return errors;
    }

    /** Where no origin tells how days err together, they do so wholly. */
    private static double[][] together(int horizon) {
        double[][] ranks = new double[SAMPLES_TOGETHER][horizon];
        for (int s = 0; s < ranks.length; s++) {
            Arrays.fill(ranks[s], (s + 0.5) / ranks.length);
        }
        return ranks;
    }
}
