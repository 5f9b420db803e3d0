package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.eventfile.Rejects;
import dev.crosscheck.publisher.eventfile.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where rows go that were not taken, if the user wants to have them. */
final class RejectFile implements AutoCloseable {

    private final @Nullable Rejects rejects;

    private RejectFile(@Nullable Rejects rejects) {
        this.rejects = rejects;
    }

    /**
     * @param path     null if rows are only named
     * @param replaces whether the file may be there already: a run that goes on writes it again
     */
    static RejectFile open(@Nullable Path path, boolean replaces) {
        if (path != null && !replaces && Files.exists(path)) {
            // It may be the one that somebody is mending.
            throw Usage.of("--rejects", path + " exists", "a new file");
        }
        return new RejectFile(path == null ? null : new Rejects(path));
    }

    void add(Row row, String reason) {
        if (rejects != null) {
            try {
                rejects.add(row, reason);
            } catch (UncheckedIOException e) {
                throw Usage.of("--rejects", String.valueOf(e.getMessage()), "a file that can be written");
            }
        }
    }

    List<String> files() {
        return rejects == null
                ? List.of()
                : rejects.files().stream().map(Path::toString).toList();
    }

    /** Null if there is nothing to tell. */
    @Nullable
    String told() {
        return rejects == null || rejects.count() == 0
                ? null
                : rejects.count() + (rejects.count() == 1 ? " row is in " : " rows are in ")
                        + String.join(" and ", files()) + " with the reason";
    }

    @Override
    public void close() {
        try {
            if (rejects != null) {
                rejects.close();
            }
        } catch (IOException e) {
            throw Usage.of("--rejects", String.valueOf(e.getMessage()), "a file that can be written");
        }
    }
}
