package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import cn.yunce.forecasting.BacktestReport;
import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.Hierarchy;
import cn.yunce.forecasting.Reconciler;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.LongForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Five hundred histories that no forecaster was made for: each gets a finite forecast and a flag, or one clear error. */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // a hang, not slowness
class HostileSeriesTest {
    private static final LocalDateTime START = LocalDateTime.of(2023, 1, 1, 0, 0);
    private static final ForecastOptions WEEK = new ForecastOptions(7, 7, List.of(80, 95), false);

    @TempDir
    Path folder;

    /** A kind of history; makes values of {@code size} observations. */
    private record Hostile(String kind, int least, int most, DoubleUnaryOperator value) {}

    private static List<Hostile> kinds(Random random) {
        return List.of(
                new Hostile("constant", 1, 200, t -> 42),
                new Hostile("all zero", 1, 200, t -> 0),
                new Hostile("one point", 1, 1, t -> 7),
                new Hostile("two points", 2, 2, t -> 7 * t),
                new Hostile(
                        "mostly missing",
                        20,
                        200,
                        t -> t == 3 || random.nextInt(10) == 0 ? random.nextInt(50) : Double.NaN),
                new Hostile("negative", 5, 200, t -> -100 * random.nextDouble()),
                new Hostile("around zero", 5, 200, t -> random.nextGaussian()),
                new Hostile("1e15", 5, 200, t -> 1e15 * random.nextDouble()),
                new Hostile("beyond 1e15", 5, 200, t -> t % 5 == 0 ? 1e300 : 10),
                new Hostile("infinite", 5, 200, t -> t % 4 == 1 ? Double.POSITIVE_INFINITY : t),
                new Hostile("tiny", 5, 200, t -> 1e-300 * random.nextDouble()),
                new Hostile("explosive", 5, 200, t -> Math.exp(Math.min(30, t / 3))),
                new Hostile("one spike", 5, 200, t -> t == 4 ? 1e12 : 1),
                new Hostile("level shift", 20, 200, t -> t < 15 ? 1 : 1e6 + random.nextInt(100)),
                new Hostile("dead at the end", 60, 200, t -> t < 30 ? 50 + random.nextInt(9) : 0),
                new Hostile("missing at the end", 60, 200, t -> t < 40 ? 50 + random.nextInt(9) : Double.NaN),
                new Hostile("missing month", 90, 200, t -> t > 30 && t < 61 ? Double.NaN : 20 + t % 7),
                new Hostile("rare", 60, 300, t -> random.nextInt(40) == 0 ? 1 : 0),
                new Hostile("alternating", 5, 100, t -> t % 2 == 0 ? 1e9 : -1e9),
                new Hostile("noise on a huge level", 30, 200, t -> 1e14 + random.nextInt(3)));
    }

