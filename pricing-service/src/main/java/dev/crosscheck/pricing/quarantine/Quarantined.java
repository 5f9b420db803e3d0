package dev.crosscheck.pricing.quarantine;

import static dev.crosscheck.pricing.db.Tables.QUARANTINED_QUOTE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectFrom;

import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.database.Prepared;
import dev.crosscheck.pricing.Bulk;
import dev.crosscheck.pricing.db.tables.records.QuarantinedQuoteRecord;
import dev.crosscheck.pricing.quote.OfferKey;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The quotes that look wrong, and what became of them: derived, and made anew when anything changes. */
@Singleton
final class Quarantined {

    /**
     * One of them.
     *
     * @param id         grows; pages of the list go by it
     * @param goodEvent  of the quote shown in its place; null if there was none
     * @param observedAt when its source said so
     * @param recordedAt when we knew
     */
    record Row(
            long id,
            String event,
            QuoteKey series,
            Rule rule,
            String reason,
            State state,
            @Nullable String goodEvent,
            Instant observedAt,
            Instant recordedAt) {

        private boolean says(Row other) {
            return new Row(
                            id,
                            other.event,
                            other.series,
                            other.rule,
                            other.reason,
                            other.state,
                            other.goodEvent,
                            other.observedAt,
                            other.recordedAt)
                    .equals(this);
        }

        static Row of(Verdict verdict) {
            Quote quote = verdict.quote();
            return new Row(
                    0,
                    quote.provenance().eventId(),
                    quote.key(),
                    verdict.doubt().rule(),
                    verdict.doubt().reason(),
                    verdict.state(),
                    verdict.good() == null ? null : verdict.good().provenance().eventId(),
                    quote.provenance().observedAt(),
                    quote.recordedAt());
        }
    }

    private static final Prepared OF_MODELS = Prepared.question(selectFrom(QUARANTINED_QUOTE)
            .where(QUARANTINED_QUOTE.MODEL_ID.eq(any(Prepared.places())))
            .orderBy(QUARANTINED_QUOTE.ID));

    /** All of the models. */
    Answer<List<Row>> ofModels(Pipeline tx, Collection<String> models) {
        return tx.ask(OF_MODELS, Quarantined::row, models);
    }

    /** Has {@code now} stand for {@code before}; rows that stay keep their ids. */
    void replace(Pipeline tx, List<Row> before, Collection<Verdict> now) {
        Map<String, Row> held = before.stream().collect(Collectors.toMap(Row::event, Function.identity()));
        List<Row> rows = now.stream().map(Row::of).toList();
        Set<String> gone = new HashSet<>(held.keySet());
        rows.forEach(row -> gone.remove(row.event()));
        if (!gone.isEmpty()) {
            tx.run(tx.dsl()
                    .deleteFrom(QUARANTINED_QUOTE)
                    .where(QUARANTINED_QUOTE.EVENT_ID.eq(any(gone.toArray(String[]::new)))));
        }
        Bulk.upsert(
                tx,
                QUARANTINED_QUOTE,
                rows.stream()
                        .filter(row -> {
                            Row known = held.get(row.event());
                            return known == null || !known.says(row);
                        })
                        .map(Quarantined::stored)
                        .toList());
    }

    /**
     * Those after the given id, in order of id.
     *
     * @param events only those among these; null for all
     */
    List<Row> list(
            DSLContext dsl,
            long after,
            int limit,
            @Nullable String model,
            @Nullable State state,
            @Nullable Set<String> events) {
        return dsl.selectFrom(QUARANTINED_QUOTE)
                .where(QUARANTINED_QUOTE.ID.gt(after))
                .and(model == null ? noCondition() : QUARANTINED_QUOTE.MODEL_ID.eq(model))
                .and(state == null ? noCondition() : QUARANTINED_QUOTE.STATE.eq(state.id()))
                .and(events == null ? noCondition() : QUARANTINED_QUOTE.EVENT_ID.eq(any(events.toArray(String[]::new))))
                .orderBy(QUARANTINED_QUOTE.ID)
                .limit(limit)
                .fetch(Quarantined::row);
    }

    Optional<Row> find(DSLContext dsl, String event) {
        return dsl.selectFrom(QUARANTINED_QUOTE)
                .where(QUARANTINED_QUOTE.EVENT_ID.eq(event))
                .fetchOptional(Quarantined::row);
    }

    private static QuarantinedQuoteRecord stored(Row row) {
        return new QuarantinedQuoteRecord()
                .setEventId(row.event())
                .setModelId(row.series().offer().model())
                .setProviderId(row.series().offer().provider())
                .setRoute(row.series().offer().route())
                .setSourceId(row.series().source())
                .setRule(row.rule().id())
                .setReason(row.reason())
                .setState(row.state().id())
                .setGoodEvent(row.goodEvent())
                .setObservedAt(row.observedAt())
                .setRecordedAt(row.recordedAt());
    }

    private static Row row(dev.crosscheck.kit.database.Row row) {
        return new Row(
                row.get(QUARANTINED_QUOTE.ID),
                row.get(QUARANTINED_QUOTE.EVENT_ID),
                new QuoteKey(
                        new OfferKey(
                                row.get(QUARANTINED_QUOTE.MODEL_ID),
                                row.get(QUARANTINED_QUOTE.PROVIDER_ID),
                                row.get(QUARANTINED_QUOTE.ROUTE)),
                        row.get(QUARANTINED_QUOTE.SOURCE_ID)),
                Rule.of(row.get(QUARANTINED_QUOTE.RULE)),
                row.get(QUARANTINED_QUOTE.REASON),
                State.find(row.get(QUARANTINED_QUOTE.STATE)).orElseThrow(),
                row.find(QUARANTINED_QUOTE.GOOD_EVENT),
                row.get(QUARANTINED_QUOTE.OBSERVED_AT),
                row.get(QUARANTINED_QUOTE.RECORDED_AT));
    }

    private static Row row(QuarantinedQuoteRecord row) {
        return new Row(
                row.getId(),
                row.getEventId(),
                new QuoteKey(new OfferKey(row.getModelId(), row.getProviderId(), row.getRoute()), row.getSourceId()),
                Rule.of(row.getRule()),
                row.getReason(),
                State.find(row.getState()).orElseThrow(),
                row.getGoodEvent(),
                row.getObservedAt(),
                row.getRecordedAt());
    }
}
