package dev.crosscheck.kit.topic;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after a failure: twice as long each time, up to a limit, and never in step with others. */
public final class Backoff {

    private final Duration first;
    private final Duration most;
    private int failures;

    public Backoff(Duration first, Duration most) {
        this.first = first;
        this.most = most;
    }

    /** The next pause: between half of the step and all of it. */
    public Duration next() {
        int doublings = Math.min(failures++, 20);
        long step = Math.min(first.toMillis() << doublings, most.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(step / 2, step + 1));
    }

    /** Something worked: the next pause is short again. */
    public void reset() {
        failures = 0;
    }
}
