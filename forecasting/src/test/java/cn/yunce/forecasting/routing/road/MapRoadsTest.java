package cn.yunce.forecasting.routing.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.routing.TravelMatrix;
import cn.yunce.forecasting.routing.road.Roads.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A square of four corners, 963 m from a to b and from d to c, 1,112 m from a to d and from b to c. From a to b one drives 90 km/h, elsewhere 60; from b to c is a one-way street. An island has roads that
 * lead nowhere else.
 */
@Timeout(60)
class MapRoadsTest {
    private static final Place A = new Place("a", 106, 30);
    private static final Place B = new Place("b", 106.01, 30);
    private static final Place C = new Place("c", 106.01, 30.01);
    private static final Place D = new Place("d", 106, 30.01);
    private static final Place ISLAND = new Place("island", 106.02, 30);
    /** Crossings of a lane south of a, and of the island: to GraphHopper a few roads that lead nowhere else are none. */
    private static final int LANE = 300;

    private static final Map<String, String> ROAD = Map.of("highway", "secondary");
    private static final Offset<Integer> ONE = Offset.offset(1);

    @TempDir
    private Path folder;

    @Test
    void whoMayNotTurnBackDrivesRound() throws IOException {
        TravelMatrix matrix = roads(town()).matrix(List.of(A, B, C, D));
        // Over b, which is faster than over d.
        assertThat(matrix.distance(0, 2)).isCloseTo(963 + 1_112, ONE);
        assertThat(matrix.duration(0, 2)).isCloseTo(39 + 67, ONE);
        // Over d, as no one drives from c to b.
        assertThat(matrix.distance(2, 0)).isCloseTo(963 + 1_112, ONE);
        assertThat(matrix.duration(2, 0)).isCloseTo(58 + 67, ONE);
        assertThat(matrix.distance(1, 2)).isCloseTo(1_112, ONE);
        assertThat(matrix.distance(2, 1)).isCloseTo(963 + 1_112 + 963, ONE);
        assertThat(matrix.duration(2, 1)).isCloseTo(58 + 67 + 39, ONE);
        assertThat(matrix.distance(3, 3)).isZero();
    }

    @Test
    void aPlaceBesideARoadIsOnIt() throws IOException {
        Place halfway = new Place("halfway", 106.005, 30.0005);
        TravelMatrix matrix = roads(town()).matrix(List.of(halfway, A, B));
        assertThat(matrix.distance(0, 1)).isCloseTo(481, ONE);
        assertThat(matrix.distance(0, 2)).isCloseTo(481, ONE);
    }

    @Test
    void aMapIsReadOnceAsLongAsItStays() throws IOException {
        Path town = town();
        roads(town).matrix(List.of(A, B));
        List<Path> first = graphs();
        assertThat(first).hasSize(1);
        TravelMatrix again = roads(town).matrix(List.of(A, B));
        assertThat(again.distance(0, 1)).isCloseTo(963, ONE);
        assertThat(graphs()).isEqualTo(first);

        Maps.write(town, nodes(), List.of(new Maps.Way(ROAD, List.of(1L, 3L, 2L))));
        TravelMatrix changed = roads(town).matrix(List.of(A, B));
        assertThat(changed.distance(0, 1)).isGreaterThan(2_000);
        assertThat(graphs()).hasSize(1).isNotEqualTo(first);
    }

    @Test
    void whatNoRoadLeadsToIsSaid() throws IOException {
        Roads roads = roads(town());
        assertThatThrownBy(() -> roads.matrix(List.of(A, ISLAND)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("town.osm.pbf:1: expected a way from a to island, found \"none\"");
        assertThatThrownBy(() -> roads.matrix(List.of(A, new Place("sea", 108, 20))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("town.osm.pbf:1: expected a road near sea, found \"108.0, 20.0\"");
    }

    @Test
    void whatIsNoMapIsSaidAndLeavesNothing() throws IOException {
        Path town = town();
        byte[] whole = Files.readAllBytes(town);
        for (byte[] broken : List.of(
                "from,to,meters,seconds".getBytes(StandardCharsets.UTF_8),
                new byte[0],
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(whole, whole.length - 1))) {
            Path file = Files.write(folder.resolve("broken.osm.pbf"), broken);
            assertThatThrownBy(() -> roads(file).matrix(List.of(A, B)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("broken.osm.pbf:1: expected an OpenStreetMap extract in PBF with roads")
                    .hasMessageNotContaining("null");
            assertThat(graphs()).isEmpty();
        }
        assertThatThrownBy(() -> roads(folder.resolve("none.osm.pbf"))).isInstanceOf(NoSuchFileException.class);
    }

    private Roads roads(Path map) throws IOException {
        return RoadSources.of(map.toString(), folder.resolve("graphs"));
    }

    private List<Path> graphs() throws IOException {
        if (!Files.exists(folder.resolve("graphs"))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder.resolve("graphs"))) {
            return all.toList();
        }
    }

    private Path town() throws IOException {
        Stream<Maps.Way> square = Stream.of(
                new Maps.Way(Map.of("highway", "secondary", "maxspeed", "100"), List.of(1L, 2L)),
                new Maps.Way(Map.of("highway", "secondary", "oneway", "yes"), List.of(2L, 3L)),
                new Maps.Way(ROAD, List.of(3L, 4L, 1L)));
        Stream<Maps.Way> lanes = Stream.concat(
                streets(LongStream.concat(LongStream.of(1), LongStream.range(5, 5 + LANE))),
                streets(LongStream.range(5 + LANE, 5 + 2 * LANE)));
        return Maps.write(
                folder.resolve("town.osm.pbf"),
                nodes(),
                Stream.concat(square, lanes).toList());
    }

    /** From each crossing to the next. */
    private static Stream<Maps.Way> streets(LongStream crossings) {
        List<Long> all = crossings.boxed().toList();
        return IntStream.range(1, all.size()).mapToObj(i -> new Maps.Way(ROAD, all.subList(i - 1, i + 1)));
    }

    private static List<Place> nodes() {
        return Stream.of(
                        Stream.of(A, B, C, D),
                        IntStream.rangeClosed(1, LANE).mapToObj(i -> new Place("lane", 106, 30 - i / 10_000.0)),
                        IntStream.range(0, LANE).mapToObj(i -> new Place("island", 106.02 + i / 10_000.0, 30)))
                .flatMap(places -> places)
                .toList();
    }
}
