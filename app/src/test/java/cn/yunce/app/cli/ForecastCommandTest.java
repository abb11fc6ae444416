package cn.yunce.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import cn.yunce.app.Yunce;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands over files, without a database. */
class ForecastCommandTest {
    @TempDir
    private Path folder;

    private static int run(String... args) {
        return CommandLines.run(Yunce.class, args);
    }

    private Path history(int days) throws Exception {
        List<String> rows = new ArrayList<>(List.of("unique_id,ds,y,promo"));
        for (int t = 0; t < days; t++) {
            LocalDate day = LocalDate.of(2024, 1, 1).plusDays(t);
            int promo = t % 11 == 3 ? 1 : 0;
            rows.add("甲," + day + "," + (100 + 10 * (t % 7) + 60 * promo) + "," + promo);
            rows.add("乙," + day + "," + (t % 7 == 6 ? 0 : 40) + ",0");
        }
        return Files.write(folder.resolve("y.csv"), rows);
    }

    private Path future(int from, int days) throws Exception {
        List<String> rows = new ArrayList<>(List.of("unique_id,ds,promo"));
        for (int t = from; t < from + days; t++) {
            rows.add("甲," + LocalDate.of(2024, 1, 1).plusDays(t) + "," + (t % 11 == 3 ? 1 : 0));
        }
        return Files.write(folder.resolve("x.csv"), rows);
    }

