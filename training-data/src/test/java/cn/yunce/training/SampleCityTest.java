package cn.yunce.training;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCityTest {
    private static final LocalDate FROM = LocalDate.of(2026, 11, 1);
    private static final LocalDate TO = LocalDate.of(2026, 11, 20);

    private final SampleCity city = new SampleCity(SampleCityFeed.SEED);

    @TempDir
    Path folder;

    @Test
    void theCityHasOneHubEightCountiesAndTheirTownshipsAndVillages() {
        Map<NetworkTier, Long> count =
                city.nodes().stream().collect(Collectors.groupingBy(NetworkNode::tier, Collectors.counting()));

        assertThat(count)
                .containsEntry(NetworkTier.CITY, 1L)
                .containsEntry(NetworkTier.COUNTY, 8L)
                .containsEntry(NetworkTier.TOWNSHIP, 120L)
                .containsEntry(NetworkTier.VILLAGE, 900L);
    }

    @Test
    void everyNodeButTheHubStandsBelowANodeOfTheTierAbove() {
        Map<String, NetworkNode> byId =
                city.nodes().stream().collect(Collectors.toMap(NetworkNode::id, Function.identity()));

        assertThat(city.nodes())
                .filteredOn(node -> node.tier() != NetworkTier.CITY)
                .allSatisfy(node -> assertThat(
                                byId.get(node.parentId().orElseThrow()).tier().ordinal())
                        .isEqualTo(node.tier().ordinal() - 1));
    }

    @Test
    void namesArePlacesThatAQuestionCanName() {
        assertThat(city.nodes().stream().map(NetworkNode::name)).doesNotHaveDuplicates();
    }

    @Test
    void theSameSeedWritesTheSameBytes() throws IOException {
        city.writeDays(folder.resolve("a"), FROM, TO);
        new SampleCity(SampleCityFeed.SEED).writeDays(folder.resolve("b"), FROM, TO);

        for (String file : List.of("node_daily", "kpi_daily", "parcels_10min", "preknown_daily", "target_progress")) {
            assertThat(folder.resolve("a/" + file + ".csv"))
                    .hasSameBinaryContentAs(folder.resolve("b/" + file + ".csv"));
        }
    }

    @Test
    void aLaterDayIsTheSameWhetherWrittenAloneOrWithItsPast() throws IOException {
        city.writeDays(folder.resolve("all"), FROM, TO);
        city.writeDays(folder.resolve("last"), TO, TO);

        for (String file : List.of("node_daily", "kpi_daily", "parcels_10min")) {
            Set<String> missing = new HashSet<>(lines("last", file));
            assertThat(missing).hasSizeGreaterThan(100);
            missing.removeAll(new HashSet<>(lines("all", file)));
            assertThat(missing).isEmpty();
        }
    }

    @Test
    void theLinesOfATownshipCarryWhatItsOutletsDeliver() throws IOException {
        city.writeNetwork(folder.resolve("city"));
        city.writeDays(folder.resolve("city"), TO, TO);
        Map<String, String> townshipOf = new HashMap<>();
        Map<String, String> nameOf =
                city.nodes().stream().collect(Collectors.toMap(NetworkNode::id, NetworkNode::name));
        for (NetworkNode node : city.nodes()) {
            if (node.tier() == NetworkTier.TOWNSHIP) {
                townshipOf.put(node.id(), node.name());
            } else if (node.tier() == NetworkTier.VILLAGE) {
                townshipOf.put(node.id(), nameOf.get(node.parentId().orElseThrow()));
            }
        }
        Map<String, Long> delivered = new HashMap<>();
        for (String[] row : rows("city", "node_daily")) {
            if (row[2].equals("DELIVERY")) {
                delivered.merge(townshipOf.get(row[0]), Long.parseLong(row[3]), Long::sum);
            }
        }
        Map<String, Long> arrived = new HashMap<>();
        for (String[] row : rows("city", "parcels_10min")) {
            arrived.merge(row[0].split(" - ")[1], Long.parseLong(row[3]), Long::sum);
        }

        assertThat(arrived).hasSize(120).isEqualTo(delivered);
    }

    @Test
    void doubleElevenLiftsVolumesAndSpringFestivalEmptiesThem() throws IOException {
        assertThat(total(LocalDate.of(2025, 11, 13))).isGreaterThan(1.5 * total(LocalDate.of(2025, 10, 16)));
        assertThat(total(LocalDate.of(2026, 2, 17))).isLessThan(0.5 * total(LocalDate.of(2026, 1, 13)));
    }

    @Test
    void theFeedGivesThreeYearsFirstAndNothingWhenAllIsLoaded() {
        SampleCityFeed feed = new SampleCityFeed(folder);

        assertThat(feed.fetch(Optional.of(new ServiceDate(TO)), new ServiceDate(TO)))
                .isEmpty();
        Path added = feed.fetch(Optional.of(new ServiceDate(TO.minusDays(1))), new ServiceDate(TO))
                .orElseThrow();
        assertThat(added.resolve("node_daily.csv")).exists();
        assertThat(added.resolve("nodes.csv")).doesNotExist();
    }

    private double total(LocalDate date) throws IOException {
        Path day = folder.resolve(date.toString());
        city.writeDays(day, date, date);
        return rows(date.toString(), "node_daily").stream()
                .mapToLong(row -> Long.parseLong(row[3]))
                .sum();
    }

    private List<String> lines(String name, String file) throws IOException {
        return Files.readAllLines(folder.resolve(name).resolve(file + ".csv"));
    }

    private List<String[]> rows(String name, String file) throws IOException {
        return lines(name, file).stream().skip(1).map(line -> line.split(",")).toList();
    }
}
