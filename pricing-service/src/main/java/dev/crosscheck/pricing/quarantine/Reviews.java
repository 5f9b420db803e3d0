package dev.crosscheck.pricing.quarantine;

import static dev.crosscheck.pricing.db.Tables.QUOTE_HISTORY;
import static dev.crosscheck.pricing.db.Tables.QUOTE_REVIEW;
import static dev.crosscheck.pricing.db.Tables.QUOTE_SIGHTING;
import static dev.crosscheck.pricing.db.Tables.WITHDRAWN_UPDATE;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.QuoteReviewed.Decision;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.database.Prepared;
import dev.crosscheck.kit.database.Row;
import dev.crosscheck.pricing.Bulk;
import dev.crosscheck.pricing.db.tables.records.QuoteReviewRecord;
import dev.crosscheck.pricing.quote.OfferKey;
import dev.crosscheck.pricing.quote.QuoteKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What people decided on quotes, for ever. */
@Singleton
final class Reviews {

    /**
     * A decision as it was recorded.
     *
     * @param eventId of the review
     */
    record Review(String eventId, QuoteReviewed decided, Instant recordedAt) {}

    private static final Prepared ALL_OF =
            Prepared.question(query(DSL.using(SQLDialect.POSTGRES), Prepared.places(), noCondition()));

    void add(DSLContext tx, Collection<Review> reviews) {
        Bulk.insert(tx, QUOTE_REVIEW, reviews.stream().map(Reviews::row).toList());
    }

    /** All reviews of these quotes, also those that do not count. */
    Answer<List<Review>> of(Pipeline tx, Collection<String> quoteEvents) {
        return tx.ask(ALL_OF, Reviews::review, quoteEvents);
    }

    /**
     * The reviews of these quotes that count: on the model that was quoted, and not withdrawn. Those decided last
     * are at the end.
     *
     * @param model   of the quotes
     * @param knownAt when a withdrawal must have been recorded to count; null for by now
     */
    List<Review> counting(DSLContext dsl, String model, Collection<String> quoteEvents, @Nullable Instant knownAt) {
        return fetch(dsl, quoteEvents, QUOTE_REVIEW.MODEL_ID.eq(model).and(notWithdrawn(knownAt)));
    }

    private static List<Review> fetch(DSLContext dsl, Collection<String> quoteEvents, Condition which) {
        return quoteEvents.isEmpty()
                ? List.of()
                : query(dsl, quoteEvents.toArray(String[]::new), which).fetch(Reviews::review);
    }

    private static ResultQuery<QuoteReviewRecord> query(DSLContext dsl, String[] quoteEvents, Condition which) {
        return dsl.selectFrom(QUOTE_REVIEW)
                .where(QUOTE_REVIEW.QUOTE_EVENT.eq(any(quoteEvents)))
                .and(which)
                .orderBy(QUOTE_REVIEW.OBSERVED_AT, QUOTE_REVIEW.EVENT_ID);
    }

    /** What these reviews are on: the event of a quote by the event of its review. Others are left out. */
    Map<String, String> quoted(DSLContext dsl, Collection<String> reviewEvents) {
        return reviewEvents.isEmpty()
                ? Map.of()
                : dsl.select(QUOTE_REVIEW.EVENT_ID, QUOTE_REVIEW.QUOTE_EVENT)
                        .from(QUOTE_REVIEW)
                        .where(QUOTE_REVIEW.EVENT_ID.eq(any(reviewEvents.toArray(String[]::new))))
                        .fetchMap(QUOTE_REVIEW.EVENT_ID, QUOTE_REVIEW.QUOTE_EVENT);
    }

    private static Condition notWithdrawn(@Nullable Instant knownAt) {
        return notExists(selectOne()
                .from(WITHDRAWN_UPDATE)
                .where(WITHDRAWN_UPDATE.UPDATE_ID.eq(QUOTE_REVIEW.EVENT_ID))
                .and(knownAt == null ? noCondition() : WITHDRAWN_UPDATE.RECORDED_AT.le(knownAt)));
    }

    /**
     * A decision on a quote that has not come.
     *
     * @param id grows; pages of the list go by it
     */
    record Waiting(long id, Review review) {}

    /** The decisions after the given id that wait for their quote, in the order they came. */
    List<Waiting> waiting(DSLContext dsl, long after, int limit) {
        return dsl.selectFrom(QUOTE_REVIEW)
                .where(QUOTE_REVIEW.ID.gt(after))
                .and(notWithdrawn(null))
                .and(notExists(
                        selectOne().from(QUOTE_HISTORY).where(QUOTE_HISTORY.EVENT_ID.eq(QUOTE_REVIEW.QUOTE_EVENT))))
                .and(notExists(
                        selectOne().from(QUOTE_SIGHTING).where(QUOTE_SIGHTING.EVENT_ID.eq(QUOTE_REVIEW.QUOTE_EVENT))))
                .orderBy(QUOTE_REVIEW.ID)
                .limit(limit)
                .fetch(row -> new Waiting(row.getId(), review(row)));
    }

