package dev.crosscheck.kit.outbox;

import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;

import dev.crosscheck.kit.figure.Figure;
import dev.crosscheck.kit.figure.Figures;
import dev.crosscheck.kit.figure.Pile;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Table;

/**
 * What the outbox tells of itself: {@code crosscheck.outbox.size} messages wait (counted up to 100,000), the oldest that is
 * not parked for {@code crosscheck.outbox.age} seconds; {@code crosscheck.outbox.parked.size} above zero is an alarm: they
 * are in the table until a person has looked at them. All are NaN while the database is away. {@code
 * crosscheck.outbox.parked} counts how often this process has parked one.
 */
@Singleton
public final class OutboxMetrics {

    private final Counter sent;
    private final Counter parked;

    /** What is in the table. */
    private record Waiting(Pile all, long parked) {}

    public OutboxMetrics(Figures figures, MeterRegistry meters) {
        sent = meters.counter("crosscheck.outbox.sent");
        parked = meters.counter("crosscheck.outbox.parked");
        Figure<Waiting> waiting = figures.ask("outbox", OutboxMetrics::waiting);
        figures.show("crosscheck.outbox.size", "crosscheck.outbox.age", waiting, Waiting::all);
        figures.show("crosscheck.outbox.parked.size", waiting, Waiting::parked);
    }

    void sent(int messages) {
        sent.increment(messages);
    }

    void parked() {
        parked.increment();
    }

    /**
     * Nobody waits for those that are parked; they are counted all the same. A state that is replaced while it waits has
     * a new id and its old age: the oldest is looked for among as many as are counted.
     */
    private static Waiting waiting(DSLContext dsl) {
        Table<Record2<OffsetDateTime, String>> first = select(OUTBOX.CREATED_AT, OUTBOX.PARKED_BECAUSE)
                .from(OUTBOX)
                .orderBy(OUTBOX.ID)
                .limit(inline(Pile.COUNTED_UP_TO))
                .asTable("first");
        Condition isParked = first.field(OUTBOX.PARKED_BECAUSE).isNotNull();
        return dsl.select(
                        count(),
                        min(first.field(OUTBOX.CREATED_AT)).filterWhere(isParked.not()),
                        count().filterWhere(isParked))
                .from(first)
                .fetchSingle(row -> new Waiting(
                        Pile.of(
                                row.value1(),
                                row.value2() == null ? null : row.value2().toInstant()),
                        row.value3()));
    }
}
