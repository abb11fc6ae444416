package cn.yunce.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment's settings.
 *
 * @param home {@code YUNCE_HOME}: data, unpacked runtimes and logs of one installation; {@code ~/.yunce} by default
 * @param cache {@code YUNCE_CACHE}: downloads that every installation shares; {@code ~/.cache/yunce} by default
 * @param port {@code YUNCE_PORT}: of the page and the API; 8080 by default
 * @param databaseUrl {@code YUNCE_DB_URL}: an external PostgreSQL instead of the embedded one
 * @param readerUrl {@code YUNCE_DB_READER_URL}: the same database for a login that can only read; without it the writer's login
 *     takes on the role yunce_reader
 * @param model {@code YUNCE_MODEL}: {@code none}, a GGUF file, a name of the manifest, or an OpenAI-compatible URL
 */
public record Settings(
        Path home,
        Path cache,
        int port,
        Optional<String> databaseUrl,
        Optional<String> readerUrl,
        Optional<String> model) {

    /** Names that {@link #of} looks up. */
    public static final List<String> VARIABLES =
            List.of("YUNCE_HOME", "YUNCE_CACHE", "YUNCE_PORT", "YUNCE_DB_URL", "YUNCE_DB_READER_URL", "YUNCE_MODEL");

    /** Of this process. */
    public static Settings ofEnvironment() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** @throws IllegalArgumentException naming the variable that does not fit */
    public static Settings of(Map<String, String> environment, Path userHome) {
        return new Settings(
                find(environment, "YUNCE_HOME")
                        .map(Path::of)
                        .orElse(userHome.resolve(".yunce"))
                        .toAbsolutePath()
                        .normalize(),
                find(environment, "YUNCE_CACHE")
                        .map(Path::of)
                        .orElse(userHome.resolve(".cache").resolve("yunce"))
                        .toAbsolutePath()
                        .normalize(),
                find(environment, "YUNCE_PORT").map(Settings::port).orElse(8080),
                find(environment, "YUNCE_DB_URL"),
                find(environment, "YUNCE_DB_READER_URL"),
                find(environment, "YUNCE_MODEL"));
    }

    public Path logs() {
        return home.resolve("logs");
    }

    /** What is made of maps. */
    public Path roads() {
        return home.resolve("roads");
    }

    private static Optional<String> find(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("YUNCE_PORT must be 0..65535, was " + text);
        }
        return Integer.parseInt(text);
    }
}
