package dev.crosscheck.pricing.quote;

import static dev.crosscheck.pricing.db.Tables.WITHDRAWAL;
import static dev.crosscheck.pricing.db.Tables.WITHDRAWN_UPDATE;
import static org.jooq.impl.DSL.any;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;

/** Tells which quotes a person took back, and who. */
@Singleton
public final class TakenBack {

    /**
     * A person's decision that something counts as never said.
     *
     * @param by  who
     * @param at  when we knew
     */
    public record Withdrawn(String by, String why, Instant at) {}

    /** The decision on each of these updates that was taken back, by its event. */
    public Map<String, Withdrawn> of(DSLContext dsl, Collection<String> events) {
        return dsl.select(
                        WITHDRAWN_UPDATE.UPDATE_ID,
                        WITHDRAWAL.WITHDRAWN_BY,
                        WITHDRAWAL.WHY,
                        WITHDRAWN_UPDATE.RECORDED_AT)
                .from(WITHDRAWN_UPDATE)
                .join(WITHDRAWAL)
                .on(WITHDRAWAL.EVENT_ID.eq(WITHDRAWN_UPDATE.WITHDRAWAL))
                .where(WITHDRAWN_UPDATE.UPDATE_ID.eq(any(events.toArray(String[]::new))))
                .fetchMap(row -> row.value1(), row -> new Withdrawn(row.value2(), row.value3(), row.value4()));
    }
}
