package dev.crosscheck.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Starts a part again when it ends by itself, as a cluster would; a few times, and then says so and leaves it. */
final class Supervisor {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int RESTARTS = 5;

    private final RunningSystem system;
    private final Console console;
    private final Map<String, Integer> restarts = new HashMap<>();

    Supervisor(RunningSystem system, Console console) {
        this.system = system;
        this.console = console;
    }

    /** Returns when the thread is interrupted; normally the process ends first. */
    void stay() {
        while (!Thread.currentThread().isInterrupted()) {
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
        int count = restarts.merge(part, 1, Integer::sum);
        if (count > RESTARTS) {
            if (count == RESTARTS + 1) {
                console.say(part + " ended " + count + " times and stays down (see .local/logs)");
            }
            return;
        }
        console.done(part, "ended; starting it again");
        try {
            start.run();
        } catch (IllegalStateException exception) {
            console.say(String.valueOf(exception.getMessage()));
        }
    }
}
