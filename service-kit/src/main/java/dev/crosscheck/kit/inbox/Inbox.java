package dev.crosscheck.kit.inbox;

import static dev.crosscheck.kit.database.Prepared.place;
import static dev.crosscheck.kit.db.Tables.BATCH_OUTCOME;
import static dev.crosscheck.kit.db.Tables.INBOX;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.database.Prepared;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Row5;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The events that were taken, each once.
 *
 * <p>A refused event may come again under its id, mended: it counts as new. The counters of a batch move in
 * the same transaction as the events they count.
 */
@Singleton
public final class Inbox {

    private static final Prepared ALREADY_TAKEN = Prepared.question(select(INBOX.EVENT_ID)
            .from(INBOX)
            .where(INBOX.EVENT_ID.eq(any(Prepared.places())))
            .and(INBOX.OUTCOME.ne(inline(Outcome.REFUSED.id()))));

    private static final Prepared RECORD_ONE = Prepared.statement(record(List.of(row(
            place(INBOX.EVENT_ID),
            place(INBOX.BATCH),
            place(INBOX.OUTCOME),
            place(INBOX.DETAIL),
            place(INBOX.RECORDED_AT)))));

    private final Clock clock;

    public Inbox(Clock clock) {
        this.clock = clock;
    }

    /** Whether the event has not been taken yet, or was refused when it came before. */
    public boolean isNew(DSLContext tx, String eventId) {
        return alreadyTaken(tx, List.of(eventId)).isEmpty();
    }

    /** Which of these events were taken before, in one query. Refused ones are not among them. */
    public Set<String> alreadyTaken(DSLContext tx, Collection<String> eventIds) {
        return alreadyTaken(Pipeline.of(tx), eventIds).get();
    }

    /** {@link #alreadyTaken(DSLContext, Collection)} with the next statements. */
    public Answer<Set<String>> alreadyTaken(Pipeline tx, Collection<String> eventIds) {
        return tx.ask(ALREADY_TAKEN, row -> row.get(INBOX.EVENT_ID), eventIds).map(Set::copyOf);
    }

    /** {@link #recordAll} for one event. */
    public void record(
            DSLContext tx, String eventId, @Nullable String batch, Outcome outcome, @Nullable String detail) {
        recordAll(tx, List.of(new Taken(eventId, batch, outcome, detail)));
    }

    /**
     * Writes down what became of these events, and counts them for their batches. A duplicate is counted
     * and otherwise leaves what is known of the event as it was.
     *
     * <p>Call it last: the counters of a large batch are rows that many transactions want.
     *
     * @param taken each event id at most once, duplicates apart
     * @throws ConcurrentlyTakenException if another transaction took one of them first; take them again
     */
    public void recordAll(DSLContext tx, Collection<Taken> taken) {
        Pipeline pipeline = Pipeline.of(tx);
        recordAll(pipeline, taken);
        pipeline.flush();
    }

    /** {@link #recordAll(DSLContext, Collection)} with the next statements. */
    public void recordAll(Pipeline tx, Collection<Taken> taken) {
        List<Taken> firsts = taken.stream()
                .filter(event -> event.outcome() != Outcome.DUPLICATE)
                .sorted(Comparator.comparing(Taken::eventId))
                .toList();
        if (!firsts.isEmpty()) {
            record(tx, firsts);
        }
        Map<String, Map<Outcome, Long>> counts = new TreeMap<>();
        taken.forEach(event -> add(counts, event.batch(), event.outcome(), 1));
        count(tx, counts);
    }

