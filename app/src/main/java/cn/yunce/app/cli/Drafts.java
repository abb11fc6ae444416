package cn.yunce.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes files that belong together: to a draft folder beside the output, and moved in when the last one is whole. */
final class Drafts {
    /** Writes files to a folder. */
    interface Writer {
        void write(Path folder) throws Exception;
    }

    private Drafts() {}

    /** To be asked before the work is done. */
    static void requireFolder(Path output) {
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new BadInput(output + ": expected a folder to write to, found a file");
        }
    }

    /** @param files names that the writer gives them, in the order in which they are moved */
    static void publish(Path output, List<String> files, Writer writer) throws Exception {
        Path target = output.toAbsolutePath().normalize();
        Files.createDirectories(target);
        Path draft = Files.createTempDirectory(target, ".draft");
        try {
            writer.write(draft);
            for (String file : files) {
                Files.move(
                        draft.resolve(file),
                        target.resolve(file),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            delete(draft);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
