package cn.yunce.forecasting.routing.road;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Roads by what a command line or a setting calls them. */
public final class RoadSources {
    private static final String MAP = ".pbf";

    private RoadSources() {}

    /**
     * @param source {@code osrm=URL}, {@code valhalla=URL}, a map {@code FILE.osm.pbf}, or a CSV as {@link FileRoads} reads it
     * @param graphs folder for what is made of maps, so that a map is read once
     * @throws IOException where there is no such file
     * @throws IllegalArgumentException saying what was expected
     */
    public static Roads of(String source, Path graphs) throws IOException {
        if (source.toLowerCase(Locale.ROOT).endsWith(MAP)) {
            return new MapRoads(Path.of(source).toRealPath(), graphs);
        }
        return source.contains("=")
                ? ServerRoads.of(source)
                : new FileRoads(Path.of(source).toRealPath());
    }
}
