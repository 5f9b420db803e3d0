package dev.crosscheck.system;

import dev.crosscheck.local.Child;
import dev.crosscheck.local.FreePorts;
import dev.crosscheck.local.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file system of one megabyte, mounted at a folder called {@code postgres}, of which nine tenths are taken, and the
 * node exporter, which sees it. Both live in name spaces of their own, so that it takes no rights on this machine.
 */
final class SmallDisk implements AutoCloseable {

    private static final List<String> ALONE = List.of(
            "unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc");

    private final Child process;
    private final Path room;
    private final int port;

    private SmallDisk(Child process, Path room, int port) {
        this.process = process;
        this.room = room;
        this.port = port;
    }

    /** Why there cannot be one here; empty if there can. */
    static Optional<String> missing() {
        if (Programs.find("prometheus-node-exporter").isEmpty()) {
            return Optional.of(
                    "prometheus-node-exporter is not installed (Debian: apt install prometheus-node-exporter)");
        }
        return mayMount() ? Optional.empty() : Optional.of("nothing may be mounted in a name space of its own");
    }

    private static boolean mayMount() {
        if (Programs.find(ALONE.getFirst()).isEmpty()) {
            return false;
        }
        try {
            Process tried = new ProcessBuilder(command("mount -t tmpfs -o size=1m tried /mnt"))
                    .redirectErrorStream(true)
                    .start();
            tried.getInputStream().readAllBytes();
            return tried.waitFor() == 0;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    static SmallDisk start(Path folder) {
        Path room = folder.resolve("make-room");
        Path disk = folder.resolve("postgres");
        int port = FreePorts.any();
        try {
            Files.createDirectories(disk);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        // Whoever writes into the pipe has the file deleted: nobody else sees that file system.
        String script = String.join(
                " && ",
                "mkfifo " + room,
                "mount -t tmpfs -o size=1m disk " + disk,
                "head -c 950000 /dev/zero >" + disk + "/taken",
                "{ { read _ <" + room + "; rm " + disk + "/taken; } & }",
                "exec prometheus-node-exporter --collector.disable-defaults --collector.filesystem"
                        + " --web.listen-address=127.0.0.1:" + port);
        return new SmallDisk(
                Child.start("node-exporter", command(script), Map.of(), folder.resolve("node-exporter.log")),
                room,
                port);
    }

    private static List<String> command(String script) {
        return Stream.concat(ALONE.stream(), Stream.of("sh", "-c", script)).toList();
    }

    /** Where its figures are. */
    String authority() {
        return "127.0.0.1:" + port;
    }

    void makeRoom() {
        try {
            Files.writeString(room, "\n");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
