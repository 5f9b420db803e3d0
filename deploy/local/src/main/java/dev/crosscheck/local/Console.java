package dev.crosscheck.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A line for each step, with the time it was reached. */
final class Console implements Progress {

    private final PrintStream out;
    private final Instant start = Instant.now();

    Console(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void done(String part, String result) {
        out.printf(Locale.ROOT, "%6.1f s  %-11s %s%n", seconds(), part, result);
        out.flush();
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Seconds since this console began. */
    double seconds() {
        return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }
}
