package dev.crosscheck.kit.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** A service whose database stays away has nothing new to say: it is not ready. A passing loss is waited out. */
@Singleton
@Readiness
final class DatabaseHealth implements HealthIndicator {

    private final DatabaseWatch watch;
    private final ReadinessConfig config;

    DatabaseHealth(DatabaseWatch watch, ReadinessConfig config) {
        this.watch = watch;
        this.config = config;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        boolean isThere = watch.silence().compareTo(config.databaseAwayFor()) <= 0;
        return Publishers.just(HealthResult.builder("database", isThere ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("answeredSecondsAgo", watch.silence().toSeconds()))
                .build());
    }
}
