package dev.crosscheck.local;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Starts a service again when it ends by itself, as a cluster would; a few times, and then says so and leaves it. */
final class Supervisor {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int RESTARTS = 5;

    private final RunningSystem system;
    private final Console console;
    private final Map<Service, Integer> restarts = new EnumMap<>(Service.class);

    Supervisor(RunningSystem system, Console console) {
        this.system = system;
        this.console = console;
    }

    /** Returns when the broker is gone, without which nothing goes on; normally it never does. */
    void stay() {
        while (system.kafka().process().isAlive()) {
            for (Service service : Service.values()) {
                if (!system.process(service).isAlive()) {
                    startAgain(service);
                }
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        console.say("kafka ended (see " + system.kafka().process().log() + ")");
    }

    private void startAgain(Service service) {
        int count = restarts.merge(service, 1, Integer::sum);
        if (count > RESTARTS) {
            if (count == RESTARTS + 1) {
                console.say(service.id() + " ended " + count + " times and stays down (see "
                        + system.process(service).log() + ")");
            }
            return;
        }
        console.done(service.id(), "ended; starting it again");
        try {
            system.start(service);
        } catch (IllegalStateException exception) {
            console.say(String.valueOf(exception.getMessage()));
        }
    }
}
