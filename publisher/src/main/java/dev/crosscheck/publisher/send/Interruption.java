package dev.crosscheck.publisher.send;

/**
 * The tool cannot go on, and what a person should read about it.
 *
 * @see #kind()
 */
public final class Interruption extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why it cannot go on. */
    public enum Kind {
        /** The command line, or a file it names, is not right, or a service refuses what is asked of it. */
        USAGE,
        /** Kafka or a service did not answer. */
        UNREACHABLE,
        /** Everything answered, but not in time. */
        TIMED_OUT
    }

    private final Kind kind;

    /** @param message the thing, the value met and the value expected */
    public Interruption(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
