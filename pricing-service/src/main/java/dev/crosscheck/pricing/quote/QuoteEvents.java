package dev.crosscheck.pricing.quote;

import static dev.crosscheck.pricing.db.Tables.QUOTE_HISTORY;
import static dev.crosscheck.pricing.db.Tables.QUOTE_SIGHTING;
import static org.jooq.impl.DSL.any;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/** What the history has of single events, for those who decide on them. */
@Singleton
public final class QuoteEvents {

    /** The fingerprints of all that the series ever said, by event. */
    public Map<String, String> fingerprints(DSLContext tx, QuoteKey key) {
        Map<String, String> fingerprints = new HashMap<>();
        tx.select(QUOTE_HISTORY.EVENT_ID, QUOTE_HISTORY.FINGERPRINT)
                .from(QUOTE_HISTORY)
                .where(QuoteHistory.isOf(key))
                .unionAll(tx.select(QUOTE_SIGHTING.EVENT_ID, QUOTE_SIGHTING.FINGERPRINT)
                        .from(QUOTE_SIGHTING)
                        .where(QUOTE_SIGHTING.MODEL_ID.eq(key.offer().model()))
                        .and(QUOTE_SIGHTING.PROVIDER_ID.eq(key.offer().provider()))
                        .and(QUOTE_SIGHTING.ROUTE.eq(key.offer().route()))
                        .and(QUOTE_SIGHTING.SOURCE_ID.eq(key.source())))
                .forEach(row -> fingerprints.put(row.value1(), row.value2()));
        return fingerprints;
    }

    /** The series that these events are of; events that quoted nothing are left out. */
    public Map<String, QuoteKey> seriesOf(DSLContext tx, Collection<String> events) {
        String[] ids = events.toArray(String[]::new);
        Map<String, QuoteKey> series = new HashMap<>();
        tx.select(
                        QUOTE_HISTORY.EVENT_ID,
                        QUOTE_HISTORY.MODEL_ID,
                        QUOTE_HISTORY.PROVIDER_ID,
                        QUOTE_HISTORY.ROUTE,
                        QUOTE_HISTORY.SOURCE_ID)
                .from(QUOTE_HISTORY)
                .where(QUOTE_HISTORY.EVENT_ID.eq(any(ids)))
                .unionAll(tx.select(
                                QUOTE_SIGHTING.EVENT_ID,
                                QUOTE_SIGHTING.MODEL_ID,
                                QUOTE_SIGHTING.PROVIDER_ID,
                                QUOTE_SIGHTING.ROUTE,
                                QUOTE_SIGHTING.SOURCE_ID)
                        .from(QUOTE_SIGHTING)
                        .where(QUOTE_SIGHTING.EVENT_ID.eq(any(ids))))
                .forEach(row -> series.put(
                        row.value1(),
                        new QuoteKey(new OfferKey(row.value2(), row.value3(), row.value4()), row.value5())));
        return series;
    }

    /** The quote of an event that said something new; empty if it repeated something, or quoted nothing. */
    public Optional<Quote> find(DSLContext dsl, String event) {
        return dsl.selectFrom(QUOTE_HISTORY)
                .where(QUOTE_HISTORY.EVENT_ID.eq(event))
                .fetchOptional(row -> QuoteHistory.entry(row).quote());
    }
}
