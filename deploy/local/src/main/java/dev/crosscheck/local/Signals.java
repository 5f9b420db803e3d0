package dev.crosscheck.local;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals the JDK has no method for, sent with the system's own {@code kill}. */
final class Signals {

    /** Sends a signal such as {@code INT} to one process; nothing happens if it has ended. */
    static void send(ProcessHandle process, String signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int code = kill.waitFor();
            if (code != 0 && process.isAlive()) {
                throw new IllegalStateException("signal " + signal + " to process " + process.pid() + ": exit " + code);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Signals() {}
}
