package cn.yunce.forecasting.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.domain.Frequency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesPartsTest {
    private static final long SEED = 1;

    @TempDir
    Path folder;

    private Path write(List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("unique_id,ds,y,promo"));
        lines.addAll(rows);
        return Files.write(folder.resolve("y.csv"), lines);
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (int series = 0; series < 50; series++) {
            for (int day = 1; day <= 20; day++) {
                rows.add("线路%d,2024-03-%02d,%d,%d".formatted(series, day, series + day, day % 2));
            }
        }
        Collections.shuffle(rows, new Random(3));
        return rows;
    }

    private List<LongForm.Entry> inParts(Path file, int count) throws IOException {
        try (SeriesParts parts = SeriesParts.of(file, Frequency.DAILY, count, SEED, folder)) {
            List<LongForm.Entry> entries = new ArrayList<>();
            for (int part = 0; part < parts.count(); part++) {
                entries.addAll(parts.read(part).series());
            }
            return entries;
        }
    }

    @Test
    void allPartsTogetherAreTheFileHoweverManyThereAre() throws IOException {
        Path file = write(rows());
        Map<String, LongForm.Entry> whole = new HashMap<>();
        LongForm.read(file, Optional.of(Frequency.DAILY))
                .series()
                .forEach(entry -> whole.put(entry.values().id(), entry));
        List<String> order = new ArrayList<>();
        for (int count : new int[] {1, 7, 300}) {
            List<LongForm.Entry> entries = inParts(file, count);
            List<String> ids =
                    entries.stream().map(entry -> entry.values().id()).toList();
            assertThat(ids).containsExactlyInAnyOrderElementsOf(whole.keySet());
            if (!order.isEmpty()) {
                assertThat(ids).isEqualTo(order);
            }
            order = ids;
            for (LongForm.Entry entry : entries) {
                LongForm.Entry same = whole.get(entry.values().id());
                assertThat(entry.values().start()).isEqualTo(same.values().start());
                assertThat(entry.values().toArray()).isEqualTo(same.values().toArray());
                assertThat(entry.regressors().get("promo").toArray())
                        .isEqualTo(same.regressors().get("promo").toArray());
            }
        }
    }

    @Test
    void anInstantThatIsThereTwiceIsNamedByItsLineInTheFile() throws IOException {
        List<String> rows = new ArrayList<>(List.of("a,2024-03-01,1,0", "b,2024-03-01,1,0", "a,2024-03-01,2,0"));
        Path file = write(rows);
        assertThatThrownBy(() -> inParts(file, 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("y.csv")
                .hasMessageContaining("4")
                .hasMessageContaining("each unique_id and ds once");
    }

    @Test
    void nothingIsLeftOnDiskWhetherTheFileIsGoodOrBad() throws IOException {
        Path file = write(List.of("a,2024-03-01,-1,0", "a,2024-03-02,2,0"));
        try (SeriesParts parts = SeriesParts.of(file, Frequency.DAILY, 3, SEED, folder)) {
            assertThat(parts.isNonNegative()).isFalse();
        }
        Path bad = write(List.of("a,2024-03-01,many,0"));
        assertThatThrownBy(() -> SeriesParts.of(bad, Frequency.DAILY, 3, SEED, folder))
                .isInstanceOf(BadInputException.class);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }
}
