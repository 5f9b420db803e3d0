package dev.crosscheck.kit.health;

import dev.crosscheck.kit.topic.TopicReader;
import dev.crosscheck.kit.topic.TopicReaders;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * A reader that has died does not come back by itself: the service must be started again. One that only waits
 * for the broker or the database is well, and says how far it is behind.
 */
@Singleton
@Liveness
final class ReaderHealth implements HealthIndicator {

    private final TopicReaders readers;

    ReaderHealth(TopicReaders readers) {
        this.readers = readers;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        boolean alive = readers.readers().stream().allMatch(TopicReader::isAlive);
        return Publishers.just(HealthResult.builder("readers", alive ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("lag", readers.lag()))
                .build());
    }
}
