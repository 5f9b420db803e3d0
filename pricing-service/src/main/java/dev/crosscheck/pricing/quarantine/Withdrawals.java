package dev.crosscheck.pricing.quarantine;

import static dev.crosscheck.pricing.db.Tables.WITHDRAWAL;
import static dev.crosscheck.pricing.db.Tables.WITHDRAWN_UPDATE;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;

import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.database.Prepared;
import dev.crosscheck.pricing.db.tables.records.WithdrawalRecord;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;

/** What people took back, for ever. */
@Singleton
final class Withdrawals {

    private static final Prepared WITHDRAWN =
            Prepared.question(select(WITHDRAWN_UPDATE.UPDATE_ID, WITHDRAWAL.WITHDRAWN_BY)
                    .from(WITHDRAWN_UPDATE)
                    .join(WITHDRAWAL)
                    .on(WITHDRAWAL.EVENT_ID.eq(WITHDRAWN_UPDATE.WITHDRAWAL))
                    .where(WITHDRAWN_UPDATE.UPDATE_ID.eq(any(Prepared.places()))));

    void add(DSLContext tx, String eventId, UpdatesWithdrawn withdrawn, Instant now) {
        tx.insertInto(WITHDRAWAL)
                .set(new WithdrawalRecord()
                        .setBatch(withdrawn.batch())
                        .setWithdrawnBy(withdrawn.by())
                        .setWhy(withdrawn.why())
                        .setSourceId(withdrawn.source().id())
                        .setSourceName(withdrawn.source().name())
                        .setSourceUrl(withdrawn.source().url())
                        .setObservedAt(withdrawn.observedAt().truncatedTo(ChronoUnit.MICROS))
                        .setRecordedAt(now.truncatedTo(ChronoUnit.MICROS))
                        .setEventId(eventId))
                .execute();
    }

    /** These updates count as never said. Those that do already are left alone. */
    void withdraw(DSLContext tx, Collection<String> updates, String withdrawal, Instant now) {
        if (updates.isEmpty()) {
            return;
        }
        var ids = unnest(updates.stream().sorted().toArray(String[]::new)).as("ids", "id");
        tx.insertInto(
                        WITHDRAWN_UPDATE,
                        WITHDRAWN_UPDATE.UPDATE_ID,
                        WITHDRAWN_UPDATE.WITHDRAWAL,
                        WITHDRAWN_UPDATE.RECORDED_AT)
                .select(select(
                                ids.field("id", String.class),
                                val(withdrawal, WITHDRAWN_UPDATE.WITHDRAWAL),
                                val(now, WITHDRAWN_UPDATE.RECORDED_AT))
                        .from(ids))
                .onConflictDoNothing()
                .execute();
    }

    /** Which of these updates count as never said, with the name of who took them back. */
    Answer<Map<String, String>> withdrawn(Pipeline tx, Collection<String> updates) {
        return tx.ask(
                        WITHDRAWN,
                        row -> Map.entry(row.get(WITHDRAWN_UPDATE.UPDATE_ID), row.get(WITHDRAWAL.WITHDRAWN_BY)),
                        updates)
                .map(rows -> rows.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Which of these batches were withdrawn, with the event that did. */
    Map<String, String> ofBatches(DSLContext tx, Collection<String> batches) {
        Map<String, String> withdrawals = new HashMap<>();
        if (!batches.isEmpty()) {
            tx.select(WITHDRAWAL.BATCH, WITHDRAWAL.EVENT_ID)
                    .from(WITHDRAWAL)
                    .where(WITHDRAWAL.BATCH.eq(any(batches.toArray(String[]::new))))
                    .orderBy(WITHDRAWAL.ID)
                    .forEach(row -> withdrawals.putIfAbsent(row.value1(), row.value2()));
        }
        return withdrawals;
    }
}
