package dev.crosscheck.publisher.eventfile;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.publisher.send.EventSink;
import dev.crosscheck.publisher.send.Interruption;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes events as JSON Lines, a CloudEvent in structured mode to each line, as {@link EventFile} reads them. */
public final class EventFileWriter implements EventSink {

    private final Path file;
    private final OutputStream out;

    private EventFileWriter(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Opens a file; what it held is gone.
     *
     * @throws Interruption if it cannot be written
     */
    public static EventFileWriter open(Path file) {
        try {
            return new EventFileWriter(file, new BufferedOutputStream(Files.newOutputStream(file)));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public void send(EventMeta meta, Object body) {
        try {
            out.write(EventJson.write(EventCodec.structured(meta, body)));
            out.write('\n');
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static Interruption unwritable(Path file, IOException met) {
        return new Interruption(
                Interruption.Kind.USAGE,
                "--events-to: " + file + ": " + met + " (expected: a file that can be written)");
    }
}
