package cn.yunce.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.Yunce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiersCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aDayOfFilesIsPlannedFromTheHubToTheVillages() throws IOException {
        write("T", "40");

        assertThat(run("--data", folder.resolve("data").toString(), "--from", "2026-11-25"))
                .isEqualTo(CommandLines.DONE);

        List<String> trips = Files.readAllLines(folder.resolve("out/trips.csv"));
        assertThat(trips)
                .filteredOn(row -> row.startsWith("2026-11-25,LINE_HAUL"))
                .isNotEmpty();
        assertThat(trips).filteredOn(row -> row.contains(",FEEDER,")).allMatch(row -> row.contains(",K,T,"));
        assertThat(trips).filteredOn(row -> row.contains(",LAST_MILE,")).allMatch(row -> row.contains(",T,V,"));
        assertThat(Files.readAllLines(folder.resolve("out/costs.csv")))
                .hasSize(4)
                .anyMatch(row -> row.startsWith("2026-11-25,LAST_MILE,") && row.endsWith(",2,40"));
    }

    @Test
    void rulesThatARunWroteAreChangedAndReadAgain() throws IOException {
        write("T", "40");
        String data = folder.resolve("data").toString();
        assertThat(run("--data", data, "--from", "2026-11-25")).isEqualTo(CommandLines.DONE);
        Path rules = folder.resolve("rules.json");
        String written = Files.readString(folder.resolve("out/rules.json"));

        Files.writeString(rules, written.replaceFirst("\"openMinute\" : 510", "\"openMinute\" : 1000"));
        assertThat(run("--data", data, "--from", "2026-11-25", "--rules", rules.toString()))
                .as("the park opens after the next-day parcels are due")
                .isEqualTo(CommandLines.COULD_NOT_FINISH);

        Files.writeString(rules, written.replaceFirst("\"openMinute\" : 510", "\"openMinute\" : -1"));
        assertThat(error("--data", data, "--from", "2026-11-25", "--rules", rules.toString()))
                .contains("rules.json", "openMinute must be 0..1440, was -1");
        Files.writeString(rules, "[]");
        assertThat(error("--data", data, "--from", "2026-11-25", "--rules", rules.toString()))
                .contains("expected rules as a run writes them");
    }

    @Test
    void theSampleCityIsPlannedWithinTwoHundredthsOfItsBound() throws IOException {
        assertThat(run("--sample-city", "--from", "2026-11-25")).isEqualTo(CommandLines.DONE);

        double cost = 0;
        double bound = 0;
        for (String row : Files.readAllLines(folder.resolve("out/costs.csv")).stream()
                .skip(1)
                .toList()) {
            cost += Double.parseDouble(row.split(",", -1)[2]);
            bound += Double.parseDouble(row.split(",", -1)[3]);
        }
        assertThat(bound).isBetween(0.98 * cost, cost);
    }

    @Test
    void badInputIsOneLineAndWritesNothing() throws IOException {
        write("K", "40");
        String data = folder.resolve("data").toString();
        assertThat(error("--data", data, "--from", "2026-11-25"))
                .contains("parcels must be 0 or more of a township or village");
        write("T", "many");
        assertThat(error("--data", data, "--from", "2026-11-25")).contains("node_daily.csv:2", "parcels");
        write("T", "40");
        assertThat(error("--data", data, "--from", "2026-11-26")).contains("2026-11-26", "found none");
        assertThat(error("--data", data, "--from", "2026-11-26", "--to", "2026-11-25"))
                .contains("--to must be");
        assertThat(error("--data", data, "--from", "2026-11-25", "--separate", "K9"))
                .contains("--separate", "K9");
        assertThat(error("--from", "2026-11-25")).contains("--data or --sample-city");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private void write(String node, String parcels) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("nodes.csv"), """
                id,name,tier,parent_id,longitude,latitude
                C,市,CITY,,106.2,31.4
                K,县,COUNTY,C,106.4,31.4
                T,镇,TOWNSHIP,K,106.5,31.4
                V,村,VILLAGE,T,106.52,31.4
                """);
        Files.writeString(data.resolve("node_daily.csv"), """
                node_id,date,direction,parcels
                %s,2026-11-25,DELIVERY,%s
                V,2026-11-25,DELIVERY,40
                V,2026-11-25,PICKUP,7
                """.formatted(node, parcels));
    }

    private int run(String... options) {
        return CommandLines.run(
                Yunce.class,
                Stream.concat(
                                Stream.of(
                                        "tiers",
                                        "--output",
                                        folder.resolve("out").toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private String error(String... options) {
        ErrorStream.Outcome outcome = ErrorStream.of(() -> run(options));
        assertThat(outcome.status()).isEqualTo(CommandLines.BAD_INPUT);
        assertThat(outcome.said()).hasLineCount(1);
        return outcome.said();
    }
}