    /**
     * What was decided last on each content of each series of the models.
     *
     * @param knownAt by when a decision, and the quote it is on, must have been recorded to count; null for
     *     by now. A decision may come first, and nobody knew what it was on then
     */
    Map<QuoteKey, Map<String, Decision>> decided(DSLContext dsl, Collection<String> models, @Nullable Instant knownAt) {
        String[] ids = models.toArray(String[]::new);
        Condition isDecidedOn = QUOTE_HISTORY.EVENT_ID.in(
                select(QUOTE_REVIEW.QUOTE_EVENT).from(QUOTE_REVIEW).where(QUOTE_REVIEW.MODEL_ID.eq(any(ids))));
        Condition isRepeated = QUOTE_SIGHTING.EVENT_ID.in(
                select(QUOTE_REVIEW.QUOTE_EVENT).from(QUOTE_REVIEW).where(QUOTE_REVIEW.MODEL_ID.eq(any(ids))));
        var said = dsl.select(
                        QUOTE_HISTORY.EVENT_ID,
                        QUOTE_HISTORY.MODEL_ID,
                        QUOTE_HISTORY.PROVIDER_ID,
                        QUOTE_HISTORY.ROUTE,
                        QUOTE_HISTORY.SOURCE_ID,
                        QUOTE_HISTORY.FINGERPRINT)
                .from(QUOTE_HISTORY)
                .where(isDecidedOn)
                .and(knownAt == null ? noCondition() : QUOTE_HISTORY.RECORDED_AT.le(knownAt))
                .unionAll(dsl.select(
                                QUOTE_SIGHTING.EVENT_ID,
                                QUOTE_SIGHTING.MODEL_ID,
                                QUOTE_SIGHTING.PROVIDER_ID,
                                QUOTE_SIGHTING.ROUTE,
                                QUOTE_SIGHTING.SOURCE_ID,
                                QUOTE_SIGHTING.FINGERPRINT)
                        .from(QUOTE_SIGHTING)
                        .where(isRepeated)
                        .and(knownAt == null ? noCondition() : QUOTE_SIGHTING.RECORDED_AT.le(knownAt)))
                .fetch();
        Map<String, QuoteKey> series = new HashMap<>();
        Map<String, String> fingerprints = new HashMap<>();
        said.forEach(row -> {
            series.put(
                    row.value1(), new QuoteKey(new OfferKey(row.value2(), row.value3(), row.value4()), row.value5()));
            fingerprints.put(row.value1(), row.value6());
        });
        Map<QuoteKey, Map<String, Decision>> decided = new HashMap<>();
        for (Review review : fetch(dsl, series.keySet(), notWithdrawn(knownAt))) {
            String event = review.decided().event();
            QuoteKey key = requireNonNull(series.get(event));
            boolean isOnThisModel = review.decided().model().equals(key.offer().model());
            if (isOnThisModel && (knownAt == null || !review.recordedAt().isAfter(knownAt))) {
                decided.computeIfAbsent(key, _ -> new HashMap<>())
                        .put(
                                requireNonNull(fingerprints.get(event)),
                                review.decided().decision());
            }
        }
        return decided;
    }

    private static QuoteReviewRecord row(Review review) {
        QuoteReviewed decided = review.decided();
        return new QuoteReviewRecord()
                .setQuoteEvent(decided.event())
                .setModelId(decided.model())
                .setDecision(decided.decision().name().toLowerCase(Locale.ROOT))
                .setDecidedBy(decided.by())
                .setWhy(decided.why())
                .setSourceId(decided.source().id())
                .setSourceName(decided.source().name())
                .setSourceUrl(decided.source().url())
                .setObservedAt(decided.observedAt().truncatedTo(ChronoUnit.MICROS))
                .setRecordedAt(review.recordedAt().truncatedTo(ChronoUnit.MICROS))
                .setEventId(review.eventId());
    }

    private static Review review(QuoteReviewRecord row) {
        return new Review(
                row.getEventId(),
                new QuoteReviewed(
                        row.getQuoteEvent(),
                        row.getModelId(),
                        Decision.valueOf(row.getDecision().toUpperCase(Locale.ROOT)),
                        row.getDecidedBy(),
                        row.getWhy(),
                        new Source(row.getSourceId(), row.getSourceName(), row.getSourceUrl()),
                        row.getObservedAt()),
                row.getRecordedAt());
    }

    private static Review review(Row row) {
        return new Review(
                row.get(QUOTE_REVIEW.EVENT_ID),
                new QuoteReviewed(
                        row.get(QUOTE_REVIEW.QUOTE_EVENT),
                        row.get(QUOTE_REVIEW.MODEL_ID),
                        Decision.valueOf(row.get(QUOTE_REVIEW.DECISION).toUpperCase(Locale.ROOT)),
                        row.get(QUOTE_REVIEW.DECIDED_BY),
                        row.get(QUOTE_REVIEW.WHY),
                        new Source(
                                row.get(QUOTE_REVIEW.SOURCE_ID),
                                row.get(QUOTE_REVIEW.SOURCE_NAME),
                                row.find(QUOTE_REVIEW.SOURCE_URL)),
                        row.get(QUOTE_REVIEW.OBSERVED_AT)),
                row.get(QUOTE_REVIEW.RECORDED_AT));
    }
}
