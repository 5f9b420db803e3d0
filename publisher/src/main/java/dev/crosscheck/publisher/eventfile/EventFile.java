package dev.crosscheck.publisher.eventfile;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Received;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of events: JSON Lines, a CloudEvent in structured mode to each line. Blank lines are
 * skipped. What one line has wrong says nothing of the next.
 */
public final class EventFile {

    private final Instant now;
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param now events from later than a few minutes ahead are wrong */
    public EventFile(Instant now) {
        this.now = now;
    }

    /** @param content a hash of the body, so that a long file is not held in memory */
    private record Seen(String file, int row, String content) {
        @Override
        public String toString() {
            return file + ":" + row;
        }
    }

    /** An event with its place. */
    public record Read(String file, int row, Received event) {}

    /**
     * Reads a file from beginning to end.
     *
     * @param name   named in findings
     * @param events takes each right event, in order
     * @param wrong  takes everything found wrong, in order
     * @return how many lines hold something
     */
    public long read(String name, InputStream in, Consumer<Read> events, Consumer<Finding> wrong) throws IOException {
        long count = 0;
        try (Lines lines = new Lines(new BufferedInputStream(in), EventCodec.MAX_VALUE_BYTES)) {
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                if (line.isBlank()) {
                    continue;
                }
                count++;
                Received event = decode(name, line, wrong);
                if (event != null && isItsOwn(name, line.row(), event, wrong)) {
                    events.accept(new Read(name, line.row(), event));
                }
            }
        }
        return count;
    }

    private @Nullable Received decode(String name, Lines.Line line, Consumer<Finding> wrong) {
        try {
            if (line.length() > EventCodec.MAX_VALUE_BYTES) {
                throw new InvalidEventException(
                        "line", line.length() + " bytes", "at most " + EventCodec.MAX_VALUE_BYTES + " bytes");
            }
            return EventCodec.decodeInput(EventJson.readTree(line.bytes()), now);
        } catch (InvalidEventException e) {
            e.findings()
                    .forEach(found ->
                            wrong.accept(new Finding(name, line.row(), found.field(), found.met(), found.expected())));
            return null;
        }
    }

    /** The services take each id once: a second fact under it would be lost without a word. */
    private boolean isItsOwn(String name, int row, Received event, Consumer<Finding> wrong) {
        Seen here = new Seen(name, row, EventId.of(event.body()));
        Seen first = seen.putIfAbsent(event.meta().id(), here);
        if (first == null || first.content().equals(here.content())) {
            return true;
        }
        wrong.accept(new Finding(
                name, row, "id", event.meta().id(), "an id of its own; " + first + " has it with other content"));
        return false;
    }
}
