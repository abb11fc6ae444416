package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothingTest {
    /** Box and Jenkins' monthly airline passengers, 1949 to 1960, thousands. */
    static final double[] PASSENGERS = {
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133,
        114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242,
        209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264,
        302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313,
        318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318,
        362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
        417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432
    };

    private static double[] next(Forecaster forecaster, double[] values, int season, int horizon) {
        Past past = new Past(values, values.length, season, new double[0][]);
        double[] out = new double[horizon];
        forecaster.fit(past).forecast(past, out);
        return out;
    }

    private static double meanRelative(double[] forecast, double[] reference) {
        double sum = 0;
        for (int h = 0; h < forecast.length; h++) {
            sum += Math.abs(forecast[h] / reference[h] - 1) / forecast.length;
        }
        return sum;
    }

    @Test
    void complexSmoothingOfTheAirlinePassengersAgreesWithStatsforecast() {
        double[] reference = {453.0, 429.3, 488.6, 500.3, 519.8, 586.5, 677.0, 676.2, 563.6, 501.3, 435.9, 481.6};
        assertThat(meanRelative(next(new ComplexSmoothing(), PASSENGERS, 12, 12), reference))
                .isLessThan(0.015);
    }

    @Test
    void thetaOfTheAirlinePassengersAgreesWithStatsforecast() {
        double[] reference = {442.9, 432.3, 495.5, 482.6, 487.9, 556.1, 616.2, 616.1, 538.4, 470.4, 411.0, 463.5};
        assertThat(meanRelative(next(new DynamicTheta(), PASSENGERS, 12, 12), reference))
                .isLessThan(0.015);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CES", "Theta"})
    void aNoisyWeekWithGrowthIsContinuedNearerThanTheSeasonalNaiveDoes(String name) {
        Forecaster forecaster = name.equals("CES") ? new ComplexSmoothing() : new DynamicTheta();
        double[] shape = {1.1, 1.0, 0.9, 1.0, 1.2, 1.3, 0.5};
        double missed = 0;
        double naive = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            double[] values = new double[200];
            Arrays.setAll(values, t -> (100 + 0.2 * t) * shape[t % 7] + 8 * random.nextGaussian());
            double[] forecast = next(forecaster, values, 7, 14);
            double[] repeated = next(new SeasonalNaive(), values, 7, 14);
            for (int h = 0; h < 14; h++) {
                double truth = (100 + 0.2 * (200 + h)) * shape[(200 + h) % 7];
                missed += Math.abs(forecast[h] - truth);
                naive += Math.abs(repeated[h] - truth);
            }
        }
        assertThat(missed).isLessThan(0.6 * naive);
    }

    @Test
    void seasonalIndicesAreThoseTheSeriesWasMadeOf() {
        double[] shape = {1.3, 0.7, 1.1, 0.9};
        double[] values = new double[80];
        Arrays.setAll(values, t -> (50 + t) * shape[t % 4]);
        Past past = new Past(values, 80, 4, new double[0][]);
        assertThat(SeasonalIndices.isSeasonal(past)).isTrue();
        double[] adjusted = SeasonalIndices.of(past).adjust(past);
        for (int t = 0; t < 80; t++) {
            assertThat(adjusted[t]).isCloseTo(50 + t, within(1.0));
        }
    }

    @Test
    void noiseHasNoSeason() {
        Random random = new Random(5);
        double[] values = new double[200];
        Arrays.setAll(values, t -> 100 + random.nextGaussian());
        assertThat(SeasonalIndices.isSeasonal(new Past(values, 200, 7, new double[0][])))
                .isFalse();
    }
}
