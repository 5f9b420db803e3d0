package dev.crosscheck.publisher.command;

import dev.crosscheck.event.Received;
import dev.crosscheck.publisher.eventfile.EventFile;
import dev.crosscheck.publisher.eventfile.Finding;
import dev.crosscheck.publisher.eventfile.Row;
import dev.crosscheck.publisher.send.Checkpoint;
import dev.crosscheck.publisher.send.EventSender;
import dev.crosscheck.publisher.send.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends what is right in the inputs, from a checkpoint on, and writes down how far it is. */
final class Sending {

    private static final int EVENTS_BETWEEN = 500;
    private static final long NANOS_BETWEEN = Duration.ofSeconds(1).toNanos();

    private final EventSender sender;
    private final Pace pace;
    private final Progress progress;
    private final @Nullable Path path;
    private Checkpoint checkpoint;
    private long sent;
    private long unwritten;
    private long writtenAt = System.nanoTime();

    /** @param path where checkpoints go; null for nowhere */
    Sending(EventSender sender, Pace pace, Progress progress, Checkpoint start, @Nullable Path path) {
        this.sender = sender;
        this.pace = pace;
        this.progress = progress;
        this.checkpoint = start;
        this.path = path;
        this.sent = start.sent();
    }

    /**
     * Returns when Kafka has everything.
     *
     * @param body what is sent of an event
     */
    void send(List<Input> inputs, Function<Received, Object> body) {
        progress.at(sent);
        Checkpoint start = checkpoint;
        EventFile reader = new EventFile(Instant.now());
        for (int i = 0; i < inputs.size(); i++) {
            int file = i;
            inputs.get(i).read(reader, new EventFile.Rows() {
                @Override
                public void right(EventFile.Read read) {
                    if (!start.covers(file, read.row())) {
                        send(file, read, body);
                    }
                }

                @Override
                public void wrong(Row row, List<Finding> findings) {
                    // It was named before anything was sent.
                }
            });
        }
        sender.flush();
        if (path != null) {
            checkpoint.whole(sent).write(path);
        }
    }

    private void send(int file, EventFile.Read read, Function<Received, Object> body) {
        pace.await();
        sender.send(read.event().meta().inBatch(checkpoint.batch()), body.apply(read.event()));
        progress.at(++sent);
        checkpoint = checkpoint.at(file, read.row(), sent);
        if (path != null && (++unwritten >= EVENTS_BETWEEN || System.nanoTime() - writtenAt > NANOS_BETWEEN)) {
            sender.flush();
            checkpoint.write(path);
            unwritten = 0;
            writtenAt = System.nanoTime();
        }
    }
}
