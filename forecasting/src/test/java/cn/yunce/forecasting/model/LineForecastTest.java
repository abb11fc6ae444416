package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.file.ShortHaulFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/** Over the real short-haul days; each forecast knows what was known at 21:00 of the day before. */
@EnabledIf("dataIsThereOrRequired")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LineForecastTest {
    private static final Path DATA = Path.of("../../shared/data/shorthaul");
    private ShortHaulHistory history;

    static boolean dataIsThereOrRequired() {
        return Files.exists(DATA) || "true".equals(System.getenv("CI"));
    }

    @BeforeAll
    void read() {
        history = ShortHaulFolder.read(DATA);
    }

    private List<LineForecast> forecast(ServiceDate date) {
        return ForecastEngines.create(1).forecastLines(history, date);
    }

    private double actual(LineForecast forecast) {
        SlotProfile profile = history.actual().get(new LineDay(forecast.line(), forecast.date()));
        return profile == null ? 0 : profile.total();
    }

    private double wape(ServiceDate date) {
        List<LineForecast> forecasts = forecast(date);
        assertThat(forecasts).hasSize(280);
        double volume = forecasts.stream().mapToDouble(this::actual).sum();
        assertThat(volume).isPositive();
        return forecasts.stream()
                        .mapToDouble(line -> Math.abs(line.parcels() - actual(line)))
                        .sum()
                / volume;
    }

    private double meanWape(String first, int days) {
        double sum = 0;
        for (int i = 0; i < days; i++) {
            double day = wape(ServiceDate.parse(first).plusDays(i));
            sum += day;
        }
        return sum / days;
    }

    @Test
    void theLastFourDaysAreMissedByLessThan38InAThousand() {
        assertThat(meanWape("2024-12-08", 4)).isLessThan(0.0380);
    }

    @Test
    void earlierDaysToWithinFortyInAThousand() {
        assertThat(meanWape("2024-12-05", 7)).isLessThan(0.0398);
    }

    @Test
    void intervalsCoverWhatTheySay() {
        int in80 = 0;
        int in95 = 0;
        int all = 0;
        for (int i = 0; i < 5; i++) {
            for (LineForecast line : forecast(ServiceDate.parse("2024-12-07").plusDays(i))) {
                double actual = actual(line);
                all++;
                in80 += actual >= line.intervals().get(0).lo()
                                && actual <= line.intervals().get(0).hi()
                        ? 1
                        : 0;
                in95 += actual >= line.intervals().get(1).lo()
                                && actual <= line.intervals().get(1).hi()
                        ? 1
                        : 0;
            }
        }
        assertThat(in80 / (double) all).isBetween(0.74, 0.88);
        assertThat(in95 / (double) all).isBetween(0.90, 0.985);
    }

    @Test
    void theProfileAddsUpAndItsCumulativeCurveIsFarCloserThanTheMeanShares() {
        double own = 0;
        double meanShare = 0;
        for (int i = 0; i < 7; i++) {
            ServiceDate date = ServiceDate.parse("2024-12-05").plusDays(i);
            for (LineForecast line : forecast(date)) {
                assertThat(line.profile().total()).isCloseTo(line.parcels(), offset(1e-6));
                SlotProfile actual = history.actual().get(new LineDay(line.line(), date));
                own += apart(actual, line.profile().toArray(), actual.total() / Math.max(1e-9, line.parcels()));
                meanShare += apart(actual, meanShares(line, date), actual.total());
            }
        }
        assertThat(own).isLessThan(0.9 * meanShare);
    }

    private double[] meanShares(LineForecast line, ServiceDate date) {
        double[] shares = new double[line.profile().wave().slots()];
        double days = 0;
        for (var entry : history.actual().entrySet()) {
            if (entry.getKey().line().equals(line.line())
                    && entry.getKey().date().compareTo(date) < 0) {
                days++;
                for (int slot = 0; slot < shares.length; slot++) {
                    shares[slot] +=
                            entry.getValue().parcels(slot) / entry.getValue().total();
                }
            }
        }
        for (int slot = 0; slot < shares.length; slot++) {
            shares[slot] /= days;
        }
        return shares;
    }

    private static double apart(SlotProfile actual, double[] forecast, double factor) {
        double sum = 0;
        double gap = 0;
        for (int slot = 0; slot < forecast.length; slot++) {
            gap += forecast[slot] * factor - actual.parcels(slot);
            sum += Math.abs(gap);
        }
        return sum;
    }

    @Test
    void aDayTakesLessThanTwoSecondsAndNeedsNoActualsOfThatDay() {
        ServiceDate tomorrow = ServiceDate.parse("2024-12-12");
        long start = System.nanoTime();
        List<LineForecast> forecasts = forecast(tomorrow);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(seconds).isLessThan(2);
        assertThat(forecasts)
                .hasSize(280)
                .allSatisfy(line -> assertThat(line.parcels()).isPositive());
        ServiceDate last = ServiceDate.parse("2024-12-11");
        assertThat(ForecastEngines.create(1).forecastLines(history.knownBefore(last), last))
                .isEqualTo(forecast(last));
    }
}
