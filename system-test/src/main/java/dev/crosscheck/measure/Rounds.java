package dev.crosscheck.measure;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Counts rounds: as many as were asked for, fewer if they take too long, one at least. */
final class Rounds {

    private final int most;
    private final long within;
    private final LongSupplier nanoTime;
    private final long start;
    private int begun;

    /**
     * @param most   rounds
     * @param within no round begins later than this after the first
     */
    Rounds(int most, Duration within) {
        this(most, within, System::nanoTime);
    }

    Rounds(int most, Duration within, LongSupplier nanoTime) {
        this.most = most;
        this.within = within.toNanos();
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Begins another round, if there is to be one. */
    boolean next() {
        if (begun > 0 && (begun >= most || nanoTime.getAsLong() - start > within)) {
            return false;
        }
        begun++;
        return true;
    }

    /** The number of the round that was begun last; 1 for the first. */
    int number() {
        return begun;
    }
}
