package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArimaTest {
    /** Diggle's (1990) series of luteinizing hormone in blood samples taken every ten minutes. */
    private static final double[] HORMONE = {
        2.4, 2.4, 2.4, 2.2, 2.1, 1.5, 2.3, 2.3, 2.5, 2.0, 1.9, 1.7, 2.2, 1.8, 3.2, 3.2, 2.7, 2.2, 2.2, 1.9, 1.9, 1.8,
        2.7, 3.0, 2.3, 2.0, 2.0, 2.9, 2.9, 2.7, 2.7, 2.3, 2.6, 2.4, 1.8, 1.7, 1.5, 1.4, 2.1, 3.3, 3.5, 3.5, 3.1, 2.6,
        2.1, 3.4, 3.0, 2.9
    };

    private static double[] next(double[] values, int season, int horizon) {
        Past past = new Past(values, values.length, season, new double[0][]);
        double[] out = new double[horizon];
        new Arima().fit(past).forecast(past, out);
        return out;
    }

    @Test
    void coefficientsOfAnAutoregressionAreThoseOfConditionalLeastSquaresInStatsforecast() {
        double[] third = ArmaFit.of(HORMONE, 1, new Arima.Order(3, 0, 0, 0, true)).coefficients;
        assertThat(third).containsExactly(new double[] {0.6578, -0.0658, -0.2348, 2.3918}, within(0.002));
    }

    @Test
    void coefficientsWithAMovingAverageAreNearThoseOfStatsforecast() {
        double[] both = ArmaFit.of(HORMONE, 1, new Arima.Order(1, 1, 0, 0, true)).coefficients;
        assertThat(both).containsExactly(new double[] {0.463, 0.200, 2.411}, within(0.02));
    }

    @Test
    void theHormonesFutureIsStatsforecastsWithinOnePercent() {
        double[] reference = {2.6926, 2.5736, 2.5053, 2.4661, 2.4436, 2.4307};
        assertThat(next(HORMONE, 1, 6)).containsExactly(reference, within(0.024));
    }

    @Test
    void theAirlinePassengersFutureIsStatsforecastsWithinThreePercent() {
        double[] reference = {
            444.3096, 418.2137, 446.2434, 488.2342, 499.2371, 562.2362, 649.2365, 633.2364, 535.2364, 488.2364,
            417.2364, 459.2364
        };
        double[] forecast = next(SmoothingTest.PASSENGERS, 12, 12);
        for (int h = 0; h < 12; h++) {
            assertThat(forecast[h] / reference[h]).isCloseTo(1, within(0.03));
        }
    }

    @Test
    void aLineWithoutNoiseIsContinued() {
        double[] values = new double[60];
        Arrays.setAll(values, t -> 5 + 3 * t);
        assertThat(next(values, 1, 3)).containsExactly(new double[] {185, 188, 191}, within(1e-3));
    }

    @Test
    void coefficientsOfASimulatedSeasonalModelAreFound() {
        Random random = new Random(3);
        double[] values = new double[2000];
        double[] noise = new double[values.length];
        for (int t = 8; t < values.length; t++) {
            noise[t] = random.nextGaussian();
            values[t] = 0.6 * values[t - 1] + 0.5 * values[t - 7] - 0.3 * values[t - 8] + noise[t] + 0.4 * noise[t - 1];
        }
        double[] found = ArmaFit.of(values, 7, new Arima.Order(1, 1, 1, 0, false)).coefficients;
        assertThat(found).containsExactly(new double[] {0.6, 0.5, 0.4}, within(0.06));
    }

    @Test
    void aModelFittedEarlierIsGoodForTheSameSeriesLater() {
        Past now = new Past(SmoothingTest.PASSENGERS, 144, 12, new double[0][]);
        Forecaster.Fitted fitted = new Arima().fit(now.until(120));
        double[] out = new double[12];
        fitted.forecast(now, out);
        double[] again = next(SmoothingTest.PASSENGERS, 12, 12);
        for (int h = 0; h < 12; h++) {
            assertThat(out[h] / again[h]).isCloseTo(1, within(0.05));
        }
    }
}
