package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.eventfile.EventFile;
import dev.crosscheck.publisher.eventfile.Finding;
import dev.crosscheck.publisher.send.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something to read events from, as often as needed.
 *
 * @param name as the user knows it
 */
record Input(String name, Opener opener) {

    /** Opens it from its beginning. */
    interface Opener {
        InputStream open() throws IOException;
    }

    /** @throws Interruption if one of the files cannot be read */
    static List<Input> of(List<Path> files) {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new Interruption(
                        Interruption.Kind.USAGE,
                        "FILE: " + file + " is " + (Files.exists(file) ? "no readable file" : "absent")
                                + " (expected: a file of events)");
            }
        }
        return files.stream()
                .map(file -> new Input(file.toString(), () -> Files.newInputStream(file)))
                .toList();
    }

    /** @return how many lines hold something */
    long read(EventFile reader, Consumer<EventFile.Read> events, Consumer<Finding> wrong) {
        try (InputStream in = opener.open()) {
            return reader.read(name, in, events, wrong);
        } catch (IOException e) {
            throw new Interruption(
                    Interruption.Kind.USAGE, "FILE: " + name + ": " + e.getMessage() + " (expected: a readable file)");
        }
    }
}
