package dev.crosscheck.kit.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.TransactionContext;

/**
 * Wakes the relay when something to send has been committed, so that nothing waits for its next look; and hands it a
 * few states that have just been committed, so that it need not even look. What is not handed over is found in the
 * table.
 */
@Singleton
public final class RelaySignal {

    private static final Object WROTE = RelaySignal.class;

    /** More than these, or longer ones, are read from the table, in the order and amount that the relay likes. */
    private static final int MOST_HANDED_OVER = 64;

    private static final int LONGEST_HANDED_OVER = 256 * 1024;

    private final Semaphore pending = new Semaphore(0);
    private final List<HandedOver> handedOver = new ArrayList<>();
    private boolean isRelaying;

    /** What one transaction has to send: states that can be handed over, and perhaps more. */
    static final class Written {

        private final List<HandedOver> states = new ArrayList<>();

        /** The state has this row now, unless the transaction is rolled back. */
        void add(long id, Outgoing state) {
            if (state.value().length <= LONGEST_HANDED_OVER) {
                states.add(new HandedOver(id, state));
            }
        }
    }

    /** Remembers that this transaction has something to send. */
    Written wrote(DSLContext tx) {
        return (Written) tx.configuration().data().computeIfAbsent(WROTE, _ -> new Written());
    }

    /** Wakes the relay if the transaction that has just committed wrote to the outbox. */
    public void committed(TransactionContext context) {
        if (context.configuration().data().remove(WROTE) instanceof Written written) {
            handOver(written.states);
            pending.release();
        }
    }

    private synchronized void handOver(List<HandedOver> states) {
        if (!isRelaying || handedOver.size() + states.size() > MOST_HANDED_OVER) {
            // Those behind would overtake those left out: then all of them are read from the table.
            handedOver.clear();
        } else {
            handedOver.addAll(states);
        }
    }

    /** Whether the relay of this process is at work; what is committed meanwhile is handed to it. */
    synchronized void relaying(boolean isAtWork) {
        isRelaying = isAtWork;
        handedOver.clear();
    }

    /** What was handed over since the last call, in the order committed. */
    synchronized List<HandedOver> take() {
        List<HandedOver> taken = List.copyOf(handedOver);
        handedOver.clear();
        return taken;
    }

    void wake() {
        pending.release();
    }

    /** Waits for the next signal, at most this long; signals that came meanwhile count once. */
    void await(Duration atMost) throws InterruptedException {
        if (pending.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            pending.drainPermits();
        }
    }
}
