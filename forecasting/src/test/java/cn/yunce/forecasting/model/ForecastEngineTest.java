package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cn.yunce.forecasting.BacktestReport;
import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.ModelWeight;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastEngineTest {
    private static final LocalDateTime START = LocalDateTime.of(2023, 1, 2, 0, 0);
    private static final ForecastOptions TWO_WEEKS = new ForecastOptions(14, 7, List.of(80, 95), true);
    private final ForecastEngine engine = ForecastEngines.create(7);

    private static VolumeSeries daily(String id, int size, IntToDoubleFunction value) {
        return VolumeSeries.of(
                id,
                Frequency.DAILY,
                START,
                IntStream.range(0, size).mapToDouble(value).toArray());
    }

    private static VolumeSeries weekly(String id, int size, long seed) {
        Random random = new Random(seed);
        double level = 100 + random.nextInt(900);
        return daily(
                id,
                size,
                t -> level * (1 + 0.3 * Math.sin(t * 2 * Math.PI / 7)) * Math.exp(0.1 * random.nextGaussian()));
    }

    private SeriesForecast only(VolumeSeries series) {
        return engine.forecast(List.of(series), TWO_WEEKS).getFirst();
    }

    @Test
    void aPlannersFactorMultipliesTheForecastAndWidensItAndIsTakenOffThePast() {
        VolumeSeries plain = weekly("a", 200, 5);
        double[] none = new double[214];
        Arrays.fill(none, 1);
        double[] ahead = none.clone();
        ahead[205] = 2.5;
        ForecastPoint usual = only(plain).points().get(5);
        List<ForecastPoint> points =
                only(plain.withRegressors(Map.of("event_factor", ahead))).points();
        assertThat(points.get(5).mean()).isCloseTo(2.5 * usual.mean(), within(1e-6 * usual.mean()));
        assertThat(points.get(4).mean()).isCloseTo(only(plain).points().get(4).mean(), within(1e-6 * usual.mean()));
        Interval wide = points.get(5).intervals().getFirst();
        Interval narrow = usual.intervals().getFirst();
        assertThat(wide.hi() - wide.lo()).isGreaterThan(2.5 * (narrow.hi() - narrow.lo()));

        double[] moved = plain.toArray();
        double[] before = none.clone();
        moved[195] *= 4;
        before[195] = 4;
        VolumeSeries told = VolumeSeries.of("a", Frequency.DAILY, START, moved);
        assertThat(only(told.withRegressors(Map.of("event_factor", before)))
                        .points()
                        .get(5)
                        .mean())
                .isCloseTo(usual.mean(), within(0.05 * usual.mean()));
    }

    @Test
    void aPlannersFactorOfZeroIsRefused() {
        double[] zero = new double[214];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> only(weekly("a", 200, 5).withRegressors(Map.of("event_factor", zero))))
                .withMessage("event_factor of a must be above 0 and at most 1000, was 0.0");
    }

    private static void assertSound(SeriesForecast forecast, int horizon) {
        assertThat(forecast.points()).as(forecast.id()).hasSize(horizon);
        assertThat(forecast.why()).isNotBlank();
        for (ForecastPoint point : forecast.points()) {
            assertThat(point.mean()).as(forecast.id()).isFinite().isNotNegative();
            double lo = point.mean();
            double hi = point.mean();
            for (Interval interval : point.intervals()) {
                assertThat(interval.lo()).as(forecast.id()).isFinite().isBetween(0.0, lo);
                assertThat(interval.hi()).as(forecast.id()).isFinite().isGreaterThanOrEqualTo(hi);
                lo = interval.lo();
                hi = interval.hi();
            }
        }
    }

    @Test
    void aWeeklyPatternIsContinued() {
        SeriesForecast forecast = only(daily("w", 140, t -> t % 7 == 6 ? 10 : 100 + t % 7));
        assertSound(forecast, 14);
        for (int h = 0; h < 14; h++) {
            double truth = h % 7 == 6 ? 10 : 100 + h % 7;
            assertThat(forecast.points().get(h).mean()).isBetween(truth - 1, truth + 1);
        }
        assertThat(forecast.points().getFirst().instant()).isEqualTo(START.plusDays(140));
    }

    @Test
    void aTrendIsContinued() {
        SeriesForecast forecast = only(daily("t", 200, t -> 100 + t));
        assertThat(forecast.points().getLast().mean()).isBetween(305.0, 320.0);
    }

    @Test
    void hoursFollowTheirDayAndTheirWeek() {
        Random random = new Random(4);
        double[] values = new double[24 * 7 * 8];
        Arrays.setAll(values, t -> hourly(t) * Math.exp(0.05 * random.nextGaussian()));
        SeriesForecast forecast = engine.forecast(
                        List.of(VolumeSeries.of("h", Frequency.HOURLY, START, values)),
                        new ForecastOptions(48, 24, List.of(80), true))
                .getFirst();
        assertThat(forecast.weights()).extracting(ModelWeight::model).contains("MSTL");
        for (int h = 0; h < 48; h++) {
            double truth = hourly(values.length + h);
            assertThat(forecast.points().get(h).mean()).isBetween(0.8 * truth, 1.25 * truth);
        }
    }

    private static double hourly(int t) {
        return 200 + 80 * Math.sin(2 * Math.PI * t / 24) + (t / 24 % 7 < 5 ? 60 : -40);
    }

    @Test
    void arimaIsAmongTheModelsOfAFewSeriesAndNotOfMany() {
        assertThat(only(weekly("a", 200, 5)).weights())
                .extracting(ModelWeight::model)
                .contains("ARIMA");
        List<VolumeSeries> many =
                IntStream.range(0, 20).mapToObj(i -> weekly("s" + i, 120, i)).toList();
        assertThat(engine.forecast(many, TWO_WEEKS).getFirst().weights())
                .extracting(ModelWeight::model)
                .doesNotContain("ARIMA");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 20, 30, 60})
    void anyShortHistoryGetsASoundForecastAndIsFlagged(int size) {
        SeriesForecast forecast = only(weekly("s", size, size));
        assertSound(forecast, 14);
        assertThat(forecast.flags().contains("short-history")).isEqualTo(size < 21);
    }

    @Test
    void oddHistoriesGetASoundForecastAndAFlagThatSaysWhatIsOdd() {
        Random random = new Random(3);
        Map<String, VolumeSeries> odd = Map.of(
                "constant", daily("constant", 100, t -> 5),
                "all-zero", daily("zero", 100, t -> 0),
                "gaps-filled", daily("gaps", 100, t -> t % 9 == 4 || (t > 30 && t < 50) ? Double.NaN : 50 + t % 7),
                "intermittent", daily("few", 300, t -> random.nextInt(5) == 0 ? random.nextInt(4) : 0),
                "negative-values", daily("negative", 100, t -> t == 50 ? -3 : 20 + t % 7),
                "absurd-values-ignored", daily("absurd", 100, t -> t == 50 ? Double.POSITIVE_INFINITY : 20 + t % 7));
        odd.forEach((flag, series) -> {
            SeriesForecast forecast = only(series);
            assertSound(forecast, 14);
            assertThat(forecast.flags()).contains(flag);
        });
    }

    @Test
    void hundredsOfHostileHistoriesAllGetSoundForecasts() {
        List<VolumeSeries> hostile = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Random random = new Random(i);
            int size = 1 + random.nextInt(120);
            double[] values = new double[size];
            int kind = i % 10;
            for (int t = 0; t < size; t++) {
                values[t] = switch (kind) {
                    case 0 -> random.nextInt(3) == 0 ? Double.NaN : 100 * random.nextDouble();
                    case 1 -> 1e15 * random.nextDouble();
                    case 2 -> 1e-12 * random.nextDouble();
                    case 3 -> t == size - 1 ? 1e9 : 1;
                    case 4 -> t < size / 2 ? 0 : 1000;
                    case 5 -> Math.exp(t / 5.0);
                    case 6 -> random.nextInt(20) == 0 ? 7 : 0;
                    case 7 -> t % 2 == 0 ? 1e6 : 1e-6;
                    case 8 -> t < size / 2 ? Double.NaN : 3;
                    default -> Math.round(5 * Math.abs(random.nextGaussian()));
                };
            }
            values[random.nextInt(size)] = 1;
            hostile.add(VolumeSeries.of("hostile-" + i, Frequency.DAILY, START, values));
        }
        assertThat(engine.forecast(hostile, TWO_WEEKS)).hasSize(300).allSatisfy(forecast -> assertSound(forecast, 14));
    }

    @Test
    void aSeriesWithoutAnyObservationIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> only(daily("nothing", 10, t -> Double.NaN)))
                .withMessageContaining("series nothing");
    }

    @Test
    void theSameSeedGivesTheSameForecastsToTheBitWithTheNetworkAmongTheModels() {
        List<VolumeSeries> panel =
                IntStream.range(0, 24).mapToObj(i -> weekly("p" + i, 400, i)).toList();
        List<SeriesForecast> first = ForecastEngines.create(5).forecast(panel, TWO_WEEKS);
        assertThat(first.stream().map(SeriesForecast::model)).anyMatch(model -> model.contains("dense network"));
        List<SeriesForecast> second = ForecastEngines.create(5).forecast(panel, TWO_WEEKS);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i).model()).isEqualTo(first.get(i).model());
            assertThat(second.get(i).points().getFirst())
                    .isEqualTo(first.get(i).points().getFirst());
            assertThat(second.get(i).equals(first.get(i))).isTrue();
        }
    }

    @Test
    void smallPanelsDoNotLoadTheNetworkLibrary() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xlog:class+load:stdout",
                        SmallPanel.class.getName())
                .redirectErrorStream(true)
                .start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(log)
                .contains("cn.yunce.forecasting.model.CalendarRegression")
                .doesNotContain("] org.nd4j");
    }

    /** Run in a JVM of its own. */
    static final class SmallPanel {
        private SmallPanel() {}

        public static void main(String[] args) {
            List<VolumeSeries> panel =
                    IntStream.range(0, 5).mapToObj(i -> weekly("p" + i, 260, i)).toList();
            if (ForecastEngines.create(5).forecast(panel, TWO_WEEKS).size() != 5) {
                throw new IllegalStateException("five forecasts expected");
            }
        }
    }

    @Test
    void backtestOriginsAreAStepApartAndTheLastEndsAtTheEnd() {
        BacktestReport report = engine.backtest(
                IntStream.range(0, 6).mapToObj(i -> weekly("b" + i, 300, i)).toList(),
                new ForecastOptions(7, 7, List.of(), true),
                3,
                10);
        assertThat(report.rows()).hasSize(6 * 3 * 7);
        assertThat(report.rows().stream()
                        .map(BacktestReport.BacktestRow::cutoff)
                        .distinct())
                .containsExactly(START.plusDays(272), START.plusDays(282), START.plusDays(292));
        assertThat(report.rows().stream()
                        .map(BacktestReport.BacktestRow::instant)
                        .max(LocalDateTime::compareTo))
                .contains(START.plusDays(299));
        assertThat(report.metrics().keySet()).containsExactlyInAnyOrderElementsOf(Metrics.NAMES);
        assertThat(report.metrics().get("coverage80")).isBetween(0.65, 0.95);
        assertThat(report.metrics().get("MASE")).isLessThan(1);
        assertThat(report.rows())
                .allSatisfy(row -> assertThat(row.quantiles()).hasSize(11).isSorted());
    }

    @Test
    void aRegressorThatIsKnownAheadIsUsedAndOneThatIsNotIsFlagged() {
        Random random = new Random(1);
        double[] promotion = new double[414];
        Arrays.setAll(promotion, t -> random.nextInt(6) == 0 ? 1 : 0);
        VolumeSeries series = daily("r", 400, t -> 100 + t % 7 + 80 * promotion[t] + random.nextGaussian());
        double with = missed(only(series.withRegressors(Map.of("promotion", promotion))), promotion);
        double without = missed(only(series), promotion);
        assertThat(with).isLessThan(0.5 * without);
        assertThat(only(series.withRegressors(Map.of("promotion", Arrays.copyOf(promotion, 400))))
                        .flags())
                .contains("regressor-not-known-ahead:promotion");
    }

    private static double missed(SeriesForecast forecast, double[] promotion) {
        return IntStream.range(0, 14)
                .mapToDouble(
                        h -> Math.abs(forecast.points().get(h).mean() - 100 - (400 + h) % 7 - 80 * promotion[400 + h]))
                .sum();
    }
}
