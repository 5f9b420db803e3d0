package dev.crosscheck.pricing.quote;

import static dev.crosscheck.pricing.db.Tables.QUOTE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.row;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.pricing.Bulk;
import dev.crosscheck.pricing.db.tables.records.QuoteRecord;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.JSONB;

/** What sources say now: one row for each offer and source. */
@Singleton
public final class Quotes {

    /** What the sources say now of these series; of those that are new, nothing. */
    Answer<Map<QuoteKey, HeldQuote>> held(Pipeline tx, Collection<QuoteKey> keys) {
        var rows = keys.stream()
                .map(key -> row(
                        key.offer().model(), key.offer().provider(), key.offer().route(), key.source()))
                .toList();
        return tx.ask(
                tx.dsl()
                        .selectFrom(QUOTE)
                        .where(row(QUOTE.MODEL_ID, QUOTE.PROVIDER_ID, QUOTE.ROUTE, QUOTE.SOURCE_ID)
                                .in(rows)),
                found -> found.into(QUOTE).stream()
                        .map(Quotes::heldQuote)
                        .collect(Collectors.toMap(held -> held.quote().key(), Function.identity())));
    }

    /** Everything that is said now of the models, by offer and source. */
    public Answer<List<HeldQuote>> ofModels(Pipeline tx, Collection<String> models) {
        return tx.ask(
                tx.dsl()
                        .selectFrom(QUOTE)
                        .where(QUOTE.MODEL_ID.eq(any(models.toArray(String[]::new))))
                        .orderBy(QUOTE.MODEL_ID, QUOTE.PROVIDER_ID, QUOTE.ROUTE, QUOTE.SOURCE_ID),
                rows -> rows.into(QUOTE).map(Quotes::heldQuote));
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

    private static HeldQuote heldQuote(QuoteRecord row) {
        Source source = new Source(row.getSourceId(), row.getSourceName(), row.getSourceUrl());
        return new HeldQuote(
                new Quote(
                        new OfferKey(row.getModelId(), row.getProviderId(), row.getRoute()),
                        QuoteContent.parse(row.getContent().data()),
                        new Provenance(
                                source, row.getObservedAt(), row.getValidFrom(), row.getEventId(), row.getCorrection()),
                        row.getCorrection(),
                        row.getRecordedAt()),
                row.getLastSeenAt());
    }
}
