package dev.crosscheck.comparison.change;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * How many changes of pages are recorded and not told to Kafka: {@code crosscheck.changes.untold}, NaN while the
 * database is away.
 */
@Context
final class ChangeBacklog {

    private final DSLContext dsl;

    ChangeBacklog(DSLContext dsl, MeterRegistry meters) {
        this.dsl = dsl;
        Gauge.builder("crosscheck.changes.untold", this, ChangeBacklog::untold).register(meters);
    }

    double untold() {
        try {
            return Told.untold(dsl);
        } catch (DataAccessException _) {
            return Double.NaN;
        }
    }
}
