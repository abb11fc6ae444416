package cn.yunce.app.database;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Passwords of the embedded database's three roles, kept in a file that only its owner reads. */
record Secrets(String superuser, String writer, String reader) {

    /** Reads the file, or makes it with new random passwords. */
    static Secrets provide(Path file) throws IOException {
        if (!Files.exists(file)) {
            SecureRandom random = new SecureRandom();
            writePrivate(
                    file,
                    "superuser=" + password(random) + "\nwriter=" + password(random) + "\nreader=" + password(random)
                            + "\n");
        }
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        return new Secrets(
                require(file, properties, "superuser"),
                require(file, properties, "writer"),
                require(file, properties, "reader"));
    }

    /** Writes a file of mode 0600; it appears whole or not at all. */
    static void writePrivate(Path file, String content) throws IOException {
        Path scratch = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(scratch);
        Files.createFile(scratch, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(scratch, content);
        Files.move(scratch, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String require(Path file, Properties properties, String name) throws IOException {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IOException("password of " + name + " must stand in " + file + ", was not there");
        }
        return value;
    }
}
