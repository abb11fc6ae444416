package cn.yunce.forecasting.routing.road;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.VolumeImports.RowError;
import cn.yunce.forecasting.routing.TravelMatrix;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.graphhopper.GraphHopper;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.DijkstraOneToMany;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.index.LocationIndex;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.Constants;
import com.graphhopper.util.GHUtility;
import com.graphhopper.util.PMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Roads of an OpenStreetMap extract ({@code .osm.pbf}), driven by car as GraphHopper knows it: one-way streets and speeds count, turn restrictions do not. The first matrix makes a graph of the
 * map, kept in a folder of its own for those after it; nothing is read before. A matrix takes one search of the graph for each place, up to the farthest of the others.
 */
final class MapRoads implements Roads {
    private static final String PROFILE = "car";
    private static final double MILLIS_A_SECOND = 1_000;
    /** Its reader of maps was generated before protobuf warned of messages that exhaust memory; the map is the operator's own. */
    private static final Logger PROTOBUF = Logger.getLogger("com.google.protobuf.GeneratedMessage");

    private final Path map;
    private final Path graphs;

    @GuardedBy("this")
    private @Nullable GraphHopper graph;

    /** @param graphs folder for what is made of maps */
    MapRoads(Path map, Path graphs) {
        this.map = map;
        this.graphs = graphs;
    }

    /** @throws BadInputException when the file is no map, a place has no road near, or no way leads from one to another */
    @Override
    public TravelMatrix matrix(List<Place> places) throws IOException {
        GraphHopper hopper = graph();
        Weighting weighting = hopper.createWeighting(hopper.getProfile(PROFILE), new PMap());
        EdgeFilter roads = new DefaultSnapFilter(
                weighting, hopper.getEncodingManager().getBooleanEncodedValue(Subnetwork.key(PROFILE)));
        List<Snap> snaps = places.stream()
                .map(place -> snap(place, hopper.getLocationIndex(), roads))
                .toList();
        QueryGraph withPlaces = QueryGraph.create(hopper.getBaseGraph(), snaps);
        DijkstraOneToMany search =
                new DijkstraOneToMany(withPlaces, withPlaces.wrapWeighting(weighting), TraversalMode.NODE_BASED);
        int size = places.size();
        int[] distance = new int[size * size];
        int[] duration = new int[size * size];
        for (int i = 0; i < size; i++) {
            search.clear();
            int from = snaps.get(i).getClosestNode();
            for (int j = 0; j < size; j++) {
                int to = snaps.get(j).getClosestNode();
                // The search does not find the way from a node to itself once it has gone on.
                if (from != to) {
                    com.graphhopper.routing.Path way = search.calcPath(from, to);
                    if (!way.isFound()) {
                        throw bad(
                                "none",
                                "a way from " + places.get(i).id() + " to "
                                        + places.get(j).id());
                    }
                    distance[i * size + j] = (int) Math.round(way.getDistance());
                    duration[i * size + j] = (int) Math.round(way.getTime() / MILLIS_A_SECOND);
                }
            }
        }
        return TravelMatrix.of(size, distance, duration);
    }

    private Snap snap(Place place, LocationIndex index, EdgeFilter roads) {
        Snap snap = index.findClosest(place.latitude(), place.longitude(), roads);
        if (!snap.isValid()) {
            throw bad(place.longitude() + ", " + place.latitude(), "a road near " + place.id());
        }
        return snap;
    }

    private synchronized GraphHopper graph() throws IOException {
        GraphHopper loaded = graph;
        if (loaded == null) {
            loaded = load();
            graph = loaded;
        }
        return loaded;
    }

    /** From the folder that was made of the map as it is now, else made first. */
    private GraphHopper load() throws IOException {
        String file = UUID.nameUUIDFromBytes(map.toString().getBytes(StandardCharsets.UTF_8)) + "-";
        String version = UUID.nameUUIDFromBytes((Constants.VERSION
                                + Files.size(map)
                                + Files.getLastModifiedTime(map).toMillis())
                        .getBytes(StandardCharsets.UTF_8))
                .toString();
        Path ready = graphs.resolve(file + version);
        if (!Files.isDirectory(ready)) {
            Files.createDirectories(graphs);
            Path making = Files.createTempDirectory(graphs, "making-");
            try {
                make(making);
                dropOlder(file);
                move(making, ready);
            } finally {
                delete(making);
            }
        }
        GraphHopper hopper = hopper(ready).setAllowWrites(false);
        if (!hopper.load()) {
            throw new FileSystemException(ready.toString(), null, "expected a graph of " + map + ", found none");
        }
        return hopper;
    }

    private void make(Path folder) {
        Level before = PROTOBUF.getLevel();
        PROTOBUF.setLevel(Level.OFF);
        GraphHopper hopper = hopper(folder);
        try {
            hopper.importOrLoad();
        } catch (RuntimeException e) {
            BadInputException bad = bad(reason(e), "an OpenStreetMap extract in PBF with roads");
            bad.initCause(e);
            throw bad;
        } finally {
            hopper.close();
            PROTOBUF.setLevel(before);
        }
    }

    private GraphHopper hopper(Path folder) {
        return new GraphHopper()
                .setOSMFile(map.toString())
                .setGraphHopperLocation(folder.toString())
                .setEncodedValuesString("car_access, car_average_speed")
                .setProfiles(new Profile(PROFILE).setCustomModel(GHUtility.loadCustomModelFromJar("car.json")));
    }

    /** Whoever made the same at the same time made the same. */
    private static void move(Path making, Path ready) throws IOException {
        try {
            Files.move(making, ready, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(ready)) {
                throw e;
            }
        }
    }

    private void dropOlder(String file) throws IOException {
        try (var older = Files.newDirectoryStream(graphs, file + "*")) {
            for (Path folder : older) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause != null) {
            return reason(cause);
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private BadInputException bad(String found, String expected) {
        return new BadInputException(
                new RowError(String.valueOf(map.getFileName()), 1, Optional.empty(), found, expected));
    }
}
