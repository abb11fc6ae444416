package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.Hierarchy;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.ModelWeight;
import cn.yunce.forecasting.Reconciler.Method;
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

class CoherentForecastTest {
    private static final LocalDateTime START = LocalDateTime.of(2023, 1, 1, 0, 0);
    private static final ForecastOptions WEEK = new ForecastOptions(7, 7, List.of(80, 95), true);
    private static final Hierarchy CITY =
            Hierarchy.of(List.of("a1", "a2", "b1", "b2"), leaf -> List.of("city", leaf.substring(0, 1)));

    /** A weekly pattern with noise that all outlets share in part. */
    private static List<VolumeSeries> outlets(int size) {
        Random common = new Random(1);
        double[] shared =
                IntStream.range(0, size).mapToDouble(t -> common.nextGaussian()).toArray();
        List<VolumeSeries> outlets = new ArrayList<>();
        for (String leaf : CITY.leaves()) {
            Random random = new Random(leaf.hashCode());
            double[] values = new double[size];
            Arrays.setAll(values, t -> Math.max(0, 50 + 5 * (t % 7) + 6 * shared[t] + 4 * random.nextGaussian()));
            outlets.add(VolumeSeries.of(leaf, Frequency.DAILY, START, values));
        }
        return outlets;
    }

    @Test
    void meansAddUpAndIntervalsOfTheTotalAreNarrowerThanTheSumOfItsLeaves() {
        for (Method method : Method.values()) {
            List<SeriesForecast> forecasts =
                    ForecastEngines.create(1).forecastCoherently(outlets(200), CITY, method, WEEK);
            assertThat(forecasts.stream().map(SeriesForecast::id)).containsExactlyElementsOf(CITY.ids());
            double[] widths = new double[7];
            for (int step = 0; step < 7; step++) {
                int h = step;
                double[] means = forecasts.stream()
                        .mapToDouble(forecast -> forecast.points().get(h).mean())
                        .toArray();
                assertThat(CITY.sum(Arrays.copyOfRange(means, 3, 7))).containsExactly(means, offset(1e-6));
                for (int i = 0; i < widths.length; i++) {
                    Interval interval =
                            forecasts.get(i).points().get(h).intervals().getFirst();
                    widths[i] += interval.hi() - interval.lo();
                }
            }
            double widest = Arrays.stream(widths, 3, 7).max().orElseThrow();
            assertThat(widths[0])
                    .as(method.name())
                    .isBetween(widest, Arrays.stream(widths, 3, 7).sum());
        }
    }

    @Test
    void aLeafThatStartsLateIsZeroBeforeAndOneTooShortToJudgeStillAddsUp() {
        List<VolumeSeries> outlets = new ArrayList<>(outlets(200));
        outlets.set(3, VolumeSeries.of("b2", Frequency.DAILY, START.plusDays(197), new double[] {9, 8, 9}));
        List<SeriesForecast> forecasts =
                ForecastEngines.create(1).forecastCoherently(outlets, CITY, Method.MIN_TRACE, WEEK);
        double[] first = forecasts.stream()
                .mapToDouble(forecast -> forecast.points().getFirst().mean())
                .toArray();
        assertThat(CITY.sum(Arrays.copyOfRange(first, 3, 7))).containsExactly(first, offset(1e-6));
    }

    @Test
    void totalsAreForecastWithoutTheModelsThatLearnFromAllSeriesAndNothingByTheNaive() {
        List<SeriesForecast> forecasts =
                ForecastEngines.create(1).forecastCoherently(outlets(400), CITY, Method.LEVELS, WEEK);
        for (SeriesForecast forecast : forecasts) {
            assertThat(forecast.weights().stream().map(ModelWeight::model).anyMatch("boosted trees"::equals))
                    .as(forecast.id())
                    .isEqualTo(CITY.leaves().contains(forecast.id()));
            assertThat(forecast.weights()).extracting(ModelWeight::model).doesNotContain("seasonal naive");
        }
    }

    @Test
    void missingAndMisalignedLeavesAreNamed() {
        List<VolumeSeries> outlets = new ArrayList<>(outlets(100));
        VolumeSeries last = outlets.removeLast();
        assertThatThrownBy(() -> ForecastEngines.create(1).forecastCoherently(outlets, CITY, Method.OLS, WEEK))
                .hasMessage("history must hold every leaf, has none of b2");
        outlets.add(last.head(99));
        assertThatThrownBy(() -> ForecastEngines.create(1).forecastCoherently(outlets, CITY, Method.OLS, WEEK))
                .hasMessageStartingWith("leaves must have one frequency and end at the same instant");
    }
}
