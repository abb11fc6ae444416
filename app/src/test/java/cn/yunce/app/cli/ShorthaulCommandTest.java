package cn.yunce.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.Yunce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShorthaulCommandTest {
    @TempDir
    private Path folder;

    private Path data;
    private Path volumes;
    private Path output;

    @BeforeEach
    void writeFolder() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        output = folder.resolve("out");
        Files.writeString(data.resolve("lines.csv"), """
                        线路编码,起始场地,目的场地,发运节点,车队编码,在途时长,自有变动成本,外部承运商成本
                        场地1 - 站点1 - 0600,场地1,站点1,06:00:00,车队1,0.5,50,200
                        场地1 - 站点2 - 0600,场地1,站点2,06:00:00,车队1,0.6,60,210
                        """);
        Files.writeString(data.resolve("fleets.csv"), "车队编码,自有车数量\n车队1,2\n");
        Files.writeString(data.resolve("pairs.csv"), "站点编号1,站点编号2\n站点1,站点2\n");
        volumes = folder.resolve("volumes.csv");
        Files.writeString(volumes, """
                        line,date,time,parcels
                        场地1 - 站点1 - 0600,2024-12-10,22:00:00,1000
                        场地1 - 站点1 - 0600,2024-12-11,05:50:00,300.4
                        场地1 - 站点2 - 0600,2024-12-11,05:50:00,400
                        """);
    }

    @Test
    void aDayIsPlannedFromFilesToFiles() throws IOException {
        assertThat(run("--volumes", volumes.toString())).isEqualTo(CommandLines.DONE);

        assertThat(files()).containsExactly("forecast.csv", "forecast_10min.csv", "kpis.json", "trips.csv");
        assertThat(Files.readString(output.resolve("forecast.csv"))).isEqualTo("""
                        line,date,parcels
                        场地1 - 站点1 - 0600,2024-12-11,1300
                        场地1 - 站点2 - 0600,2024-12-11,400
                        """);
        assertThat(Files.readString(output.resolve("forecast_10min.csv"))).isEqualTo("""
                        line,date,time,parcels
                        场地1 - 站点1 - 0600,2024-12-10,22:00:00,1000
                        场地1 - 站点1 - 0600,2024-12-11,05:50:00,300
                        场地1 - 站点2 - 0600,2024-12-11,05:50:00,400
                        """);
        List<String> trips = Files.readAllLines(output.resolve("trips.csv"));
        assertThat(trips).hasSize(3).contains("车队1-T1,车队1,场地1 - 站点1 - 0600,2024-12-10 22:10,1000,false,车队1-1,满载发车");
        assertThat(trips.getLast()).contains("场地1 - 站点1 - 0600+场地1 - 站点2 - 0600,2024-12-11 06:00,300+400,false,车队1-");
        JsonNode kpis = new JsonMapper().readTree(output.resolve("kpis.json").toFile());
        assertThat(kpis.path("totalCost").asDouble()).isEqualTo(200 + 50 + 60);
        assertThat(kpis.path("lowerBound").asDouble()).isLessThanOrEqualTo(310).isGreaterThan(309);
        assertThat(kpis.path("ownVehicleTurnover").asDouble()).isEqualTo(1);
        assertThat(kpis.path("parcelsPerVehicle").asDouble()).isEqualTo(850);
    }

    @Test
    void aPlanIsExplainedOnRequest() throws IOException {
        assertThat(run("--volumes", volumes.toString(), "--explain", "--external-trip-penalty", "5"))
                .isEqualTo(CommandLines.DONE);

        assertThat(files()).contains("reasons.csv", "line_costs.csv", "fleets.csv");
        assertThat(Files.readString(output.resolve("reasons.csv")))
                .contains("车队1-T1,22:10 前 场地1 - 站点1 - 0600 的货未到满", "合并2条线：分开发车多花");
        assertThat(Files.readAllLines(output.resolve("line_costs.csv"))).hasSize(3);
        JsonNode kpis = new JsonMapper().readTree(output.resolve("kpis.json").toFile());
        assertThat(kpis.path("objective").asDouble())
                .isEqualTo(kpis.path("totalCost").asDouble()
                        + 5 * kpis.path("externalTrips").asInt());
    }

    @Test
    void badInputIsOneLineAndLeavesWhatWasThere() throws IOException {
        assertThat(run("--volumes", volumes.toString())).isEqualTo(CommandLines.DONE);
        String before = Files.readString(output.resolve("trips.csv"));
        Files.writeString(volumes, "line,date,time,parcels\n场地1 - 站点9 - 0600,2024-12-11,05:50:00,3\n");

        assertThat(error("--volumes", volumes.toString()))
                .contains("volumes.csv:2", "line", "a line of the network")
                .doesNotContain("Exception");

        assertThat(files()).containsExactly("forecast.csv", "forecast_10min.csv", "kpis.json", "trips.csv");
        assertThat(Files.readString(output.resolve("trips.csv"))).isEqualTo(before);
    }

    @Test
    void whatCannotBePlannedIsSaidInOneLine() throws IOException {
        assertThat(error("--volumes", folder.resolve("none.csv").toString())).contains("none.csv", "found none");
        assertThat(error("--time", "-1", "--volumes", volumes.toString())).contains("--time must be 0..86400");
        assertThat(error()).contains("--date 2024-12-11", "found none");
        assertThat(error("--objective", "speed", "--volumes", volumes.toString()))
                .contains("--objective must be cost or fewest-external, was speed");
        assertThat(error("--own-trip-bonus", "51", "--volumes", volumes.toString()))
                .contains("ownTripBonus must be at most", "was 51.0");
        Files.delete(data.resolve("fleets.csv"));
        assertThat(error("--volumes", volumes.toString())).contains("车队编码,自有车数量");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private int run(String... options) {
        String[] fixed = {"shorthaul", "--data", data.toString(), "--date", "2024-12-11", "--output", output.toString()
        };
        return CommandLines.run(
                Yunce.class, Stream.concat(Stream.of(fixed), Stream.of(options)).toArray(String[]::new));
    }

    private String error(String... options) {
        return ErrorStream.badInput(() -> run(options));
    }
}
