package dev.crosscheck.kit.outbox;

import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static org.jooq.impl.DSL.min;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * What the outbox tells of itself: {@code crosscheck.outbox.size} messages wait, the oldest that is not parked for {@code
 * crosscheck.outbox.age} seconds; both are NaN while the database is away. {@code crosscheck.outbox.parked}
 * above zero is an alarm.
 */
@Singleton
public final class OutboxMetrics {

    private final DSLContext dsl;
    private final Clock clock;
    private final Counter sent;
    private final Counter parked;

    public OutboxMetrics(DSLContext dsl, Clock clock, MeterRegistry meters) {
        this.dsl = dsl;
        this.clock = clock;
        sent = meters.counter("crosscheck.outbox.sent");
        parked = meters.counter("crosscheck.outbox.parked");
        Gauge.builder("crosscheck.outbox.size", this, OutboxMetrics::size).register(meters);
        Gauge.builder("crosscheck.outbox.age", this, OutboxMetrics::ageSeconds)
                .baseUnit("seconds")
                .register(meters);
    }

    void sent(int messages) {
        sent.increment(messages);
    }

    void parked() {
        parked.increment();
    }

    private double size() {
        try {
            return dsl.fetchCount(OUTBOX);
        } catch (DataAccessException _) {
            return Double.NaN;
        }
    }

    private double ageSeconds() {
        try {
            OffsetDateTime oldest = dsl.select(min(OUTBOX.CREATED_AT))
                    .from(OUTBOX)
                    .where(OUTBOX.PARKED_BECAUSE.isNull())
                    .fetchOne(min(OUTBOX.CREATED_AT));
            return oldest == null
                    ? 0
                    : Duration.between(oldest.toInstant(), clock.instant()).toMillis() / 1_000.0;
        } catch (DataAccessException _) {
            return Double.NaN;
        }
    }
}
