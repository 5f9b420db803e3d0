package dev.crosscheck.catalog.intake;

import static dev.crosscheck.catalog.db.Tables.WAITING_UPDATE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.jooq.impl.DSL.any;

import dev.crosscheck.catalog.db.tables.records.WaitingUpdateRecord;
import dev.crosscheck.catalog.intake.Effect.Waits;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventType;
import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.kit.intake.WaitingUpdate;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** Updates that name something unknown, in PostgreSQL, until it becomes known. */
@Singleton
final class WaitingUpdates {

    /** Any number, the same in every replica; locks of PostgreSQL are by database. */
    private static final long LOCK = 0x77616974L;

    /**
     * Lets one transaction at a time add to those who wait or make something known, until it ends. Otherwise
     * one could begin to wait while the other, not seeing it yet, makes known what it waits for, and it would
     * wait for ever.
     */
    void lock(DSLContext tx) {
        tx.execute("select pg_advisory_xact_lock(?)", LOCK);
    }

    void add(DSLContext tx, Map<Update, Waits> waiting, OffsetDateTime now) {
        if (waiting.isEmpty()) {
            return;
        }
        var insert = tx.insertInto(
                WAITING_UPDATE,
                WAITING_UPDATE.EVENT_ID,
                WAITING_UPDATE.BATCH,
                WAITING_UPDATE.EVENT_TYPE,
                WAITING_UPDATE.BODY,
                WAITING_UPDATE.SOURCE_ID,
                WAITING_UPDATE.WAITS_FOR,
                WAITING_UPDATE.NAME,
                WAITING_UPDATE.FIELD,
                WAITING_UPDATE.EXPECTED,
                WAITING_UPDATE.RECORDED_AT);
        for (Map.Entry<Update, Waits> entry : waiting.entrySet()) {
            Update update = entry.getKey();
            Waits waits = entry.getValue();
            insert = insert.values(
                    update.eventId(),
                    update.batch(),
                    update.type().id(),
                    JSONB.valueOf(new String(EventJson.write(update.body()), UTF_8)),
                    update.body().source().id(),
                    waits.reference().kind().id(),
                    waits.reference().name(),
                    waits.field(),
                    waits.expected(),
                    now);
        }
        insert.execute();
    }

    /** Those that wait for one of these, in the order in which they came. */
    List<Update> waitingFor(DSLContext tx, Set<Reference> references) {
        List<Update> updates = new ArrayList<>();
        tx.selectFrom(WAITING_UPDATE)
                .where(WAITING_UPDATE.NAME.eq(
                        any(references.stream().map(Reference::name).distinct().toArray(String[]::new))))
                .orderBy(WAITING_UPDATE.ID)
                .forEach(row -> updates.add(update(row)));
        return updates;
    }

    /** Notes what an update waits for now. */
    void move(DSLContext tx, Update update, Waits waits) {
        tx.update(WAITING_UPDATE)
                .set(WAITING_UPDATE.WAITS_FOR, waits.reference().kind().id())
                .set(WAITING_UPDATE.NAME, waits.reference().name())
                .set(WAITING_UPDATE.FIELD, waits.field())
                .set(WAITING_UPDATE.EXPECTED, waits.expected())
                .where(WAITING_UPDATE.EVENT_ID.eq(update.eventId()))
                .execute();
    }

    /** These wait no longer. */
    void remove(DSLContext tx, Collection<Update> updates) {
        tx.deleteFrom(WAITING_UPDATE)
                .where(WAITING_UPDATE.EVENT_ID.eq(
                        any(updates.stream().map(Update::eventId).toArray(String[]::new))))
                .execute();
    }

    List<WaitingUpdate> list(DSLContext dsl, long after, int limit) {
        return dsl.selectFrom(WAITING_UPDATE)
                .where(WAITING_UPDATE.ID.gt(after))
                .orderBy(WAITING_UPDATE.ID)
                .limit(limit)
                .fetch(row -> new WaitingUpdate(
                        row.getId(),
                        row.getEventId(),
                        row.getBatch(),
                        row.getEventType(),
                        row.getSourceId(),
                        row.getField(),
                        row.getName(),
                        row.getExpected(),
                        row.getRecordedAt().toInstant()));
    }

    private static Update update(WaitingUpdateRecord row) {
        EventType type = EventType.find(row.getEventType())
                .orElseThrow(() -> new IllegalStateException("event_type: " + row.getEventType()));
        return new Update(row.getEventId(), row.getBatch(), type, (CatalogUpdate)
                EventJson.read(row.getBody().data().getBytes(UTF_8), type.body()));
    }
}
