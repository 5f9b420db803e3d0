package dev.crosscheck.kit.pulse;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sign of life of one thread that the service cannot do without.
 *
 * <p>A thread beats whenever it has come round, whether or not what it wanted went well: one that waits for a database
 * or a broker is well, and so is one that gets on with something long, statement by statement. Not well is a thread that has ended though nobody asked it to, and one that has not come round
 * for longer than any wait takes. Neither comes back by itself.
 */
public final class Pulse {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private static final ScopedValue<Pulse> OWN = ScopedValue.newInstance();

    private final String name;
    private final LongSupplier nanos;
    private volatile boolean begun;
    private volatile boolean mayEnd;
    private volatile boolean ended;
    private volatile long lastBeat;

    Pulse(String name, LongSupplier nanos) {
        this.name = name;
        this.nanos = nanos;
    }

    String name() {
        return name;
    }

    /** All that the thread does. From here on it is missed when it ends before {@link #mayEnd}, however it ends. */
    public void through(Runnable work) {
        beat();
        begun = true;
        try {
            ScopedValue.where(OWN, this).run(work);
        } catch (Throwable e) {
            LOG.atError().addKeyValue("thread", name).setCause(e).log("A thread that the service needs has died");
            throw e;
        } finally {
            ended = true;
        }
    }

    /** The thread has come round. */
    public void beat() {
        lastBeat = nanos.getAsLong();
    }

    /**
     * The calling thread has got on with what it has in hand: one record may have it ask the database for longer than a
     * thread may take to come round. Nothing, on a thread without a pulse.
     */
    public static void getsOn() {
        if (OWN.isBound()) {
            OWN.get().beat();
        }
    }

    /** The thread is about to be asked to end: nobody misses it any more. */
    public void mayEnd() {
        mayEnd = true;
    }

    /**
     * What is wrong with the thread; empty if nothing is.
     *
     * @param wedgedAfter longer than it takes to come round, whatever is away
     */
    Optional<String> trouble(Duration wedgedAfter) {
        if (!begun || mayEnd) {
            return Optional.empty();
        }
        if (ended) {
            return Optional.of("has ended");
        }
        Duration still = Duration.ofNanos(nanos.getAsLong() - lastBeat);
        return still.compareTo(wedgedAfter) > 0
                ? Optional.of("has not come round for " + still.toSeconds() + " s")
                : Optional.empty();
    }
}
