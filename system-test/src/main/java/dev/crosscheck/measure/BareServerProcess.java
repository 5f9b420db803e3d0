package dev.crosscheck.measure;

import dev.crosscheck.local.Child;
import dev.crosscheck.local.DatabaseServer;
import dev.crosscheck.local.Folders;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A {@link BareServer} in a process of its own, with the flags of a service. */
final class BareServerProcess implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Path folder;
    private final Child process;
    private final OnInterrupt onInterrupt;
    private final int port;

    private BareServerProcess(List<Answer> answers, @Nullable DatabaseServer database) throws IOException {
        folder = Files.createTempDirectory("crosscheck-bare-server-");
        Path recorded = folder.resolve("answers");
        Answer.write(answers, recorded);
        List<String> command = new ArrayList<>(List.of(
                Child.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                recorded.toString()));
        Map<String, String> environment = Map.of();
        if (database != null) {
            command.add("jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + Service.COMPARISON.id());
            environment =
                    Map.of("MEASURE_USERNAME", database.adminUsername(), "MEASURE_PASSWORD", database.adminPassword());
        }
        Path log = folder.resolve("log");
        process = Child.start("bare server", command, environment, log);
        onInterrupt = OnInterrupt.run(process::close);
        port = awaitPort(log);
    }

    /** Answers from memory. */
    static BareServerProcess fromMemory(List<Answer> answers) throws IOException {
        return new BareServerProcess(answers, null);
    }

    /** Reads each body from {@link BareServer#TABLE}. */
    static BareServerProcess fromRows(List<Answer> answers, DatabaseServer database) throws IOException {
        return new BareServerProcess(answers, database);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    private int awaitPort(Path log) throws IOException {
        long latest = System.nanoTime() + START_WITHIN.toNanos();
        while (System.nanoTime() < latest && process.isAlive()) {
            for (String line : Files.readAllLines(log)) {
                if (line.startsWith(BareServer.LISTENING)) {
                    return Integer.parseInt(
                            line.substring(BareServer.LISTENING.length()).strip());
                }
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        String said = Files.readString(log);
        close();
        throw new IllegalStateException(
                "bare server: does not listen (expected: within " + START_WITHIN.toSeconds() + " s); it said " + said);
    }

    @Override
    public void close() throws IOException {
        process.close();
        onInterrupt.close();
        Folders.delete(folder);
    }
}
