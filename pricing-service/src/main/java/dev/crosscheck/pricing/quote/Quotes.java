package dev.crosscheck.pricing.quote;

import static dev.crosscheck.kit.database.Prepared.place;
import static dev.crosscheck.pricing.db.Tables.QUOTE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectFrom;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.database.Prepared;
import dev.crosscheck.kit.database.Row;
import dev.crosscheck.pricing.Bulk;
import dev.crosscheck.pricing.db.tables.records.QuoteRecord;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.JSONB;

/** What sources say now: one row for each offer and source. */
@Singleton
public final class Quotes {

    private static final Prepared ONE = Prepared.question(selectFrom(QUOTE)
            .where(QUOTE.MODEL_ID.eq(place(QUOTE.MODEL_ID)))
            .and(QUOTE.PROVIDER_ID.eq(place(QUOTE.PROVIDER_ID)))
            .and(QUOTE.ROUTE.eq(place(QUOTE.ROUTE)))
            .and(QUOTE.SOURCE_ID.eq(place(QUOTE.SOURCE_ID))));

    private static final Prepared OF_MODELS = Prepared.question(selectFrom(QUOTE)
            .where(QUOTE.MODEL_ID.eq(any(Prepared.places())))
            .orderBy(QUOTE.MODEL_ID, QUOTE.PROVIDER_ID, QUOTE.ROUTE, QUOTE.SOURCE_ID));

    /** What the sources say now of these series; of those that are new, nothing. */
    Answer<Map<QuoteKey, HeldQuote>> held(Pipeline tx, Collection<QuoteKey> keys) {
        return held(tx, List.copyOf(keys))
                .map(found -> found.stream()
                        .collect(Collectors.toMap(held -> held.quote().key(), Function.identity())));
    }

    private static Answer<List<HeldQuote>> held(Pipeline tx, List<QuoteKey> keys) {
        if (keys.size() == 1) {
            QuoteKey key = keys.getFirst();
            OfferKey offer = key.offer();
            return tx.ask(ONE, Quotes::heldQuote, offer.model(), offer.provider(), offer.route(), key.source());
        }
        var rows = keys.stream()
                .map(key -> row(
                        key.offer().model(), key.offer().provider(), key.offer().route(), key.source()))
                .toList();
        return tx.ask(
                Prepared.question(selectFrom(QUOTE)
                        .where(row(QUOTE.MODEL_ID, QUOTE.PROVIDER_ID, QUOTE.ROUTE, QUOTE.SOURCE_ID)
                                .in(rows))),
                Quotes::heldQuote,
                keys.stream()
                        .flatMap(key -> Stream.of(
                                key.offer().model(),
                                key.offer().provider(),
                                key.offer().route(),
                                key.source()))
                        .toArray());
    }

    /** Everything that is said now of the models, by offer and source. */
    public Answer<List<HeldQuote>> ofModels(Pipeline tx, Collection<String> models) {
        return tx.ask(OF_MODELS, Quotes::heldQuote, models);
    }

    /** The models that the providers have offers of. */
    public List<String> modelsOf(Pipeline tx, Collection<String> providers) {
        if (providers.isEmpty()) {
            return List.of();
        }
        return tx.tx()
                .selectDistinct(QUOTE.MODEL_ID)
                .from(QUOTE)
                .where(QUOTE.PROVIDER_ID.eq(any(providers.toArray(String[]::new))))
                .orderBy(QUOTE.MODEL_ID)
                .fetch(QUOTE.MODEL_ID);
    }

    void hold(Pipeline tx, Collection<HeldQuote> held) {
        Bulk.upsert(tx, QUOTE, held.stream().map(Quotes::stored).toList());
    }

    /** These series are not said any more. */
    void forget(Pipeline tx, Collection<QuoteKey> keys) {
        for (QuoteKey key : keys) {
            tx.run(tx.dsl()
                    .deleteFrom(QUOTE)
                    .where(QUOTE.MODEL_ID.eq(key.offer().model()))
                    .and(QUOTE.PROVIDER_ID.eq(key.offer().provider()))
                    .and(QUOTE.ROUTE.eq(key.offer().route()))
                    .and(QUOTE.SOURCE_ID.eq(key.source())));
        }
    }

    private static QuoteRecord stored(HeldQuote held) {
        Quote quote = held.quote();
        Provenance provenance = quote.provenance();
        return new QuoteRecord()
                .setModelId(quote.offer().model())
                .setProviderId(quote.offer().provider())
                .setRoute(quote.offer().route())
                .setSourceId(provenance.source().id())
                .setSourceName(provenance.source().name())
                .setSourceUrl(provenance.source().url())
                .setContent(JSONB.valueOf(quote.content().json()))
                .setFingerprint(quote.content().fingerprint())
                .setCorrection(quote.correction())
                .setObservedAt(provenance.observedAt())
                .setValidFrom(provenance.validFrom())
                .setRecordedAt(quote.recordedAt())
                .setEventId(provenance.eventId())
                .setLastSeenAt(held.lastSeenAt());
    }

    private static HeldQuote heldQuote(Row row) {
        boolean correction = row.get(QUOTE.CORRECTION);
        return new HeldQuote(
                new Quote(
                        new OfferKey(row.get(QUOTE.MODEL_ID), row.get(QUOTE.PROVIDER_ID), row.get(QUOTE.ROUTE)),
                        QuoteContent.parse(row.get(QUOTE.CONTENT).data()),
                        new Provenance(
                                new Source(
                                        row.get(QUOTE.SOURCE_ID),
                                        row.get(QUOTE.SOURCE_NAME),
                                        row.find(QUOTE.SOURCE_URL)),
                                row.get(QUOTE.OBSERVED_AT),
                                row.get(QUOTE.VALID_FROM),
                                row.get(QUOTE.EVENT_ID),
                                correction),
                        correction,
                        row.get(QUOTE.RECORDED_AT)),
                row.get(QUOTE.LAST_SEEN_AT));
    }
}
