package dev.crosscheck.publisher.command;

import java.time.Duration;

/** Time between two questions to a service. */
final class Pauses {

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);

    /** @return false if the tool is to end */
    static boolean briefly() {
        try {
            Thread.sleep(BETWEEN_QUESTIONS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Pauses() {}
}
