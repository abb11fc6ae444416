package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.yunce.forecasting.domain.Frequency;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MstlTest {
    private static double[] next(Forecaster forecaster, double[] values, int horizon) {
        Past past = new Past(values, values.length, 24, new double[0][]);
        double[] out = new double[horizon];
        forecaster.fit(past).forecast(past, out);
        return out;
    }

    @Test
    void seasonAndTrendOfTheAirlinePassengersAreThoseOfStatsmodels() {
        // STL(period=12, seasonal=11, trend=21, seasonal_deg=0, trend_jump=2).fit(inner_iter=2, outer_iter=0)
        Stl stl = Stl.of(SmoothingTest.PASSENGERS, 12, 11);
        int[] at = {0, 1, 6, 70, 143};
        double[] seasonal = {-16.9861, -17.2012, 40.6606, -53.9829, -44.1141};
        double[] trend = {123.1695, 123.7089, 127.0255, 254.8729, 496.6322};
        for (int i = 0; i < at.length; i++) {
            assertThat(stl.seasonal[at[i]]).isCloseTo(seasonal[i], within(1e-4));
            assertThat(stl.trend[at[i]]).isCloseTo(trend[i], within(1e-4));
        }
    }

    @Test
    void aDayWithinAWeekIsContinuedNearerThanByTheDayAlone() {
        Random random = new Random(2);
        double[] values = new double[24 * 7 * 8];
        Arrays.setAll(values, t -> truth(t) + 3 * random.nextGaussian());
        double both = 0;
        double alone = 0;
        double[] withWeek = next(new Mstl(24, 168), values, 168);
        double[] withDay = next(new Mstl(24), values, 168);
        for (int h = 0; h < 168; h++) {
            both += Math.abs(withWeek[h] - truth(values.length + h));
            alone += Math.abs(withDay[h] - truth(values.length + h));
        }
        assertThat(both).isLessThan(0.5 * alone);
    }

    private static double truth(int t) {
        return 100 + 0.01 * t + 20 * Math.sin(2 * Math.PI * t / 24) + (t / 24 % 7 < 5 ? 15 : -25);
    }

    @Test
    void aSeasonCountsWhenTheHistoryHoldsItOftenEnough() {
        assertThat(Mstl.seasons(Frequency.HOURLY, 24, 503)).containsExactly(24);
        assertThat(Mstl.seasons(Frequency.HOURLY, 24, 504)).containsExactly(24, 168);
        assertThat(Mstl.seasons(Frequency.DAILY, 7, 1095)).containsExactly(7);
        assertThat(Mstl.seasons(Frequency.MONTHLY, 12, 24)).containsExactly(12);
        assertThat(Mstl.seasons(Frequency.WEEKLY, 1, 100)).isEmpty();
    }
}
