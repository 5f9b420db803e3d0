package dev.crosscheck.comparison.change;

import dev.crosscheck.event.Encoded;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Changes that were committed a moment ago, on their way to the teller without another look into the table. */
@Singleton
final class FreshChanges {

    /** More than these are found in the table. */
    private static final int MOST = 4_000;

    private final Deque<Numbered> fresh = new ArrayDeque<>();
    private final Semaphore pending = new Semaphore(0);
    private boolean isTelling;

    /** A change's number and what is said of it. */
    record Numbered(long number, Encoded event) {}

    /** @param changes with the numbers that they were committed with, ascending */
    void add(List<Numbered> changes) {
        if (!changes.isEmpty()) {
            keep(changes);
            wake();
        }
    }

    private synchronized void keep(List<Numbered> changes) {
        if (isTelling && fresh.size() + changes.size() <= MOST) {
            fresh.addAll(changes);
        } else {
            fresh.clear();
        }
    }

    /** Whether the teller of this process is at work; there is nobody else to keep changes for. */
    synchronized void telling(boolean isAtWork) {
        isTelling = isAtWork;
        fresh.clear();
    }

    /**
     * Those that follow the one with this number without a gap, and no longer kept; older ones are forgotten. None if
     * the next one is not here: then it is in the table.
     */
    synchronized List<Numbered> after(long number, int limit) {
        List<Numbered> next = new ArrayList<>();
        long last = number;
        for (Numbered head = fresh.peek(); head != null && next.size() < limit; head = fresh.peek()) {
            if (head.number() > last + 1) {
                break;
            }
            fresh.remove();
            if (head.number() == last + 1) {
                next.add(head);
                last++;
            }
        }
        return next;
    }

    void wake() {
        pending.release();
    }

    /** Waits until changes are added, at most this long; what was added meanwhile counts once. */
    void await(Duration atMost) throws InterruptedException {
        if (pending.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            pending.drainPermits();
        }
    }
}
