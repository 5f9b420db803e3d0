package dev.crosscheck.pricing.intake;

import static dev.crosscheck.pricing.db.Tables.WAITING_UPDATE;
import static dev.crosscheck.pricing.db.Tables.WITHDRAWAL;
import static dev.crosscheck.pricing.db.Tables.WITHDRAWN_UPDATE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.selectOne;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventType;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.kit.intake.WaitingUpdate;
import dev.crosscheck.pricing.Bulk;
import dev.crosscheck.pricing.db.tables.records.WaitingUpdateRecord;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Updates on models that the catalog does not have, kept until it has. */
@Singleton
final class WaitingUpdates {

    /** An update that waits. */
    record Waiting(String eventId, @Nullable String batch, PriceReported update) {

        ModelName name() {
            return new ModelName(update.source().id(), update.model());
        }
    }

    void add(DSLContext tx, Collection<Waiting> waiting, Instant now) {
        Bulk.insert(
                tx,
                WAITING_UPDATE,
                waiting.stream()
                        .map(one -> new WaitingUpdateRecord()
                                .setEventId(one.eventId())
                                .setBatch(one.batch())
                                .setSpelling(one.name().spelling())
                                .setSourceId(one.name().source())
                                .setBody(JSONB.valueOf(
                                        new String(EventJson.write(one.update()), StandardCharsets.UTF_8)))
                                .setReceivedAt(now))
                        .toList());
    }

    /** Those that call their model so, in the order they came. */
    List<Waiting> spelled(DSLContext tx, Collection<String> spellings) {
        return tx.selectFrom(WAITING_UPDATE)
                .where(WAITING_UPDATE.SPELLING.eq(any(spellings.toArray(String[]::new))))
                .orderBy(WAITING_UPDATE.ID)
                .fetch(row -> new Waiting(row.getEventId(), row.getBatch(), update(row)));
    }

    void remove(DSLContext tx, Collection<String> eventIds) {
        tx.deleteFrom(WAITING_UPDATE)
                .where(WAITING_UPDATE.EVENT_ID.eq(any(eventIds.toArray(String[]::new))))
                .execute();
    }

    /** Those after the given id that nobody has taken back, in the order they came. */
    List<WaitingUpdate> list(DSLContext dsl, long after, int limit) {
        return dsl.selectFrom(WAITING_UPDATE)
                .where(WAITING_UPDATE.ID.gt(after))
                .andNotExists(selectOne().from(WITHDRAWAL).where(WITHDRAWAL.BATCH.eq(WAITING_UPDATE.BATCH)))
                .andNotExists(selectOne()
                        .from(WITHDRAWN_UPDATE)
                        .where(WITHDRAWN_UPDATE.UPDATE_ID.eq(WAITING_UPDATE.EVENT_ID)))
                .orderBy(WAITING_UPDATE.ID)
                .limit(limit)
                .fetch(row -> new WaitingUpdate(
                        row.getId(),
                        row.getEventId(),
                        row.getBatch(),
                        EventType.PRICE_REPORTED.id(),
                        row.getSourceId(),
                        "model",
                        row.getSpelling(),
                        Resolution.expected(row.getSourceId()),
                        row.getReceivedAt()));
    }

    private static PriceReported update(WaitingUpdateRecord row) {
        return EventJson.read(row.getBody().data().getBytes(StandardCharsets.UTF_8), PriceReported.class);
    }
}
