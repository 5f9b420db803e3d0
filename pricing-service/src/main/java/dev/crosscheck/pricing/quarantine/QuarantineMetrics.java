package dev.crosscheck.pricing.quarantine;

import static dev.crosscheck.pricing.db.Tables.QUARANTINED_QUOTE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import dev.crosscheck.kit.figure.Figures;
import dev.crosscheck.kit.figure.Pile;
import io.micronaut.context.annotation.Context;
import org.jooq.DSLContext;

/**
 * What is held until a person has looked at it: {@code crosscheck.quarantine.held} quotes, the oldest for {@code
 * crosscheck.quarantine.age} seconds; both are NaN while the database is away.
 */
@Context
final class QuarantineMetrics {

    QuarantineMetrics(Figures figures) {
        figures.show(
                "crosscheck.quarantine.held",
                "crosscheck.quarantine.age",
                figures.ask("quarantine", QuarantineMetrics::held));
    }

    private static Pile held(DSLContext dsl) {
        return dsl.select(count(), min(QUARANTINED_QUOTE.RECORDED_AT))
                .from(QUARANTINED_QUOTE)
                .where(QUARANTINED_QUOTE.STATE.eq(State.HELD.id()))
                .fetchSingle(row -> Pile.of(row.value1(), row.value2()));
    }
}
