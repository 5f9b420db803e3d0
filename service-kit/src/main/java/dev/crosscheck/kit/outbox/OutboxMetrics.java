package dev.crosscheck.kit.outbox;

import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import dev.crosscheck.kit.figure.Figures;
import dev.crosscheck.kit.figure.Pile;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jooq.DSLContext;

/**
 * What the outbox tells of itself: {@code crosscheck.outbox.size} messages wait, the oldest that is not parked for {@code
 * crosscheck.outbox.age} seconds; both are NaN while the database is away. {@code crosscheck.outbox.parked}
 * above zero is an alarm.
 */
@Singleton
public final class OutboxMetrics {

    private final Counter sent;
    private final Counter parked;

    public OutboxMetrics(Figures figures, MeterRegistry meters) {
        sent = meters.counter("crosscheck.outbox.sent");
        parked = meters.counter("crosscheck.outbox.parked");
        figures.show("crosscheck.outbox.size", "crosscheck.outbox.age", figures.ask("outbox", OutboxMetrics::waiting));
    }

    void sent(int messages) {
        sent.increment(messages);
    }

    void parked() {
        parked.increment();
    }

    /** Nobody waits for those that are parked; they are counted all the same. */
    private static Pile waiting(DSLContext dsl) {
        return dsl.select(count(), min(OUTBOX.CREATED_AT).filterWhere(OUTBOX.PARKED_BECAUSE.isNull()))
                .from(OUTBOX)
                .fetchSingle(row -> Pile.of(
                        row.value1(), row.value2() == null ? null : row.value2().toInstant()));
    }
}