    private static List<VolumeSeries> panel(long seed) {
        Random random = new Random(seed);
        List<Hostile> kinds = kinds(random);
        List<VolumeSeries> panel = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Hostile kind = kinds.get(i % kinds.size());
            int size = kind.least() + random.nextInt(kind.most() - kind.least() + 1);
            double[] values = new double[size];
            Arrays.setAll(values, t -> kind.value().applyAsDouble(t));
            Frequency frequency = Frequency.values()[random.nextInt(Frequency.values().length)];
            panel.add(VolumeSeries.of(kind.kind() + " " + i, frequency, START, values));
        }
        return panel;
    }

    @Test
    void fiveHundredHostileHistoriesGetFiniteForecasts() {
        List<VolumeSeries> panel = panel(11);
        List<SeriesForecast> forecasts = ForecastEngines.create(1).forecast(panel, WEEK);
        assertThat(forecasts).hasSize(500);
        for (SeriesForecast forecast : forecasts) {
            assertThat(forecast.flags()).as(forecast.id()).isNotEmpty();
            assertThat(forecast.points()).as(forecast.id()).hasSize(7);
            for (ForecastPoint point : forecast.points()) {
                assertThat(point.mean()).as(forecast.id()).isFinite();
                assertThat(point.intervals()).allSatisfy(interval -> {
                    assertThat(interval.lo()).as(forecast.id()).isFinite().isLessThanOrEqualTo(point.mean());
                    assertThat(interval.hi()).as(forecast.id()).isFinite().isGreaterThanOrEqualTo(point.mean());
                });
            }
        }
    }

    @Test
    void theirBacktestHasNumbersOnly() {
        List<VolumeSeries> lengthy = panel(13).stream()
                .filter(series -> series.size() >= 60)
                .filter(series -> series.id().hashCode() % 4 == 0)
                .toList();
        assertThat(lengthy).hasSizeGreaterThan(40);
        BacktestReport report = ForecastEngines.create(1).backtest(lengthy, WEEK, 2, 7);
        assertThat(report.rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.mean()).isFinite();
            assertThat(row.quantiles())
                    .allSatisfy(quantile -> assertThat(quantile).isFinite());
            assertThat(row.quantiles()).isSorted();
        });
    }

    @Test
    void theirTotalsAddUp() {
        List<VolumeSeries> leaves = panel(14).stream()
                .filter(series -> series.frequency() == Frequency.DAILY && series.size() >= 60)
                .toList();
        int size = leaves.stream().mapToInt(VolumeSeries::size).min().orElseThrow();
        List<VolumeSeries> together =
                leaves.stream().map(series -> series.head(size)).toList();
        Hierarchy hierarchy =
                Hierarchy.of(together.stream().map(VolumeSeries::id).toList(), leaf -> List.of("all"));
        List<SeriesForecast> forecasts =
                ForecastEngines.create(1).forecastCoherently(together, hierarchy, Reconciler.Method.LEVELS, WEEK);
        double sum = forecasts.stream()
                .filter(forecast -> !forecast.id().equals("all"))
                .mapToDouble(forecast -> forecast.points().getFirst().mean())
                .sum();
        double total = forecasts.stream()
                .filter(forecast -> forecast.id().equals("all"))
                .findFirst()
                .orElseThrow()
                .points()
                .getFirst()
                .mean();
        assertThat(total).isFinite().isCloseTo(sum, withinPercentage(1e-6));
    }

    @Test
    void whatIsOddIsFlagged() {
        List<SeriesForecast> forecasts = ForecastEngines.create(1).forecast(panel(12), WEEK);
        assertFlag(forecasts, "constant", "constant");
        assertFlag(forecasts, "all zero", "all-zero");
        assertFlag(forecasts, "one point", "short-history");
        assertFlag(forecasts, "two points", "short-history");
        assertFlag(forecasts, "mostly missing", "gaps-filled");
        assertFlag(forecasts, "negative", "negative-values");
        assertFlag(forecasts, "beyond 1e15", "absurd-values-ignored");
        assertFlag(forecasts, "infinite", "absurd-values-ignored");
        assertFlag(forecasts, "one spike", "outliers");
        assertFlag(forecasts, "level shift", "level-shift");
        assertFlag(forecasts, "dead at the end", "zero-run-at-end");
        assertFlag(forecasts, "missing at the end", "gap-at-end");
        assertFlag(forecasts, "missing month", "long-gap");
        assertFlag(forecasts, "rare", "intermittent");
        assertFlag(forecasts, "1e15", "unlikely-scale");
        assertFlag(forecasts, "tiny", "unlikely-scale");
        assertFlag(forecasts, "noise on a huge level", "unlikely-scale");
    }

    private static void assertFlag(List<SeriesForecast> forecasts, String kind, String flag) {
        List<SeriesForecast> ofKind = forecasts.stream()
                .filter(forecast -> forecast.id().matches(kind + " \\d+"))
                .toList();
        assertThat(ofKind).hasSize(25);
        long flagged = ofKind.stream()
                .filter(forecast -> forecast.flags().contains(flag))
                .count();
        // Small ones may be too short to tell.
        assertThat(flagged).as(kind + " " + flag + " of 25").isGreaterThanOrEqualTo(22);
    }

    @Test
    void hostileRowsAreOneClearErrorEach() throws Exception {
        assertError("a,2024-01-01,1\na,2024-01-01,2\n", "each unique_id and ds once");
        assertError("a,2024-01-01,1\na,2024-01-01 12:00:00,2\n", "whole steps of D");
        assertError("a,2024-01-01,1e16\n", "expected a number");
        assertError("a,2024-01-01,many\n", "expected a number");
        assertError("a,2024-02-30,1\n", "ds");
        assertError("a,0001-01-01,1\na,9999-12-31,1\n", "1990-01-01..2100-12-31");
        assertError("", "rows");
    }

    private void assertError(String rows, String part) throws Exception {
        Path file = folder.resolve("bad.csv");
        Files.writeString(file, "unique_id,ds,y\n" + rows);
        try {
            LongForm.read(file, Optional.of(Frequency.DAILY));
        } catch (BadInputException e) {
            assertThat(e).hasMessageContaining(part).hasMessageContaining("bad.csv:");
            return;
        }
        throw new AssertionError("no error for " + rows);
    }

    @Test
    void emptyCellsMissingMonthsAndFutureDatesAreRead() throws Exception {
        Path file = folder.resolve("odd.csv");
        Files.writeString(file, """
                unique_id,ds,y
                a,2023-01-01,
                a,2023-01-02,5
                a,2023-04-01,NaN
                a,2023-06-01,6
                b,2099-01-01,3
                b,2099-01-02,4
                """);
        List<VolumeSeries> series =
                LongForm.read(file, Optional.of(Frequency.DAILY)).values();
        List<SeriesForecast> forecasts = ForecastEngines.create(1).forecast(series, WEEK);
        assertThat(IntStream.range(0, 2)
                        .mapToObj(i -> forecasts.get(i).points().getLast().mean()))
                .allSatisfy(mean -> assertThat(mean).isFinite());
        assertThat(forecasts.getFirst().flags()).contains("long-gap");
    }

    @Test
    void aWeeklySeriesAmongDailyOnesIsReadAsDaysWithGapsAndSaysSo() throws Exception {
        Path file = folder.resolve("mixed.csv");
        StringBuilder rows = new StringBuilder("unique_id,ds,y\n");
        for (int day = 0; day < 140; day++) {
            rows.append("daily,")
                    .append(START.toLocalDate().plusDays(day))
                    .append(',')
                    .append(50 + day % 7);
            rows.append(day % 7 == 0 ? "\nweekly," + START.toLocalDate().plusDays(day) + ",400\n" : "\n");
        }
        Files.writeString(file, rows);
        List<SeriesForecast> forecasts = ForecastEngines.create(1)
                .forecast(LongForm.read(file, Optional.empty()).values(), WEEK);
        assertThat(forecasts.get(0).flags()).isEmpty();
        assertThat(forecasts.get(1).flags()).contains("gaps-filled");
        assertThat(forecasts.get(1).points().getLast().mean()).isFinite();
    }
}
