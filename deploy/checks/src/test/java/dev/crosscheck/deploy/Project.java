package dev.crosscheck.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's files, seen from this module. */
public final class Project {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** @param path such as {@code deploy/compose.yaml} */
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    public static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private Project() {}
}
