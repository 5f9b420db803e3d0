package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.eventfile.EventFile;
import dev.crosscheck.publisher.eventfile.Finding;
import dev.crosscheck.publisher.send.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        return with(in -> reader.read(name, in, events, wrong));
    }

    /** @return how many rows hold something */
    long read(EventFile reader, EventFile.Rows rows) {
        return with(in -> reader.read(name, in, rows));
    }

    /** A hash of all they hold, one after the other. */
    static String hash(List<Input> inputs) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Input input : inputs) {
                long length =
                        input.with(in -> new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream()));
                digest.update(("/" + length + "/").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private interface Reading {
        long of(InputStream in) throws IOException;
    }

    private long with(Reading reading) {
        try (InputStream in = opener.open()) {
            return reading.of(in);
        } catch (IOException e) {
            throw new Interruption(
                    Interruption.Kind.USAGE, "FILE: " + name + ": " + e.getMessage() + " (expected: a readable file)");
        }
    }
}
