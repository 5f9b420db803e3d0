package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;

/** Reads a page again and again, as fast as it comes, and remembers what it showed. */
final class PageWatch implements AutoCloseable {

    private final IntSupplier shown;
    private final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<AssertionError> wrong = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean closing;

    /** @param shown what the page shows, as a number that only ever rises */
    PageWatch(IntSupplier shown) {
        this.shown = shown;
        Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        while (!closing) {
            try {
                int now = shown.getAsInt();
                if (seen.isEmpty() || seen.getLast() != now) {
                    seen.add(now);
                }
            } catch (UncheckedIOException _) {
                // The replica is stopped, suspended or not there any more.
                Thread.onSpinWait();
            } catch (AssertionError e) {
                wrong.add(e);
            }
        }
    }

    /** It was there, showed more than one thing, and nothing older after something newer. */
    void assertNeverTurnedBack() {
        assertThat(List.copyOf(wrong)).isEmpty();
        List<Integer> all = List.copyOf(seen);
        assertThat(all).hasSizeGreaterThan(1).isSorted();
    }

    @Override
    public void close() {
        closing = true;
    }
}
