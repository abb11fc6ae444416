package cn.yunce.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.TrainedForecaster;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.CsvWriter;
import cn.yunce.forecasting.file.ForecastRows;
import cn.yunce.forecasting.file.LongForm;
import cn.yunce.forecasting.file.SeriesParts;
import cn.yunce.forecasting.model.ForecastEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterForecastTest {
    private static final LocalDate END = LocalDate.of(2024, 6, 20);
    private static final int HORIZON = 7;
    private static final int SAMPLE = 24;
    private static final long SEED = 1;

    private static JavaSparkContext spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf()
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.host", "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    /** Long, rare, new and constant series, with a regressor; rows in no order. */
    private Path history() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int series = 0; series < 40; series++) {
            Random random = new Random(series);
            int size = series % 10 == 3 ? 18 : 400;
            double level = 50 + random.nextInt(500);
            for (int t = 0; t < size; t++) {
                LocalDate day = END.minusDays(size - t);
                double season = 1 + 0.3 * Math.sin(day.toEpochDay() * 2 * Math.PI / 7);
                long volume = switch (series % 10) {
                    case 5 -> random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0;
                    case 8 -> 40;
                    default -> Math.round(level * season * Math.exp(0.1 * random.nextGaussian()));
                };
                rows.add("线路" + series + "," + day + "," + volume + "," + (t % 5 == 0 ? 1 : 0));
            }
        }
        Collections.shuffle(rows, new Random(1));
        rows.addFirst("unique_id,ds,y,promo");
        return Files.write(folder.resolve("y.csv"), rows);
    }

    private Path future() throws IOException {
        List<String> rows = new ArrayList<>(List.of("unique_id,ds,promo"));
        for (int series = 0; series < 40; series++) {
            for (int h = 0; h < HORIZON; h++) {
                rows.add("线路" + series + "," + END.plusDays(h) + "," + (h == 2 ? 1 : 0));
            }
        }
        return Files.write(folder.resolve("x.csv"), rows);
    }

    private List<String> onSpark(Path history, String future, int partitions) {
        ClusterOptions options = new ClusterOptions(
                history.toString(), future, HORIZON, 7, "D", List.of(80, 95), SAMPLE, SEED, partitions);
        return ClusterForecast.rows(spark, options).collect().stream().sorted().toList();
    }

    private List<String> inOneProcess(Path history, Optional<Path> future) throws IOException {
        Map<String, LongForm.Entry> coming = new HashMap<>();
        if (future.isPresent()) {
            LongForm.readFuture(future.get(), Frequency.DAILY)
                    .series()
                    .forEach(entry -> coming.put(entry.values().id(), entry));
        }
        try (SeriesParts parts = SeriesParts.of(history, Frequency.DAILY, 3, SEED, folder)) {
            List<VolumeSeries> panel = new ArrayList<>();
            for (int part = 0; part < parts.count(); part++) {
                parts.read(part).series().stream()
                        .map(entry -> entry.withFuture(
                                Optional.ofNullable(coming.get(entry.values().id())), HORIZON))
                        .forEach(panel::add);
            }
            TrainedForecaster trained = ForecastEngines.create(SEED)
                    .learn(
                            panel.subList(0, SAMPLE),
                            new ForecastOptions(HORIZON, 7, List.of(80, 95), parts.isNonNegative()));
            return trained.forecast(panel).stream()
                    .flatMap(forecast -> ForecastRows.of(forecast).stream().map(CsvWriter::text))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void forecastsAreThoseOfOneProcessToTheBitHoweverTheSeriesArePartitioned() throws IOException {
        Path history = history();
        List<String> expected = inOneProcess(history, Optional.of(future()));
        assertThat(expected).hasSize(40 * HORIZON);
        assertThat(onSpark(history, future().toString(), 1)).isEqualTo(expected);
        assertThat(onSpark(history, future().toString(), 7)).isEqualTo(expected);
        List<String> without = inOneProcess(history, Optional.empty());
        assertThat(without).isNotEqualTo(expected);
        assertThat(onSpark(history, "", 3)).isEqualTo(without);
    }

    @Test
    void aBadRowIsNamed() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.csv"), "unique_id,ds,y\na,2024-01-01,many\n");
        assertThatThrownBy(() -> onSpark(bad, "", 2)).rootCause().hasMessageContaining("many");
    }
}
