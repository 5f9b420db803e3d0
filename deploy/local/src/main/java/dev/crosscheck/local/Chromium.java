package dev.crosscheck.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine, for those who look at pages as readers do. */
public final class Chromium {

    /** Why a test is skipped where there is none. */
    public static final String MISSING = "no Chromium found; install it or set CHROMIUM to its path";

    /** Its program: the one that the variable {@code CHROMIUM} names, or else one at a usual place. */
    public static Optional<Path> program() {
        return Stream.of(
                        System.getenv("CHROMIUM"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Chromium() {}
}
