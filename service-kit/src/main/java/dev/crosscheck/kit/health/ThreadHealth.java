package dev.crosscheck.kit.health;

import dev.crosscheck.kit.pulse.Pulses;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * A thread that has died or is wedged does not come back by itself: the service must be started again. One that only
 * waits for the broker or the database is well: starting again would bring neither back.
 */
@Singleton
@Liveness
final class ThreadHealth implements HealthIndicator {

    private final Pulses pulses;

    ThreadHealth(Pulses pulses) {
        this.pulses = pulses;
    }

    /** Asks nobody but memory: whoever has to wait for an answer here is told that the process is wedged. */
    @Override
    public Publisher<HealthResult> getResult() {
        Map<String, String> troubles = pulses.troubles();
        return Publishers.just(HealthResult.builder("threads", troubles.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(troubles.isEmpty() ? pulses.names() : troubles)
                .build());
    }
}
