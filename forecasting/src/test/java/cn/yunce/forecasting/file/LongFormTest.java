package cn.yunce.forecasting.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LongFormTest {
    @TempDir
    Path folder;

    @Test
    void sortsRowsAndLeavesGapsAsMissing() throws IOException {
        LongForm form = LongForm.read(
                write("unique_id,ds,promo,y\nb,2024-01-01,1,5\na,2024-01-04,0,4\na,2024-01-01,1,1\na,2024-01-02,0,\n"),
                Optional.empty());

        assertThat(form.frequency()).isEqualTo(Frequency.DAILY);
        assertThat(form.values().stream().map(VolumeSeries::id)).containsExactly("b", "a");
        VolumeSeries a = form.values().get(1);
        assertThat(a.start()).isEqualTo(LocalDateTime.of(2024, 1, 1, 0, 0));
        assertThat(a.toArray()).containsExactly(1, Double.NaN, Double.NaN, 4);
        assertThat(promo(form.series().get(1))).containsExactly(1, 0, Double.NaN, 0);
    }

    @ParameterizedTest
    @EnumSource(Frequency.class)
    void tellsEveryFrequencyAndPutsEachObservationAtItsPlace(Frequency frequency) throws IOException {
        LocalDateTime start = LocalDateTime.of(2023, 2, 28, 0, 0);
        Random random = new Random(frequency.code().length());
        String rows = IntStream.range(0, 40)
                .filter(i -> i < 2 || random.nextBoolean())
                .mapToObj(i -> "s," + frequency.plus(start, i) + "," + i)
                .collect(Collectors.joining("\n"));
        LongForm form = LongForm.read(write("unique_id,ds,y\n" + rows), Optional.empty());

        assertThat(form.frequency()).isEqualTo(frequency);
        VolumeSeries series = form.values().getFirst();
        for (int i = 0; i < series.size(); i++) {
            assertThat(series.value(i)).isIn((double) i, Double.NaN);
        }
        assertThat(rows.lines().count())
                .isEqualTo(IntStream.range(0, series.size())
                        .filter(i -> !Double.isNaN(series.value(i)))
                        .count());
    }

    @Test
    void refusesARepeatedAndAnUnevenInstant() throws IOException {
        Path file = write("unique_id,ds,y\na,2024-01-01,1\na,2024-01-01,2\n");
        assertThatThrownBy(() -> LongForm.read(file, Optional.empty()))
                .hasMessage("y.csv:3: expected each unique_id and ds once, found \"a,2024-01-01,2\"");
        Path uneven = write("unique_id,ds,y\na,2024-01-01,1\na,2024-01-09,2\n");
        assertThatThrownBy(() -> LongForm.read(uneven, Optional.of(Frequency.WEEKLY)))
                .hasMessage(
                        "y.csv:3: column ds: expected whole steps of W after 2024-01-01T00:00, found \"2024-01-09T00:00\"");
    }

    @Test
    void refusesASeriesThatWouldNotEnd() throws IOException {
        Path file = write("unique_id,ds,y\na,1990-01-01,1\na,2100-01-01,2\n");
        assertThatThrownBy(() -> LongForm.read(file, Optional.of(Frequency.TEN_MINUTES)))
                .hasMessageContaining("at most 1000000 steps of 10min");
    }

    @Test
    void readsRegressorsOfTheFutureWithoutY() throws IOException {
        LongForm form =
                LongForm.readFuture(write("unique_id,ds,promo\na,2024-01-01,1\na,2024-01-02,0\n"), Frequency.DAILY);
        assertThat(promo(form.series().getFirst())).containsExactly(1, 0);
        assertThat(form.values().getFirst().toArray()).containsOnly(Double.NaN);
    }

    private static double[] promo(LongForm.Entry entry) {
        return Objects.requireNonNull(entry.regressors().get("promo")).toArray();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("y.csv"), text);
    }
}
