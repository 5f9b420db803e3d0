package dev.crosscheck.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process we started. Its output goes to a log file, and signals go to it alone, by its id. */
public final class Child implements AutoCloseable {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;

    private Child(String name, Process process, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /**
     * Starts a program.
     *
     * @param name        for messages
     * @param command     the program and its arguments
     * @param environment added to our own
     * @param log         appended to
     */
    public static Child start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            return new Child(name, builder.start(), log, logStart);
        } catch (IOException exception) {
            throw new UncheckedIOException(name + ": could not be started: " + command.getFirst(), exception);
        }
    }

    /** The {@code java} that runs us. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    /** Whether the words are in what it has written since it started. */
    boolean said(String words) {
        try (InputStream written = Files.newInputStream(log)) {
            written.skipNBytes(Math.min(Files.size(log), logStart));
            return new String(written.readAllBytes(), StandardCharsets.UTF_8).contains(words);
        } catch (IOException _) {
            return false;
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for its end.
     *
     * @return its exit code
     * @throws IllegalStateException if it still runs after the time given
     */
    public int awaitExitCode(long time, TimeUnit unit) {
        if (!awaitExit(Duration.of(time, unit.toChronoUnit()))) {
            throw new IllegalStateException(
                    name + ": still runs (expected: done within " + time + " " + unit + "; see " + log + ")");
        }
        return process.exitValue();
    }

    /** Ends it at once, as a crash would. Returns when it is gone. */
    public void kill() {
        Signals.send(process.toHandle(), "KILL");
        awaitExit(STOP_WITHIN);
    }

    /** Stops the clock for it: it keeps its connections and answers nothing. */
    public void suspend() {
        Signals.send(process.toHandle(), "STOP");
    }

    /** Lets a suspended process go on. */
    public void resume() {
        Signals.send(process.toHandle(), "CONT");
    }

    /** Asks it to stop and waits; one that has not stopped after 20 seconds is killed. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        if (!awaitExit(STOP_WITHIN)) {
            kill();
        }
    }

    private boolean awaitExit(Duration most) {
        try {
            return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
