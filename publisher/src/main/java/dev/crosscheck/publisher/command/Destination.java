package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.eventfile.EventFileWriter;
import dev.crosscheck.publisher.send.EventSink;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the events of an import or a replay go: to the services, to a file, or nowhere. */
final class Destination {

    @ArgGroup(exclusive = true)
    private Elsewhere elsewhere = new Elsewhere();

    private static final class Elsewhere {

        @Option(names = "--dry-run", description = "Read, map and check everything; send nothing.")
        private boolean dryRun;

        @Option(
                names = "--events-to",
                paramLabel = "FILE",
                description = "Write the events to FILE, one to a line, and send nothing: look at them, leave some "
                        + "out, and send them with \"publish events FILE\".")
        private @Nullable Path file;
    }

    /** Whether events go to the services, so that there are answers to wait for. */
    boolean isServices() {
        return !elsewhere.dryRun && elsewhere.file == null;
    }

    /** @return null if events go nowhere */
    @Nullable
    EventSink open(Addresses addresses) {
        if (elsewhere.dryRun) {
            return null;
        }
        return elsewhere.file == null ? addresses.sender() : EventFileWriter.open(elsewhere.file);
    }
}
