package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.Interruption;

/** How the tool ends, for scripts. The help of each command lists them. */
public final class ExitCode {

    public static final int FINE = 0;
    public static final int SOME_REFUSED = 1;
    public static final int USAGE = 2;
    public static final int UNREACHABLE = 3;
    public static final int TIMED_OUT = 4;

    /** Something is older or slower than a warning allows. */
    public static final int WARNED = 5;

    /** Something is older or slower than is allowed at all. */
    public static final int FAILED = 6;

    /** Taken, but not on a page: it waits for a name to become known, or is held until a person has looked at it. */
    public static final int NOT_SHOWN = 7;

    /** The tool itself has a mistake; the number is that of sysexits.h. */
    public static final int FAULT = 70;

    public static int of(Interruption.Kind kind) {
        return switch (kind) {
            case USAGE -> USAGE;
            case UNREACHABLE -> UNREACHABLE;
            case TIMED_OUT -> TIMED_OUT;
        };
    }

    private ExitCode() {}
}
