package dev.crosscheck.local;

/** Told what has been done, step by step. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress SILENT = (_, _) -> {};

    /**
     * A step is done.
     *
     * @param part   what it was about: {@code kafka}
     * @param result what is now true: {@code ready at 127.0.0.1:19092}
     */
    void done(String part, String result);
}
