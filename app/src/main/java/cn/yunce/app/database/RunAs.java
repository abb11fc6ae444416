package cn.yunce.app.database;

import cn.yunce.app.download.Commands;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. An ordinary user runs it as it is; root runs it in a user namespace of its own, where it is
 * nobody and yet owns its files, or, where a container forbids namespaces, as the user nobody, who may pass root's folders.
 *
 * @param prefix what stands before each command
 * @param uid who owns the data
 */
record RunAs(List<String> prefix, int uid) {
    private static final int NOBODY = 65_534;

    static RunAs here() throws IOException {
        int uid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (uid != 0) {
            return new RunAs(List.of(), uid);
        }
        if (Commands.works("unshare", "--user", "true")) {
            return new RunAs(List.of("unshare", "--user"), 0);
        }
        List<String> nobody = List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--inh-caps=-all,+dac_override",
                "--ambient-caps=-all,+dac_override",
                // Without it access(2), by which initdb finds its programs, would not count the capability.
                "--securebits=+no_setuid_fixup");
        if (Commands.works(with(nobody, List.of("true")).toArray(String[]::new))) {
            return new RunAs(nobody, NOBODY);
        }
        throw new IOException(
                "PostgreSQL does not run as root, and neither unshare nor setpriv (util-linux) works here;"
                        + " start as an ordinary user, or set YUNCE_DB_URL");
    }

    List<String> command(List<String> command) {
        return with(prefix, command);
    }

    /** Gives the data to its user, if it is not yet. */
    void own(Path folder) throws IOException {
        if (Files.getAttribute(folder, "unix:uid").equals(uid)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:uid", uid);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
                // Last of its content, so that a walk that was cut off is done again.
                Files.setAttribute(directory, "unix:uid", uid);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static List<String> with(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return List.copyOf(all);
    }
}
