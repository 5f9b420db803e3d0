package dev.crosscheck.kit.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jooq.DSLContext;

/** Without its database, a service has nothing true to say: it is not ready. */
@Singleton
@Readiness
final class DatabaseHealth extends AbstractHealthIndicator<Map<String, Object>> {

    private final DSLContext dsl;

    DatabaseHealth(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** An exception here means that the indicator is down. */
    @Override
    protected Map<String, Object> getHealthInformation() {
        dsl.selectOne().execute();
        healthStatus = HealthStatus.UP;
        return Map.of();
    }

    @Override
    protected String getName() {
        return "database";
    }
}
