package dev.crosscheck.comparison.change;

import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.comparison.change.FreshChanges.Numbered;
import dev.crosscheck.kit.database.LockedWork;
import dev.crosscheck.kit.kafka.KafkaClients;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.trace.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka what changed on pages, in the order it was committed, and keeps the number of the last one told.
 *
 * <p>Changes are kept for ever and numbered without gaps, so they need no outbox beside them: what has not been told is
 * what has a higher number. A change is told at least once; those of a page stay in their order, in a repeat too, as
 * long as the lock is held: whoever follows a page goes by the number.
 */
@Singleton
public final class ChangeTeller implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeTeller.class);

    /** Any number, the same in every teller; locks of PostgreSQL are by database. */
    static final long LOCK = 0x746f6c64L;

    private static final int BATCH = 500;

    /** The most that a change waits which another process committed. */
    private static final Duration SAFETY_NET = Duration.ofMillis(500);

    private final DSLContext dsl;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final ChangeLog log;
    private final FreshChanges fresh;
    private final LockedWork work;
    private final Tracing tracing;
    private final Counter fromMemory;
    private final Counter fromTable;
    private final Counter told;
    private final Counter untellable;

    @Inject
    ChangeTeller(
            HikariDataSource pool,
            DSLContext dsl,
            KafkaClients kafka,
            ChangeLog log,
            FreshChanges fresh,
            MeterRegistry meters,
            Pulses pulses,
            Tracing tracing) {
        this(pool, dsl, () -> kafka.producer("change-teller"), log, fresh, meters, pulses, tracing);
    }

    ChangeTeller(
            HikariDataSource pool,
            DSLContext dsl,
            Supplier<Producer<byte[], byte[]>> producers,
            ChangeLog log,
            FreshChanges fresh,
            MeterRegistry meters,
            Pulses pulses,
            Tracing tracing) {
        this.dsl = dsl;
        this.producers = producers;
        this.log = log;
        this.fresh = fresh;
        this.work = new LockedWork("change-teller", pool, LOCK, this::tell, pulses);
        this.tracing = tracing;
        this.fromMemory = meters.counter("crosscheck.changes.taken", "from", "memory");
        this.fromTable = meters.counter("crosscheck.changes.taken", "from", "table");
        this.told = meters.counter("crosscheck.changes.told");
        this.untellable = meters.counter("crosscheck.changes.untellable");
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        work.start();
    }

    @PreDestroy
    void close() throws InterruptedException {
        work.close(fresh::wake);
    }

    private void tell(Connection session) throws InterruptedException {
        DSLContext locked = DSL.using(session, dsl.dialect(), dsl.settings());
        fresh.telling(true);
        try (Producer<byte[], byte[]> producer = producers.get()) {
            awaitOlderOnes(locked);
            long last = Told.last(locked);
            while (!work.isClosing()) {
                List<Numbered> next = fresh.after(last, BATCH);
                fromMemory.increment(next.size());
                if (next.isEmpty()) {
                    last = Told.last(locked);
                    next = fromTable(locked, last);
                }
                if (next.isEmpty()) {
                    fresh.await(SAFETY_NET);
                } else {
                    last = tell(locked, producer, last, next);
                }
                work.wentWell();
            }
        } finally {
            fresh.telling(false);
        }
    }

    /** The relay sends them; those of a page would come after newer ones. */
    private void awaitOlderOnes(DSLContext locked) throws InterruptedException {
        while (!work.isClosing() && Told.isOlderInOutbox(locked)) {
            work.goesOn();
            fresh.await(SAFETY_NET);
        }
    }

    /** A replica of an earlier version leaves its changes in the outbox as well: they are told by either. */
    private List<Numbered> fromTable(DSLContext locked, long last) {
        List<Numbered> next = Told.isOlderInOutbox(locked) ? List.of() : log.eventsAfter(locked, last, BATCH);
        fromTable.increment(next.size());
        return next;
    }

    /**
     * @return the number of the last one told
     * @throws IllegalStateException if the broker did not take one; those before it are told
     */
    private long tell(DSLContext locked, Producer<byte[], byte[]> producer, long before, List<Numbered> changes)
            throws InterruptedException {
        List<Future<RecordMetadata>> sends = send(producer, changes);
        for (int i = 0; i < sends.size(); i++) {
            try {
                sends.get(i).get();
            } catch (ExecutionException e) {
                if (!isHopeless(e.getCause())) {
                    toldUpTo(locked, before, changes.get(i).number() - 1, i);
                    throw new IllegalStateException(
                            "The broker did not take change " + changes.get(i).number(), e);
                }
                giveUp(changes.get(i), e.getCause());
            }
        }
        long last = changes.getLast().number();
        toldUpTo(locked, before, last, changes.size());
        return last;
    }

    /**
     * When one fails, nothing more leaves the producer: what is behind it may be of the same page, and would come before
     * it, which is told again.
     */
    private List<Future<RecordMetadata>> send(Producer<byte[], byte[]> producer, List<Numbered> changes) {
        AtomicBoolean failed = new AtomicBoolean();
        Callback orStop = (_, failure) -> {
            if (failure != null && !isHopeless(failure) && !failed.getAndSet(true)) {
                LOG.atWarn()
                        .addKeyValue("reason", String.valueOf(failure))
                        .log("A change did not reach the broker; sending nothing that is behind it");
                producer.close(Duration.ZERO);
            }
        };
        ChangeSteps steps = ChangeSteps.begin(tracing, changes);
        List<Future<RecordMetadata>> sends = new ArrayList<>(changes.size());
        for (int i = 0; i < changes.size() && !failed.get(); i++) {
            sends.add(producer.send(steps.record(changes.get(i)), steps.andThen(changes.get(i), orStop)));
        }
        return sends;
    }

    private static boolean isHopeless(@Nullable Throwable failure) {
        return failure instanceof RecordTooLargeException;
    }

    private void toldUpTo(DSLContext locked, long before, long last, int changes) {
        Told.advance(locked, before, last);
        told.increment(changes);
    }

    /** The broker will never take it; the change feed has it for ever. */
    private void giveUp(Numbered change, @Nullable Throwable why) {
        untellable.increment();
        LOG.atError()
                .addKeyValue("change", change.number())
                .addKeyValue("reason", String.valueOf(why))
                .log("The broker will never take this change; going on after it");
    }
}
