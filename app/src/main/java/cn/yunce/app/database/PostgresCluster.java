package cn.yunce.app.database;

import cn.yunce.app.download.Commands;
import cn.yunce.app.download.PipPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One data folder and the server that runs on it. The caller sees to it that no two processes call at once.
 *
 * @param folder holds {@code data} and {@code server.log}
 * @param options further settings, {@code name=value}
 */
record PostgresCluster(PostgresBinaries binaries, RunAs runAs, Path folder, List<String> options) {
    static final String SUPERUSER = "postgres";

    /** For a machine of 2 cores that also runs the service and its language model; durable as PostgreSQL's defaults are. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=60",
            "shared_buffers=256MB",
            "effective_cache_size=1GB",
            "work_mem=16MB",
            "maintenance_work_mem=128MB",
            "max_wal_size=1GB",
            "random_page_cost=1.1",
            "io_method=sync",
            "max_parallel_workers_per_gather=1",
            "jit=off",
            "timezone=Asia/Shanghai",
            "log_timezone=Asia/Shanghai",
            "log_min_messages=warning");

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
    private static final Duration ORPHANS_LIMIT = Duration.ofSeconds(15);
    private static final long LOG_LIMIT = 10_000_000;

    PostgresCluster {
        options = List.copyOf(options);
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /** Makes the data folder, if it is not there; it appears whole or not at all. */
    void initialize(String password) throws IOException {
        if (Files.exists(data())) {
            return;
        }
        Path scratch = folder.resolve("data.new");
        PipPackages.deleteTree(scratch);
        Files.createDirectories(scratch);
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx------"));
        Path passwordFile = folder.resolve("initdb.password");
        Secrets.writePrivate(passwordFile, password + "\n");
        try {
            runAs.own(scratch);
            Files.setAttribute(passwordFile, "unix:uid", runAs.uid());
            run(
                    START_LIMIT,
                    binaries.program("initdb"),
                    "--pgdata=" + scratch,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(scratch, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The port of the server that runs on this data, if one does and has come up. */
    OptionalInt findPort() throws IOException {
        List<String> lines = postmasterFile();
        // Line 1 is the process id, line 4 the port, line 8 the state.
        if (lines.size() < 8 || !lines.get(7).strip().equals("ready") || !isServer(lines.getFirst())) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(lines.get(3).strip()));
    }

    /** Starts the server, recovering what an earlier one left, and returns its port. */
    int start() throws IOException {
        runAs.own(data());
        clearRemains();
        if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT) {
            Files.move(log(), folder.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log())) {
            Secrets.writePrivate(log(), "");
        }
        Files.setAttribute(log(), "unix:uid", runAs.uid());
        IOException failure = new IOException("no attempt was made");
        for (int attempt = 0; attempt < 3; attempt++) {
            int port = freePort();
            try {
                run(
                        START_LIMIT,
                        binaries.program("pg_ctl"),
                        "start",
                        "--pgdata=" + data(),
                        "--log=" + log(),
                        "--timeout=" + START_LIMIT.toSeconds(),
                        "--wait",
                        "--options=" + serverOptions(port));
                return port;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw new IOException("PostgreSQL did not start, see " + log() + " (" + failure.getMessage() + ")", failure);
    }

    /** Ends sessions, writes a checkpoint and stops; nothing happens when no server runs. */
    void stop() throws IOException {
        if (!isRunning()) {
            return;
        }
        try {
            run(
                    STOP_LIMIT,
                    binaries.program("pg_ctl"),
                    "stop",
                    "--pgdata=" + data(),
                    "--mode=fast",
                    "--timeout=" + STOP_LIMIT.toSeconds(),
                    "--wait");
        } catch (IOException e) {
            // One that was killed meanwhile is stopped, too.
            if (isRunning()) {
                throw e;
            }
        }
    }

    /**
     * After a kill -9 of the server its pid file stays, and its sessions' processes live on for a moment. The server checks both
     * itself, but takes any process with the old id, even a dead one that nobody collected, for a running server.
     */
    private void clearRemains() throws IOException {
        if (isRunning()) {
            // It never got ready, or is being stopped by someone else.
            stop();
        }
        long end = System.nanoTime() + ORPHANS_LIMIT.toNanos();
        while (hasOrphans()) {
            if (System.nanoTime() > end) {
                throw new IOException("processes of a killed PostgreSQL still work on " + data() + "; end them first");
            }
            pause();
        }
        Files.deleteIfExists(data().resolve("postmaster.pid"));
    }

    private boolean hasOrphans() throws IOException {
        String title = "postgres: " + name() + ": ";
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.anyMatch(process -> commandLine(process).startsWith(title));
        }
    }

    private boolean isRunning() throws IOException {
        List<String> lines = postmasterFile();
        return !lines.isEmpty() && isServer(lines.getFirst());
    }

    private boolean isServer(String processId) {
        return processId.strip().matches("\\d+")
                && commandLine(Path.of("/proc", processId.strip())).contains(data().toString());
    }

    /** Of a process, its arguments separated by blanks; empty when it is gone or dead. */
    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private List<String> postmasterFile() throws IOException {
        Path file = data().resolve("postmaster.pid");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Stands in the titles of the server's processes, by which they are found after the server itself was killed. */
    private String name() {
        return "yunce-" + HexFormat.of().toHexDigits(data().toString().hashCode());
    }

    private String serverOptions(int port) {
        List<String> all = new ArrayList<>(SETTINGS);
        all.addAll(options);
        all.add("cluster_name=" + name());
        all.add("port=" + port);
        StringBuilder text = new StringBuilder();
        all.forEach(option -> text.append(" -c ").append(option.endsWith("=") ? option + "''" : option));
        return text.toString();
    }

    private void run(Duration limit, String... command) throws IOException {
        Commands.run(runAs.command(List.of(command)), Map.of("LC_ALL", "C", "TZ", "Asia/Shanghai"), limit);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL's remains end", e);
        }
    }
}
