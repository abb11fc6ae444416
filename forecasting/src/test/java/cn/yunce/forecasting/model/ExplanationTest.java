package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final ForecastOptions TWO_WEEKS = new ForecastOptions(14, 7, List.of(80), true);
    private static final LocalDate START = LocalDate.of(2021, 1, 4);

    /** Double 11 doubles the volume on Nov 11 of each year; Sundays have half. */
    private static List<VolumeSeries> panel(LocalDate until) {
        int size = Math.toIntExact(until.toEpochDay() - START.toEpochDay());
        return IntStream.range(0, 25)
                .mapToObj(i -> {
                    Random random = new Random(i);
                    double[] values = IntStream.range(0, size)
                            .mapToDouble(t -> {
                                LocalDate date = START.plusDays(t);
                                boolean peak = date.getMonthValue() == 11 && date.getDayOfMonth() == 11;
                                return (1000 + 100 * i)
                                        * (t % 7 == 6 ? 0.5 : 1)
                                        * (peak ? 3 : 1)
                                        * Math.exp(0.03 * random.nextGaussian());
                            })
                            .toArray();
                    return VolumeSeries.of("s" + i, Frequency.DAILY, START.atStartOfDay(), values);
                })
                .toList();
    }

    private static void assertAddsUp(SeriesForecast forecast) {
        for (ForecastPoint point : forecast.points()) {
            assertThat(point.parts().total())
                    .as(forecast.id())
                    .isCloseTo(point.mean(), within(1e-9 * (1 + point.mean())));
        }
    }

    @Test
    void partsAddUpToTheForecastAndEachEffectIsInItsOwn() {
        List<SeriesForecast> forecasts =
                ForecastEngines.create(1).forecast(panel(LocalDate.of(2023, 11, 6)), TWO_WEEKS);
        forecasts.forEach(ExplanationTest::assertAddsUp);
        List<ForecastPoint> points = forecasts.get(3).points();
        ForecastParts peak = points.get(5).parts();
        assertThat(points.get(5).instant().toLocalDate()).isEqualTo(LocalDate.of(2023, 11, 11));
        assertThat(peak.event()).isEqualTo("双11");
        assertThat(peak.shopping()).isGreaterThan(peak.level());
        assertThat(peak.festival()).isZero();
        ForecastParts sunday = points.get(13).parts();
        assertThat(sunday.season()).isBetween(-0.6 * sunday.level(), -0.3 * sunday.level());
        assertThat(sunday.preknown()).isZero();
        assertThat(Math.abs(sunday.rest())).isLessThan(0.1 * sunday.level());
        assertThat(peak.inChinese()).contains("购物节（双11） +").contains("近期水平").doesNotContain("预知量");
        assertThat(peak.inEnglish()).contains("shopping event (双11) +");
    }

    @Test
    void whatIsKnownAheadIsAPartOfItsOwn() {
        Random random = new Random(5);
        double[] known = IntStream.range(0, 214)
                .mapToDouble(t -> 50 + 30 * random.nextGaussian())
                .toArray();
        known[206] = 150;
        double[] values =
                IntStream.range(0, 200).mapToDouble(t -> 500 + 4 * known[t]).toArray();
        VolumeSeries series = VolumeSeries.of("r", Frequency.DAILY, START.atStartOfDay(), values)
                .withRegressors(Map.of("orders", known));
        SeriesForecast forecast =
                ForecastEngines.create(1).forecast(List.of(series), TWO_WEEKS).getFirst();
        assertAddsUp(forecast);
        assertThat(forecast.points().get(6).parts().preknown()).isGreaterThan(100);
    }

    @Test
    void aShortHistoryIsTakenApartToo() {
        VolumeSeries series = VolumeSeries.of("short", Frequency.DAILY, START.atStartOfDay(), new double[] {4, 6});
        SeriesForecast forecast =
                ForecastEngines.create(1).forecast(List.of(series), TWO_WEEKS).getFirst();
        assertAddsUp(forecast);
        assertThat(forecast.points().getFirst().parts().level()).isEqualTo(5);
    }
}
