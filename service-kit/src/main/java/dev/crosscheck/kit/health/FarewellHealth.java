package dev.crosscheck.kit.health;

import dev.crosscheck.kit.http.Farewell;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** A service that is about to stop still answers, but nobody new is to be sent to it. */
@Singleton
@Readiness
final class FarewellHealth implements HealthIndicator {

    private final Farewell farewell;

    FarewellHealth(Farewell farewell) {
        this.farewell = farewell;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("stopping", farewell.isSaid() ? HealthStatus.DOWN : HealthStatus.UP)
                .build());
    }
}
