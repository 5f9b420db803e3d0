package dev.crosscheck.pricing.quarantine;

import static dev.crosscheck.pricing.db.Tables.QUARANTINED_QUOTE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.one;
import static org.jooq.impl.DSL.select;

import dev.crosscheck.kit.figure.Figures;
import dev.crosscheck.kit.figure.Pile;
import io.micronaut.context.annotation.Context;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Select;

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

    /** Both by the index of those that are held: what was decided long ago is far more. */
    static Pile held(DSLContext dsl) {
        return question(dsl).fetchSingle(row -> Pile.of(row.value1(), row.value2()));
    }

    static Select<Record2<Integer, Instant>> question(DSLContext dsl) {
        Condition isHeld = QUARANTINED_QUOTE.STATE.eq(inline(State.HELD.id()));
        return dsl.select(
                Pile.size(select(one()).from(QUARANTINED_QUOTE).where(isHeld)),
                field(select(QUARANTINED_QUOTE.RECORDED_AT)
                        .from(QUARANTINED_QUOTE)
                        .where(isHeld)
                        .orderBy(QUARANTINED_QUOTE.RECORDED_AT)
                        .limit(1)));
    }
}
