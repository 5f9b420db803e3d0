package dev.crosscheck.comparison.change;

import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE;
import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE_TOLD;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;

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
            return dsl.select(coalesce(max(PAGE_CHANGE.CHANGE), inline(0L))
                            .minus(field(dsl.select(PAGE_CHANGE_TOLD.CHANGE).from(PAGE_CHANGE_TOLD))))
                    .from(PAGE_CHANGE)
                    .fetchSingle()
                    .value1()
                    .doubleValue();
        } catch (DataAccessException _) {
            return Double.NaN;
        }
    }
}