    @Test
    void aForecastHasTheColumnsOfTheCommandLineAndUsesWhatIsKnownAhead() throws Exception {
        Path out = folder.resolve("deep/f.csv");
        assertThat(run(
                        "forecast",
                        "--input",
                        history(200).toString(),
                        "--horizon",
                        "14",
                        "--future",
                        future(200, 14).toString(),
                        "--output",
                        out.toString()))
                .isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.getFirst()).isEqualTo("unique_id,ds,mean,lo-80,hi-80,lo-95,hi-95");
        assertThat(lines).hasSize(1 + 2 * 14);
        assertThat(lines.get(1)).startsWith("甲,2024-07-19,");
        int promo = 0;
        while ((200 + promo) % 11 != 3) {
            promo++;
        }
        double mean = Double.parseDouble(lines.get(1 + promo).split(",", -1)[2]);
        double plain = 100 + 10 * ((200 + promo) % 7);
        assertThat(mean).isGreaterThan(plain + 30);
        for (String line : lines.subList(1, lines.size())) {
            double[] n = Arrays.stream(line.split(",", -1))
                    .skip(2)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(new double[] {0, n[3], n[1], n[0], n[2], n[4]}).isSorted();
        }
    }

    private byte[] inPartitions(int count) throws Exception {
        Path out = folder.resolve("f" + count + ".csv");
        String[] command = {
            "forecast",
            "--input",
            history(120).toString(),
            "--future",
            future(120, 14).toString(),
            "--horizon",
            "14",
            "--partitions",
            String.valueOf(count),
            "--sample",
            "2",
            "--output",
            out.toString()
        };
        assertThat(run(command)).isZero();
        return Files.readAllBytes(out);
    }

    private static double cell(String line, int column) {
        return Double.parseDouble(line.split(",", -1)[column]);
    }

    @Test
    void partsAddUpToTheForecastDaysToTheirWeekAndWhatAPlannerDeclaresIsAPart() throws Exception {
        Path future = Files.write(
                folder.resolve("planned.csv"), List.of("unique_id,ds,promo,event_factor", "甲,2024-07-21,0,3"));
        Path explained = folder.resolve("parts.csv");
        Path weeks = folder.resolve("weeks.csv");
        Path out = folder.resolve("f.csv");
        assertThat(run(
                        "forecast",
                        "--input",
                        history(200).toString(),
                        "--future",
                        future.toString(),
                        "--horizon",
                        "10",
                        "--explain",
                        explained.toString(),
                        "--weeks",
                        weeks.toString(),
                        "--output",
                        out.toString()))
                .isZero();
        List<String> days = Files.readAllLines(out);
        List<String> parts = Files.readAllLines(explained);
        assertThat(parts.getFirst())
                .isEqualTo("unique_id,ds,mean,level,season,festival,shopping,preknown,rest,event,chinese,english");
        for (int row = 1; row < days.size(); row++) {
            double sum = 0;
            for (int part = 3; part <= 8; part++) {
                sum += cell(parts.get(row), part);
            }
            assertThat(cell(parts.get(row), 2))
                    .isEqualTo(cell(days.get(row), 2))
                    .isCloseTo(sum, offset(0.01));
        }
        assertThat(days.get(3)).startsWith("甲,2024-07-21,");
        assertThat(cell(days.get(3), 2)).isBetween(2.2 * 130, 3.6 * 160);
        List<String> sums = Files.readAllLines(weeks);
        assertThat(sums).hasSize(3);
        assertThat(sums.get(1)).startsWith("甲,2024-07-19,");
        assertThat(cell(sums.get(1), 2))
                .isCloseTo(
                        days.subList(1, 8).stream()
                                .mapToDouble(day -> cell(day, 2))
                                .sum(),
                        offset(0.01));
    }

    @Test
    void theNumberOfPartitionsDoesNotChangeTheFile() throws Exception {
        byte[] one = inPartitions(1);
        assertThat(new String(one, StandardCharsets.UTF_8).lines()).hasSize(1 + 2 * 14);
        assertThat(inPartitions(2)).isEqualTo(one);
        assertThat(inPartitions(40)).isEqualTo(one);
    }

    @Test
    void aBacktestWritesMetricsAndQuantiles() throws Exception {
        Path metrics = folder.resolve("m.json");
        Path forecasts = folder.resolve("f.csv");
        assertThat(run(
                        "backtest",
                        "--input",
                        history(150).toString(),
                        "--horizon",
                        "7",
                        "--windows",
                        "3",
                        "--step",
                        "5",
                        "--output",
                        metrics.toString(),
                        "--forecasts",
                        forecasts.toString()))
                .isZero();
        List<String> lines = Files.readAllLines(forecasts);
        assertThat(lines.getFirst())
                .isEqualTo("unique_id,cutoff,ds,y,mean,q0.025,q0.1,q0.2,q0.3,q0.4,q0.5,q0.6,q0.7,q0.8,q0.9,q0.975");
        assertThat(lines).hasSize(1 + 2 * 3 * 7);
        assertThat(lines.get(1)).startsWith("甲,2024-05-12,2024-05-13,");
        assertThat(lines.getLast()).startsWith("乙,2024-05-22,2024-05-29,40,");
        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(metrics));
        for (String name : List.of("MASE", "RMSSE", "WAPE", "sMAPE", "scaledPinball", "coverage80", "coverage95")) {
            assertThat(json.get(name).isNumber()).as(name).isTrue();
        }
        assertThat(json.get("scaledCRPS").isNumber()).isTrue();
        assertThat(json.get("byHorizon").size()).isEqualTo(7);
        assertThat(json.get("byHorizon").get(6).get("coverage80").isNumber()).isTrue();
        assertThat(json.get("bySeries").get("甲").get("WAPE").isNumber()).isTrue();
    }

    private Path hierarchy() throws Exception {
        return Files.write(folder.resolve("h.csv"), List.of("leaf,total", "甲,合计", "乙,合计"));
    }

    private static double mean(List<String> lines, int line) {
        return Double.parseDouble(lines.get(line).split(",", -1)[2]);
    }

    @Test
    void forecastsOfAHierarchyAddUp() throws Exception {
        Path out = folder.resolve("f.csv");
        assertThat(run(
                        "forecast",
                        "--input",
                        history(100).toString(),
                        "--horizon",
                        "7",
                        "--hierarchy",
                        hierarchy().toString(),
                        "--output",
                        out.toString()))
                .isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(1 + 3 * 7);
        assertThat(lines.get(1)).startsWith("合计,2024-04-10,");
        assertThat(mean(lines, 1)).isCloseTo(mean(lines, 8) + mean(lines, 15), offset(1e-6));
    }

    @Test
    void forecastsOfAnyOriginAreReconciled() throws Exception {
        Path base = Files.write(
                folder.resolve("b.csv"),
                List.of("unique_id,ds,mean", "合计,2024-05-01,13", "甲,2024-05-01,4", "乙,2024-05-01,6"));
        Path out = folder.resolve("r.csv");
        String[] command = {
            "reconcile",
            "--forecasts",
            base.toString(),
            "--hierarchy",
            hierarchy().toString(),
            "--output",
            out.toString()
        };
        assertThat(run(Stream.concat(Arrays.stream(command), Stream.of("--method", "ols"))
                        .toArray(String[]::new)))
                .isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(mean(lines, 1)).isCloseTo(12, offset(1e-6));
        assertThat(mean(lines, 2)).isCloseTo(5, offset(1e-6));
        assertThat(run(command)).as("min_trace needs errors").isEqualTo(2);
    }

    @Test
    void badInputIsStatusTwo() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.csv"), "unique_id,ds,y\na,2024-01-01,many\n");
        String out = folder.resolve("f.csv").toString();
        assertThat(run("forecast", "--input", bad.toString(), "--horizon", "7", "--output", out))
                .isEqualTo(2);
        String good = history(60).toString();
        assertThat(run("forecast", "--input", good, "--horizon", "0", "--output", out))
                .isEqualTo(2);
        assertThat(run("forecast", "--input", good, "--horizon", "7", "--freq", "X", "--output", out))
                .isEqualTo(2);
        assertThat(run("forecast", "--input", folder.resolve("none.csv").toString(), "--horizon", "7", "--output", out))
                .isEqualTo(2);
        assertThat(run("forecast", "--input", good, "--horizon", "7", "--partitions", "0", "--output", out))
                .isEqualTo(2);
        assertThat(Path.of(out)).doesNotExist();
    }
}