    private void record(Pipeline tx, List<Taken> firsts) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        IntConsumer check = written -> {
            if (written != firsts.size()) {
                throw new ConcurrentlyTakenException(written, firsts.size());
            }
        };
        if (firsts.size() == 1) {
            Taken event = firsts.getFirst();
            tx.run(
                    RECORD_ONE,
                    check,
                    event.eventId(),
                    event.batch(),
                    event.outcome().id(),
                    event.detail(),
                    now);
        } else {
            tx.run(
                    record(firsts.stream()
                            .map(event -> row(
                                    event.eventId(),
                                    event.batch(),
                                    event.outcome().id(),
                                    event.detail(),
                                    now))
                            .toList()),
                    check);
        }
    }

    private static Query record(List<Row5<String, String, String, String, OffsetDateTime>> rows) {
        return insertInto(INBOX, INBOX.EVENT_ID, INBOX.BATCH, INBOX.OUTCOME, INBOX.DETAIL, INBOX.RECORDED_AT)
                .valuesOfRows(rows)
                .onConflict(INBOX.EVENT_ID)
                .doUpdate()
                .setAllToExcluded()
                .where(INBOX.OUTCOME.eq(inline(Outcome.REFUSED.id())));
    }

    /**
     * Writes down what became in the end of events that were waiting, and moves them in their batches'
     * counters. Events that are not waiting, or no longer, are left alone.
     */
    public void settleAll(DSLContext tx, Collection<Taken> settled) {
        if (settled.isEmpty()) {
            return;
        }
        List<Taken> inOrder =
                settled.stream().sorted(Comparator.comparing(Taken::eventId)).toList();
        Table<?> ends = table(
                        "unnest({0}, {1}, {2})",
                        val(inOrder.stream().map(Taken::eventId).toArray(String[]::new)),
                        val(inOrder.stream().map(event -> event.outcome().id()).toArray(String[]::new)),
                        val(inOrder.stream().map(Taken::detail).toArray(String[]::new)))
                .as("ends", "event_id", "outcome", "detail");
        Map<String, Map<Outcome, Long>> counts = new TreeMap<>();
        tx.update(INBOX)
                .set(INBOX.OUTCOME, field(name("ends", "outcome"), String.class))
                .set(INBOX.DETAIL, field(name("ends", "detail"), String.class))
                .from(ends)
                .where(INBOX.EVENT_ID.eq(field(name("ends", "event_id"), String.class)))
                .and(INBOX.OUTCOME.eq(Outcome.WAITING.id()))
                .returning(INBOX.BATCH, INBOX.OUTCOME)
                .fetch()
                .forEach(row -> {
                    add(counts, row.getBatch(), Outcome.WAITING, -1);
                    add(counts, row.getBatch(), Outcome.of(row.getOutcome()), 1);
                });
        Pipeline pipeline = Pipeline.of(tx);
        count(pipeline, counts);
        pipeline.flush();
    }

    /** What became of the event; empty if it was never taken. */
    public Optional<TakenAt> find(DSLContext dsl, String eventId) {
        return dsl.selectFrom(INBOX)
                .where(INBOX.EVENT_ID.eq(eventId))
                .fetchOptional(row -> new TakenAt(
                        row.getEventId(),
                        row.getBatch(),
                        Outcome.of(row.getOutcome()),
                        row.getDetail(),
                        row.getRecordedAt().toInstant()));
    }

    /** How many events of the batch came to which end; empty if nothing of it was taken. */
    public Map<Outcome, Long> ofBatch(DSLContext dsl, String batch) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        dsl.selectFrom(BATCH_OUTCOME)
                .where(BATCH_OUTCOME.BATCH.eq(batch))
                .forEach(row -> counts.put(Outcome.of(row.getOutcome()), row.getEvents()));
        return counts;
    }

    /** The events of the batch that were taken and not refused. */
    public Set<String> eventsOf(DSLContext dsl, String batch) {
        return dsl.select(INBOX.EVENT_ID)
                .from(INBOX)
                .where(INBOX.BATCH.eq(batch))
                .and(INBOX.OUTCOME.ne(Outcome.REFUSED.id()))
                .fetchSet(INBOX.EVENT_ID);
    }

    private static void add(
            Map<String, Map<Outcome, Long>> counts, @Nullable String batch, Outcome outcome, long events) {
        if (batch != null) {
            counts.computeIfAbsent(batch, _ -> new EnumMap<>(Outcome.class)).merge(outcome, events, Long::sum);
        }
    }

    /** Rows are locked in order of batch and outcome, so that two readers of one batch cannot deadlock. */
    private static void count(Pipeline tx, Map<String, Map<Outcome, Long>> counts) {
        counts.forEach((batch, outcomes) -> outcomes.forEach((outcome, events) -> {
            if (events < 0) {
                tx.run(tx.dsl()
                        .update(BATCH_OUTCOME)
                        .set(BATCH_OUTCOME.EVENTS, BATCH_OUTCOME.EVENTS.plus(events))
                        .where(BATCH_OUTCOME.BATCH.eq(batch))
                        .and(BATCH_OUTCOME.OUTCOME.eq(outcome.id())));
            } else if (events > 0) {
                tx.run(tx.dsl()
                        .insertInto(BATCH_OUTCOME, BATCH_OUTCOME.BATCH, BATCH_OUTCOME.OUTCOME, BATCH_OUTCOME.EVENTS)
                        .values(batch, outcome.id(), events)
                        .onConflict(BATCH_OUTCOME.BATCH, BATCH_OUTCOME.OUTCOME)
                        .doUpdate()
                        .set(BATCH_OUTCOME.EVENTS, BATCH_OUTCOME.EVENTS.plus(excluded(BATCH_OUTCOME.EVENTS))));
            }
        }));
    }
}
