package dev.crosscheck.measure;

/** One line of the table of goals: runs what is measured and its baseline in turns. */
interface Measurement {

    /** As in the table of goals: {@code P6}. */
    String id();

    /** What is measured, in a few words. */
    String title();

    /**
     * Measures. What it started it stops; what it made in databases it drops.
     *
     * @throws Exception whatever went wrong: the report says so, and the next one runs
     */
    Finding measure(Suite suite) throws Exception;
}
