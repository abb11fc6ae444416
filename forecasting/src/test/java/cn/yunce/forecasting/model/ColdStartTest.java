package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half of the panel rests on Sundays, half on Wednesdays; a new series has only its last days. */
class ColdStartTest {
    private static final LocalDateTime START = LocalDateTime.of(2023, 1, 2, 0, 0);
    private static final ForecastOptions TWO_WEEKS = new ForecastOptions(14, 7, List.of(80, 95), true);
    private static final int SIZE = 200;

    private static double[] values(int restingDay, double level, int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, SIZE + 14)
                .mapToDouble(t -> level * (t % 7 == restingDay ? 0.2 : 1) * Math.exp(0.05 * random.nextGaussian()))
                .toArray();
    }

    private static VolumeSeries known(String id, double[] values, int days) {
        return VolumeSeries.of(
                id, Frequency.DAILY, START.plusDays(SIZE - days), Arrays.copyOfRange(values, SIZE - days, SIZE));
    }

    private static List<VolumeSeries> panelWith(VolumeSeries cold) {
        List<VolumeSeries> panel = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            panel.add(known("old" + i, values(i % 2 == 0 ? 6 : 2, 100 * (i + 1), i), SIZE));
        }
        panel.add(cold);
        return panel;
    }

    private static SeriesForecast forecastOf(VolumeSeries cold) {
        return ForecastEngines.create(1).forecast(panelWith(cold), TWO_WEEKS).getLast();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 10, 28})
    void aNewSeriesGoesAsThoseThatWentAlikeOnItsOwnLevel(int days) {
        double[] values = values(2, 5000, 99);
        SeriesForecast forecast = forecastOf(known("new", values, days));
        assertThat(forecast.model()).isEqualTo("similar series");
        double missed = 0;
        double volume = 0;
        for (int h = 0; h < 14; h++) {
            missed += Math.abs(forecast.points().get(h).mean() - values[SIZE + h]);
            volume += values[SIZE + h];
        }
        assertThat(missed / volume).isLessThan(0.1);
    }

    @Test
    void aNewSeriesBetweenTwoKindsGoesBetweenThem() {
        double[] sundays = values(6, 3000, 90);
        double[] wednesdays = values(2, 1000, 91);
        double[] between = IntStream.range(0, SIZE + 14)
                .mapToDouble(t -> sundays[t] + wednesdays[t])
                .toArray();
        List<ForecastPoint> points = forecastOf(known("new", between, 28)).points();
        for (int h = 0; h < 14; h++) {
            int day = (SIZE + h) % 7;
            double expected = day == 6 ? 1600 : day == 2 ? 3200 : 4000;
            assertThat(points.get(h).mean()).as("day " + day).isBetween(0.9 * expected, 1.1 * expected);
        }
    }

    @Test
    void itsIntervalsHoldWhatComesAboutAsOftenAsTheySay() {
        int inside = 0;
        int all = 0;
        for (int seed = 50; seed < 60; seed++) {
            double[] values = values(seed % 2 == 0 ? 6 : 2, 1000, seed);
            List<ForecastPoint> points = forecastOf(known("new", values, 14)).points();
            for (int h = 0; h < 14; h++) {
                all++;
                double actual = values[SIZE + h];
                inside += actual >= points.get(h).intervals().getFirst().lo()
                                && actual
                                        <= points.get(h).intervals().getFirst().hi()
                        ? 1
                        : 0;
            }
        }
        assertThat(inside / (double) all).isBetween(0.65, 0.95);
    }

    @Test
    void oneWithoutLongSeriesBesideItIsForecastFromItselfAlone() {
        SeriesForecast forecast = ForecastEngines.create(1)
                .forecast(List.of(known("new", values(6, 100, 1), 28)), TWO_WEEKS)
                .getFirst();
        assertThat(forecast.model()).isNotEqualTo("similar series");
    }
}
