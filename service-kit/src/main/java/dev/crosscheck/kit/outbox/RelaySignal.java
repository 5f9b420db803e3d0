package dev.crosscheck.kit.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.TransactionContext;

/** Wakes the relay when something to send has been committed, so that nothing waits for its next look. */
@Singleton
public final class RelaySignal {

    private static final Object WROTE = RelaySignal.class;

    private final Semaphore pending = new Semaphore(0);

    /** Remembers that this transaction has something to send. */
    void wrote(DSLContext tx) {
        tx.configuration().data(WROTE, Boolean.TRUE);
    }

    /** Wakes the relay if the transaction that has just committed wrote to the outbox. */
    public void committed(TransactionContext context) {
        if (context.configuration().data().remove(WROTE) != null) {
            pending.release();
        }
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
