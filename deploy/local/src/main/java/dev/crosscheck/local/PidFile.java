package dev.crosscheck.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a process beyond our own life.
 *
 * <p>Ids are used again by the system; so the file keeps the time of start beside the id, and a process that has the
 * one and not the other is none of ours.
 *
 * @param file where it is kept
 */
record PidFile(Path file) {

    /** The system tells a process's start in hundredths of a second, and not always the same one. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    void write(ProcessHandle process) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, process.pid() + "\n" + startOf(process).toEpochMilli() + "\n");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> find() {
        return read(file, 1, 1);
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** PostgreSQL writes a file of its own, with the start in seconds on the third line. */
    static Optional<ProcessHandle> findPostgres(Path data) {
        return read(data.resolve("postmaster.pid"), 2, 1_000);
    }

    private static Optional<ProcessHandle> read(Path file, int startLine, long startUnitMillis) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(file);
            if (lines.size() <= startLine) {
                return Optional.empty();
            }
            Instant start =
                    Instant.ofEpochMilli(Long.parseLong(lines.get(startLine).strip()) * startUnitMillis);
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            Duration.between(start, startOf(process)).abs().compareTo(SAME_START) <= 0);
        } catch (NumberFormatException _) {
            // Cut short by a crash: it says nothing, and is written anew at the next start.
            return Optional.empty();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
