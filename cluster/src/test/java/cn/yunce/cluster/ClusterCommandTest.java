package cn.yunce.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command makes a Spark context of its own: no other may be open. */
class ClusterCommandTest {
    private static final List<String> SETTINGS = List.of("spark.master", "spark.ui.enabled", "spark.driver.host");

    @TempDir
    Path folder;

    @BeforeAll
    static void local() {
        System.setProperty("spark.master", "local[2]");
        System.setProperty("spark.ui.enabled", "false");
        System.setProperty("spark.driver.host", "127.0.0.1");
    }

    @AfterAll
    static void leave() {
        SETTINGS.forEach(System::clearProperty);
    }

    private int forecast(Path input, Path output) {
        return ClusterCommand.run(
                "--input",
                input.toString(),
                "--horizon",
                "3",
                "--levels",
                "90",
                "--partitions",
                "4",
                "--output",
                output.toString());
    }

    @Test
    void eachPartOfTheResultIsACsvFileAndTogetherTheyHaveEverySeries() throws IOException {
        Path input = Files.createDirectories(folder.resolve("in"));
        for (int file = 0; file < 2; file++) {
            List<String> rows = new ArrayList<>(List.of("unique_id,ds,y"));
            for (int series = 0; series < 5; series++) {
                for (int day = 0; day < 60; day++) {
                    rows.add(
                            file + "-" + series + "," + LocalDate.of(2024, 1, 1).plusDays(day) + "," + (100 + day % 7));
                }
            }
            Files.write(input.resolve(file + ".csv"), rows);
        }
        Path output = folder.resolve("out");
        assertThat(forecast(input, output)).isZero();
        List<String> rows = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            List<String> lines = Files.readAllLines(output.resolve("part-0000" + part));
            assertThat(lines.getFirst()).isEqualTo("unique_id,ds,mean,lo-90,hi-90");
            rows.addAll(lines.subList(1, lines.size()));
        }
        assertThat(rows).hasSize(10 * 3);
        assertThat(rows).filteredOn(row -> row.startsWith("1-4,2024-03-01,")).hasSize(1);
    }

    @Test
    void badInputIsStatusTwo() throws IOException {
        Path input = Files.writeString(folder.resolve("y.csv"), "unique_id,ds,y\na,2024-01-01,many\n");
        assertThat(forecast(input, folder.resolve("f"))).isEqualTo(2);
        Path headless = Files.writeString(folder.resolve("z.csv"), "a,2024-01-01,1\n");
        assertThat(forecast(headless, folder.resolve("g"))).isEqualTo(2);
    }
}
