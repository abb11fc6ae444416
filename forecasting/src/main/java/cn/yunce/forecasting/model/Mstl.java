package cn.yunce.forecasting.model;

import cn.yunce.forecasting.domain.Frequency;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Several seasons: each taken off by {@link Stl}, the shortest first, twice over; exponential smoothing of what is left, and the last turn of
 * each season put back.
 *
 * <p>Bandara, Hyndman, Bergmeir (2021), MSTL: A seasonal-trend decomposition algorithm for time series with multiple seasonal patterns.
 */
final class Mstl implements Forecaster {
    private static final int DAYS_A_WEEK = 7;
    private static final int LOOPS = 2;
    private static final Forecaster SMOOTHING = new Ets();

    private final int[] seasons;

    /** @param seasons observations of each, ascending */
    Mstl(int... seasons) {
        this.seasons = seasons.clone();
    }

    /** The given season, where {@code size} observations hold it twice, and the week above a day of hours, where they hold it three times. */
    static int[] seasons(Frequency frequency, int season, int size) {
        boolean hours = frequency == Frequency.HOURLY || frequency == Frequency.TEN_MINUTES;
        int week = DAYS_A_WEEK * season;
        return IntStream.concat(
                        season > 1 && size >= 2 * season ? IntStream.of(season) : IntStream.empty(),
                        season > 1 && hours && size >= 3 * week ? IntStream.of(week) : IntStream.empty())
                .toArray();
    }

    @Override
    public String name() {
        return "MSTL";
    }

    @Override
    public Fitted fit(Past past) {
        Fitted level = SMOOTHING.fit(without(past, seasonals(past)));
        return (now, out) -> {
            double[][] seasonals = seasonals(now);
            level.forecast(without(now, seasonals), out);
            for (int i = 0; i < seasons.length; i++) {
                for (int h = 0; h < out.length; h++) {
                    out[h] += seasonals[i][now.size - seasons[i] + h % seasons[i]];
                }
            }
        };
    }

    private double[][] seasonals(Past past) {
        double[][] seasonals = new double[seasons.length][past.size];
        double[] rest = Arrays.copyOf(past.values, past.size);
        for (int loop = 0; loop < (seasons.length == 1 ? 1 : LOOPS); loop++) {
            for (int i = 0; i < seasons.length; i++) {
                for (int t = 0; t < rest.length; t++) {
                    rest[t] += seasonals[i][t];
                }
                // Windows of Bandara et al.: longer seasons change more slowly.
                seasonals[i] = Stl.of(rest, seasons[i], 11 + 4 * i).seasonal;
                for (int t = 0; t < rest.length; t++) {
                    rest[t] -= seasonals[i][t];
                }
            }
        }
        return seasonals;
    }

    private static Past without(Past past, double[][] seasonals) {
        double[] rest = Arrays.copyOf(past.values, past.size);
        for (double[] seasonal : seasonals) {
            for (int t = 0; t < rest.length; t++) {
                rest[t] -= seasonal[t];
            }
        }
        return new Past(rest, past.size, 1, new double[0][]);
    }
}
