package dev.crosscheck.comparison.change;

import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE;
import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE_TOLD;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.comparison.change.FreshChanges.Numbered;
import dev.crosscheck.kit.database.LockedWork;
import dev.crosscheck.kit.kafka.KafkaClients;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka what changed on pages, in the order it was committed, and keeps the number of the last one told.
 *
 * <p>Changes are kept for ever and numbered without gaps, so they need no outbox beside them: what has not been told is
 * what has a higher number. A change is told at least once; those of a page stay in their order, in a repeat too.
 */
@Singleton
public final class ChangeTeller implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeTeller.class);

    /** Any number, the same in every teller; locks of PostgreSQL are by database. */
    private static final long LOCK = 0x746f6c64L;

    private static final int BATCH = 500;

    /** The most that a change waits which another process committed. */
    private static final Duration SAFETY_NET = Duration.ofMillis(500);

    private final DSLContext dsl;
    private final KafkaClients kafka;
    private final ChangeLog log;
    private final FreshChanges fresh;
    private final LockedWork work;
    private final Counter told;
    private final Counter untellable;

    ChangeTeller(
            HikariDataSource pool,
            DSLContext dsl,
            KafkaClients kafka,
            ChangeLog log,
            FreshChanges fresh,
            MeterRegistry meters) {
        this.dsl = dsl;
        this.kafka = kafka;
        this.log = log;
        this.fresh = fresh;
        this.work = new LockedWork("change-teller", pool, LOCK, this::tell);
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
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            long last = lastTold(locked);
            while (!work.isClosing()) {
                List<Numbered> next = next(locked, last);
                if (next.isEmpty()) {
                    fresh.await(SAFETY_NET);
                } else {
                    last = tell(locked, producer, next);
                }
                work.wentWell();
            }
        } finally {
            fresh.telling(false);
        }
    }

    /** Numbers begin again if the changes are wiped: none told is above the last one there is. */
    private static long lastTold(DSLContext locked) {
        return locked.update(PAGE_CHANGE_TOLD)
                .set(
                        PAGE_CHANGE_TOLD.CHANGE,
                        least(
                                PAGE_CHANGE_TOLD.CHANGE,
                                coalesce(field(select(max(PAGE_CHANGE.CHANGE)).from(PAGE_CHANGE)), inline(0L))))
                .returning(PAGE_CHANGE_TOLD.CHANGE)
                .fetchSingle()
                .getChange();
    }

    private List<Numbered> next(DSLContext locked, long last) {
        List<Numbered> committed = fresh.after(last, BATCH);
        return committed.isEmpty() ? log.eventsAfter(locked, last, BATCH) : committed;
    }

    /**
     * @return the number of the last one told
     * @throws IllegalStateException if the broker did not take one; those before it are told
     */
    private long tell(DSLContext locked, Producer<byte[], byte[]> producer, List<Numbered> changes)
            throws InterruptedException {
        List<Future<RecordMetadata>> sends = new ArrayList<>(changes.size());
        for (Numbered change : changes) {
            sends.add(producer.send(change.event().toRecord()));
        }
        for (int i = 0; i < changes.size(); i++) {
            try {
                sends.get(i).get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RecordTooLargeException)) {
                    toldUpTo(locked, changes.get(i).number() - 1, i);
                    throw new IllegalStateException(
                            "The broker did not take change " + changes.get(i).number(), e);
                }
                giveUp(changes.get(i), e.getCause());
            }
        }
        long last = changes.getLast().number();
        toldUpTo(locked, last, changes.size());
        return last;
    }

    private void toldUpTo(DSLContext locked, long last, int changes) {
        locked.update(PAGE_CHANGE_TOLD).set(PAGE_CHANGE_TOLD.CHANGE, last).execute();
        told.increment(changes);
    }

    /** The broker will never take it; the change feed has it for ever. */
    private void giveUp(Numbered change, Throwable why) {
        untellable.increment();
        LOG.atError()
                .addKeyValue("change", change.number())
                .addKeyValue("reason", String.valueOf(why))
                .log("The broker will never take this change; going on after it");
    }
}
