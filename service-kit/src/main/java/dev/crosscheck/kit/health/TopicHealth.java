package dev.crosscheck.kit.health;

import dev.crosscheck.kit.topic.CaughtUp;
import dev.crosscheck.kit.topic.TopicReaders;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * A replica that has just been started on an empty or old database would serve what was true then: it is ready when it
 * knows what was published before it began, and stays so. A burst that comes later finds all replicas equally far
 * behind.
 */
@Singleton
@Readiness
final class TopicHealth implements HealthIndicator {

    private final CaughtUp caughtUp;
    private final TopicReaders readers;

    TopicHealth(CaughtUp caughtUp, TopicReaders readers) {
        this.caughtUp = caughtUp;
        this.readers = readers;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        boolean hasCaughtUp = caughtUp.hasCaughtUp();
        return Publishers.just(HealthResult.builder("topics", hasCaughtUp ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("caughtUp", hasCaughtUp, "lag", readers.lag()))
                .build());
    }
}
