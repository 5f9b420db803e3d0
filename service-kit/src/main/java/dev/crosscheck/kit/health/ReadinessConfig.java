package dev.crosscheck.kit.health;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * When a service says that it is ready. Prefix: {@code crosscheck.readiness}.
 *
 * @param databaseAwayFor for how long the database may have been away until the service is not ready any more. A
 *     failover takes every replica's database away at once: to take all replicas out of service as well would make
 *     nothing better
 */
@ConfigurationProperties("crosscheck.readiness")
public record ReadinessConfig(
        @Bindable(defaultValue = "30s") Duration databaseAwayFor) {}
