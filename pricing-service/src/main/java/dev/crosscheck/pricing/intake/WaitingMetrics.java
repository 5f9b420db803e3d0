package dev.crosscheck.pricing.intake;

import static dev.crosscheck.pricing.db.Tables.WAITING_UPDATE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import dev.crosscheck.kit.figure.Figures;
import dev.crosscheck.kit.figure.Pile;
import io.micronaut.context.annotation.Context;
import org.jooq.DSLContext;

/**
 * What waits for a name to become known: {@code crosscheck.updates.waiting} prices, the oldest for {@code
 * crosscheck.updates.waiting.age} seconds; both are NaN while the database is away.
 */
@Context
final class WaitingMetrics {

    WaitingMetrics(Figures figures) {
        figures.show(
                "crosscheck.updates.waiting",
                "crosscheck.updates.waiting.age",
                figures.ask("waiting", WaitingMetrics::waiting));
    }

    private static Pile waiting(DSLContext dsl) {
        return dsl.select(count(), min(WAITING_UPDATE.RECEIVED_AT))
                .from(WAITING_UPDATE)
                .fetchSingle(row -> Pile.of(row.value1(), row.value2()));
    }
}
