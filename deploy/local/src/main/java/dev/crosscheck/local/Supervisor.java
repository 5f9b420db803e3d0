package dev.crosscheck.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts a part again when it ends by itself, as a cluster would. One that ends again and again within minutes
 * is left down, and that is said.
 */
final class Supervisor {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int RESTARTS = 5;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final RunningSystem system;
    private final Console console;
    private final Map<String, Deque<Instant>> restarts = new HashMap<>();
    private final Set<String> leftDown = new HashSet<>();

    Supervisor(RunningSystem system, Console console) {
        this.system = system;
        this.console = console;
    }

    /** Returns when the system is being stopped. */
    void stay() {
        while (!system.isClosed()) {
            if (!system.postgres().isAlive()) {
                startAgain("postgresql", system::startPostgres);
            }
            if (!system.kafka().process().isAlive()) {
                startAgain("kafka", system::startKafka);
            }
            for (Service service : Service.values()) {
                if (!system.process(service).isAlive()) {
                    startAgain(service.id(), () -> system.start(service));
                }
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private void startAgain(String part, Runnable start) {
        if (system.isClosed() || leftDown.contains(part)) {
            return;
        }
        Instant now = Instant.now();
        Deque<Instant> recent = restarts.computeIfAbsent(part, _ -> new ArrayDeque<>());
        recent.removeIf(restart -> restart.isBefore(now.minus(WITHIN)));
        if (recent.size() == RESTARTS) {
            leftDown.add(part);
            console.say(part + " ended " + (RESTARTS + 1) + " times within " + WITHIN.toMinutes()
                    + " minutes and stays down (see .local/logs)");
            return;
        }
        recent.add(now);
        console.done(part, "ended; starting it again");
        try {
            start.run();
        } catch (IllegalStateException exception) {
            if (!system.isClosed()) {
                console.say(String.valueOf(exception.getMessage()));
            }
        }
    }
}
