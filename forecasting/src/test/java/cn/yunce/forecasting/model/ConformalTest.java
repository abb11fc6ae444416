package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConformalTest {
    private static final ForecastOptions TWO_WEEKS = new ForecastOptions(14, 7, List.of(80), true);

    /** Series that end before {@code end}, with a week and noise of the spread that {@code noise} says of each day. */
    private static List<VolumeSeries> panel(LocalDate end, int size, IntToDoubleFunction noise) {
        return IntStream.range(0, 12)
                .mapToObj(i -> {
                    Random random = new Random(i);
                    double[] values = IntStream.range(0, size)
                            .mapToDouble(t -> (1000 + 100 * i)
                                    * (t % 7 == 6 ? 0.6 : 1)
                                    * Math.exp(noise.applyAsDouble(t) * random.nextGaussian()))
                            .toArray();
                    return VolumeSeries.of(
                            "s" + i, Frequency.DAILY, end.minusDays(size).atStartOfDay(), values);
                })
                .toList();
    }

    private static double relativeWidth(ForecastPoint point) {
        Interval interval = point.intervals().getFirst();
        return (interval.hi() - interval.lo()) / point.mean();
    }

    private static double meanWidth(List<VolumeSeries> panel) {
        return ForecastEngines.create(1).forecast(panel, TWO_WEEKS).stream()
                .flatMap(forecast -> forecast.points().stream())
                .mapToDouble(ConformalTest::relativeWidth)
                .average()
                .orElseThrow();
    }

    @Test
    void daysOfAnEventThatThePanelHasNotBeenThroughAreLessSure() {
        LocalDate end = LocalDate.of(2023, 11, 9);
        for (var forecast : ForecastEngines.create(1).forecast(panel(end, 200, t -> 0.05), TWO_WEEKS)) {
            double doubleEleven = relativeWidth(forecast.points().get(2));
            double ordinary = relativeWidth(forecast.points().get(12));
            assertThat(doubleEleven).as(forecast.id()).isGreaterThan(2 * ordinary);
        }
    }

    @Test
    void intervalsAreWiderWhereThePanelLatelyErredMoreThanUsual() {
        LocalDate end = LocalDate.of(2023, 9, 1);
        double calm = meanWidth(panel(end, 200, t -> 0.05));
        double lately = meanWidth(panel(end, 200, t -> t >= 186 ? 0.2 : 0.05));
        double longAgo = meanWidth(panel(end, 200, t -> t >= 102 && t < 116 ? 0.2 : 0.05));
        assertThat(lately).isGreaterThan(1.15 * calm);
        assertThat(longAgo).isLessThan(1.1 * calm);
    }
}
