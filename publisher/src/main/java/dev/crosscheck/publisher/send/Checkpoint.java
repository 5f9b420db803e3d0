package dev.crosscheck.publisher.send;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * How far a batch has been sent. Kafka has everything up to this place; what stands behind it may be
 * there as well, and is a duplicate when it is sent again.
 *
 * @param batch   the batch's name, kept when it goes on
 * @param inputs  a hash of all that is to be sent, so that no other file goes on from here
 * @param file    0 for the first input
 * @param row     the last row sent of that input
 * @param sent    how many events that is in all
 * @param isWhole whether nothing is left to send
 */
public record Checkpoint(String batch, String inputs, int file, int row, long sent, boolean isWhole) {

    /** Where a new batch begins. */
    public static Checkpoint start(String batch, String inputs) {
        return new Checkpoint(batch, inputs, 0, 0, 0, false);
    }

    public Checkpoint at(int newFile, int newRow, long newSent) {
        return new Checkpoint(batch, inputs, newFile, newRow, newSent, false);
    }

    public Checkpoint whole(long newSent) {
        return new Checkpoint(batch, inputs, file, row, newSent, true);
    }

    /** Whether Kafka has the row already. */
    public boolean covers(int ofFile, int ofRow) {
        return isWhole || ofFile < file || (ofFile == file && ofRow <= row);
    }

    /** @return empty if there is none yet */
    public static Optional<Checkpoint> read(Path path) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventJson.read(Files.readAllBytes(path), Checkpoint.class));
        } catch (IOException | InvalidEventException e) {
            throw new Interruption(
                    Interruption.Kind.USAGE,
                    "--checkpoint: " + path + ": " + e.getMessage() + " (expected: a file of this tool, or none yet)");
        }
    }

    /** Replaces the file at once: whenever the machine stops, an old or a new one is there whole. */
    public void write(Path path) {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        try {
            try (FileChannel file = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(EventJson.write(this));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Interruption(
                    Interruption.Kind.USAGE,
                    "--checkpoint: " + path + ": " + e.getMessage() + " (expected: a file that can be written)");
        }
    }
}
