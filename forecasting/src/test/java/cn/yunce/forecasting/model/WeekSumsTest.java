package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.WeeklyForecast;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeekSumsTest {
    private static final LocalDateTime START = LocalDateTime.of(2023, 1, 2, 0, 0);
    /** Two weeks and three days over. */
    private static final ForecastOptions OPTIONS = new ForecastOptions(17, 7, List.of(80), true);

    /** Series with a week, and noise of which {@code lasting} stays from day to day. */
    private static List<VolumeSeries> panel(double lasting, int size) {
        return IntStream.range(0, 12)
                .mapToObj(i -> {
                    Random random = new Random(i);
                    double noise = 0;
                    double[] values = new double[size];
                    for (int t = 0; t < size; t++) {
                        noise = lasting * noise + Math.sqrt(1 - lasting * lasting) * random.nextGaussian();
                        values[t] = 1000 * (t % 7 == 6 ? 0.6 : 1) * Math.exp(0.1 * noise);
                    }
                    return VolumeSeries.of("s" + i, Frequency.DAILY, START, values);
                })
                .toList();
    }

    private static double width(ForecastPoint point) {
        Interval interval = point.intervals().getFirst();
        return interval.hi() - interval.lo();
    }

    /** Mean width of the weeks' intervals by the sum of their days'. */
    private static double relativeWidth(WeeklyForecast forecast) {
        double weeks = 0;
        double days = 0;
        for (int i = 0; i < forecast.weeks().size(); i++) {
            for (int week = 0; week < 2; week++) {
                weeks += width(forecast.weeks().get(i).points().get(week));
                for (int day = 0; day < 7; day++) {
                    days += width(forecast.days().get(i).points().get(7 * week + day));
                }
            }
        }
        return weeks / days;
    }

    @Test
    void weeksAreSumsOfTheirDaysAndTheirPartsToo() {
        WeeklyForecast forecast = ForecastEngines.create(1).forecastWithWeeks(panel(0, 200), OPTIONS);
        for (int i = 0; i < 12; i++) {
            List<ForecastPoint> days = forecast.days().get(i).points();
            List<ForecastPoint> weeks = forecast.weeks().get(i).points();
            assertThat(days).hasSize(17);
            assertThat(weeks)
                    .extracting(ForecastPoint::instant)
                    .containsExactly(START.plusDays(200), START.plusDays(207));
            for (int week = 0; week < 2; week++) {
                double sum = days.subList(7 * week, 7 * week + 7).stream()
                        .mapToDouble(ForecastPoint::mean)
                        .sum();
                assertThat(weeks.get(week).mean()).isCloseTo(sum, offset(1e-6));
                assertThat(weeks.get(week).parts().total()).isCloseTo(sum, offset(1e-6));
            }
        }
    }

    @Test
    void aWeekIsSurerThanItsDaysAndLessSoWhereTheyErrTogether() {
        double apart = relativeWidth(ForecastEngines.create(1).forecastWithWeeks(panel(0, 200), OPTIONS));
        double together = relativeWidth(ForecastEngines.create(1).forecastWithWeeks(panel(0.95, 200), OPTIONS));
        assertThat(apart).isBetween(0.3, 0.6);
        assertThat(together).isBetween(apart + 0.1, 1.0);
    }

    @Test
    void seriesThatAreNotDailyAreNamed() {
        VolumeSeries hours = VolumeSeries.of("hours", Frequency.HOURLY, START, new double[] {1, 2, 3});
        assertThatThrownBy(() -> ForecastEngines.create(1).forecastWithWeeks(List.of(hours), OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weeks are sums of daily series, hours was HOURLY");
    }
}
