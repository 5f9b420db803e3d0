package dev.crosscheck.kit.inbox;

/** Another transaction has taken one of the same events meanwhile. Taken again, it is seen to be a repeat. */
public final class ConcurrentlyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConcurrentlyTakenException(int met, int expected) {
        super("inbox rows written: " + met + " (expected: " + expected + ")");
    }
}
