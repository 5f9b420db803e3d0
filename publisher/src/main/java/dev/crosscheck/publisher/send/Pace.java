package dev.crosscheck.publisher.send;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets so many through in each second, evenly; a pause of the caller is not made up for in a rush. */
public final class Pace {

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final Rate rate;
    private final LongSupplier nanoTime;
    private final BatchWatch.Pause pause;
    private long next = Long.MIN_VALUE;

    /** @param perSecond zero for no limit */
    public record Rate(long perSecond) {

        public static final Rate UNLIMITED = new Rate(0);

        public Rate {
            if (perSecond < 0) {
                throw new IllegalArgumentException("perSecond: " + perSecond + " (expected: >= 0)");
            }
        }
    }

    public Pace(Rate rate) {
        this(rate, System::nanoTime, duration -> Thread.sleep(duration));
    }

    Pace(Rate rate, LongSupplier nanoTime, BatchWatch.Pause pause) {
        this.rate = rate;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** Returns when the next one is due. */
    public void await() {
        if (rate.perSecond() == 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (next == Long.MIN_VALUE || now - next > NANOS) {
            next = now;
        }
        if (next > now) {
            try {
                pause.pause(Duration.ofNanos(next - now));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new Interruption(Interruption.Kind.TIMED_OUT, "--rate: interrupted (expected: to go on)");
            }
        }
        next += NANOS / rate.perSecond();
    }
}
