package dev.crosscheck.pricing.quote;

import static dev.crosscheck.kit.database.Prepared.place;
import static dev.crosscheck.pricing.db.Tables.QUOTE_HISTORY;
import static dev.crosscheck.pricing.db.Tables.QUOTE_SIGHTING;
import static dev.crosscheck.pricing.db.Tables.WITHDRAWN_UPDATE;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.database.Prepared;
import dev.crosscheck.kit.database.Row;
import dev.crosscheck.kit.time.AsOf;
import dev.crosscheck.pricing.Bulk;
import dev.crosscheck.pricing.db.tables.records.QuoteHistoryRecord;
import dev.crosscheck.pricing.db.tables.records.QuoteSightingRecord;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/** All that sources ever said, for ever: rows are added and never changed. */
@Singleton
public final class QuoteHistory {

    private static final List<Field<?>> WITHOUT_CONTENT = Arrays.stream(QUOTE_HISTORY.fields())
            .filter(field -> !field.equals(QUOTE_HISTORY.CONTENT))
            .toList();

    private static final Prepared NEWEST = Prepared.question(newest());

    /** Adds what said something new. */
    void add(Pipeline tx, Collection<HistoryEntry> entries) {
        Bulk.insert(tx, QUOTE_HISTORY, entries.stream().map(QuoteHistory::row).toList());
    }

    /** Adds what only repeated what was known. */
    void addSightings(Pipeline tx, Collection<Quote> repeated) {
        Bulk.insert(
                tx,
                QUOTE_SIGHTING,
                repeated.stream().map(QuoteHistory::sighting).toList());
    }

    /** The newest quotes of each series of the models that were not withdrawn, in the order observed. */
    public Answer<Map<QuoteKey, List<PastQuote>>> newest(Pipeline tx, Collection<String> models, int quotesPerSeries) {
        return tx.ask(NEWEST, QuoteHistory::pastQuote, models, quotesPerSeries)
                .map(quotes -> quotes.stream().collect(groupingBy(PastQuote::key)));
    }

    private static ResultQuery<?> newest() {
        var places = select(
                        QUOTE_HISTORY.ID.as("entry"),
                        rowNumber()
                                .over()
                                .partitionBy(
                                        QUOTE_HISTORY.MODEL_ID,
                                        QUOTE_HISTORY.PROVIDER_ID,
                                        QUOTE_HISTORY.ROUTE,
                                        QUOTE_HISTORY.SOURCE_ID)
                                .orderBy(QUOTE_HISTORY.OBSERVED_AT.desc(), QUOTE_HISTORY.ID.desc())
                                .as("place"))
                .from(QUOTE_HISTORY)
                .where(QUOTE_HISTORY.MODEL_ID.eq(any(Prepared.places())))
                .and(notWithdrawn(QUOTE_HISTORY.EVENT_ID))
                .asTable("places");
        Field<Integer> place = field(name("places", "place"), Integer.class);
        return select(WITHOUT_CONTENT)
                .from(QUOTE_HISTORY)
                .join(places)
                .on(field(name("places", "entry"), Long.class).eq(QUOTE_HISTORY.ID))
                .where(place.le(place(place)))
                .orderBy(QUOTE_HISTORY.OBSERVED_AT, QUOTE_HISTORY.ID);
    }

    /** What was recorded of a model after the entry with this id, oldest record first. */
    public List<HistoryEntry> ofModel(DSLContext dsl, String model, long after, int limit) {
        return dsl.selectFrom(QUOTE_HISTORY)
                .where(QUOTE_HISTORY.MODEL_ID.eq(model))
                .and(QUOTE_HISTORY.ID.gt(after))
                .orderBy(QUOTE_HISTORY.ID)
                .limit(limit)
                .fetch(QuoteHistory::entry);
    }

    /**
     * All that had been said of the model's offers by then, repetitions too, in the order observed, then
     * recorded.
     */
    public List<Quote> recordedUntil(DSLContext dsl, String model, AsOf asOf) {
        Instant knownAt = asOf.knownAt();
        Map<String, QuoteContent> contents = new HashMap<>();
        Set<String> inHistory = new HashSet<>();
        List<Quote> said = new ArrayList<>();
        dsl.selectFrom(QUOTE_HISTORY)
                .where(QUOTE_HISTORY.MODEL_ID.eq(model))
                .and(knownAt == null ? noCondition() : QUOTE_HISTORY.RECORDED_AT.le(knownAt))
                .orderBy(QUOTE_HISTORY.ID)
                .forEach(row -> {
                    Quote quote = entry(row).quote();
                    contents.putIfAbsent(row.getFingerprint(), quote.content());
                    inHistory.add(row.getEventId());
                    said.add(quote);
                });
        dsl.selectFrom(QUOTE_SIGHTING)
                .where(QUOTE_SIGHTING.MODEL_ID.eq(model))
                .and(knownAt == null ? noCondition() : QUOTE_SIGHTING.RECORDED_AT.le(knownAt))
                .orderBy(QUOTE_SIGHTING.ID)
                .forEach(row -> {
                    if (!inHistory.contains(row.getEventId())) {
                        said.add(new Quote(
                                new OfferKey(row.getModelId(), row.getProviderId(), row.getRoute()),
                                requireNonNull(contents.get(row.getFingerprint()), "content"),
                                provenance(row),
                                row.getCorrection(),
                                row.getRecordedAt(),
                                row.getHold()));
                    }
                });
        Set<String> withdrawn = withdrawn(dsl, said, knownAt);
        said.removeIf(quote -> withdrawn.contains(quote.provenance().eventId()));
        said.sort(comparing((Quote quote) -> quote.provenance().observedAt()).thenComparing(Quote::recordedAt));
        return said;
    }

    /** When the first quote on the model was recorded; empty if none was. */
    public Optional<Instant> firstRecorded(DSLContext dsl, String model) {
        return dsl.select(min(QUOTE_HISTORY.RECORDED_AT))
                .from(QUOTE_HISTORY)
                .where(QUOTE_HISTORY.MODEL_ID.eq(model))
                .fetchOptional(row -> row.value1());
    }

    /** @param knownAt when a withdrawal must have been recorded to count; null for by now */
    private static Set<String> withdrawn(DSLContext dsl, List<Quote> said, @Nullable Instant knownAt) {
        return dsl.select(WITHDRAWN_UPDATE.UPDATE_ID)
                .from(WITHDRAWN_UPDATE)
                .where(WITHDRAWN_UPDATE.UPDATE_ID.eq(any(
                        said.stream().map(quote -> quote.provenance().eventId()).toArray(String[]::new))))
                .and(knownAt == null ? noCondition() : WITHDRAWN_UPDATE.RECORDED_AT.le(knownAt))
                .fetchSet(WITHDRAWN_UPDATE.UPDATE_ID);
    }

    static Condition notWithdrawn(Field<String> event) {
        return notExists(selectOne().from(WITHDRAWN_UPDATE).where(WITHDRAWN_UPDATE.UPDATE_ID.eq(event)));
    }

    static Condition isOf(QuoteKey key) {
        return QUOTE_HISTORY
                .MODEL_ID
                .eq(key.offer().model())
                .and(QUOTE_HISTORY.PROVIDER_ID.eq(key.offer().provider()))
                .and(QUOTE_HISTORY.ROUTE.eq(key.offer().route()))
                .and(QUOTE_HISTORY.SOURCE_ID.eq(key.source()));
    }

    private static QuoteHistoryRecord row(HistoryEntry entry) {
        Quote quote = entry.quote();
        QuoteContent content = quote.content();
        Provenance provenance = quote.provenance();
        return new QuoteHistoryRecord()
                .setModelId(quote.offer().model())
                .setProviderId(quote.offer().provider())
                .setRoute(quote.offer().route())
                .setSourceId(provenance.source().id())
                .setSourceName(provenance.source().name())
                .setSourceUrl(provenance.source().url())
                .setKind(entry.kind())
                .setTerms(content.terms().name().toLowerCase(Locale.ROOT))
                .setInputUsdPerMtok(base(content, Component.INPUT))
                .setOutputUsdPerMtok(base(content, Component.OUTPUT))
                .setStatus(content.status().name().toLowerCase(Locale.ROOT))
                .setContent(JSONB.valueOf(content.json()))
                .setFingerprint(content.fingerprint())
                .setCorrection(quote.correction())
                .setObservedAt(provenance.observedAt())
                .setValidFrom(provenance.validFrom())
                .setRecordedAt(quote.recordedAt())
                .setEventId(provenance.eventId())
                .setHold(quote.hold());
    }

    private static QuoteSightingRecord sighting(Quote quote) {
        Provenance provenance = quote.provenance();
        return new QuoteSightingRecord()
                .setModelId(quote.offer().model())
                .setProviderId(quote.offer().provider())
                .setRoute(quote.offer().route())
                .setSourceId(provenance.source().id())
                .setSourceName(provenance.source().name())
                .setSourceUrl(provenance.source().url())
                .setFingerprint(quote.content().fingerprint())
                .setCorrection(quote.correction())
                .setObservedAt(provenance.observedAt())
                .setValidFrom(provenance.validFrom())
                .setRecordedAt(quote.recordedAt())
                .setEventId(provenance.eventId())
                .setHold(quote.hold());
    }

    static HistoryEntry entry(QuoteHistoryRecord row) {
        return new HistoryEntry(
                row.getId(),
                new Quote(
                        new OfferKey(row.getModelId(), row.getProviderId(), row.getRoute()),
                        QuoteContent.parse(row.getContent().data()),
                        provenance(row),
                        row.getCorrection(),
                        row.getRecordedAt(),
                        row.getHold()),
                row.getKind());
    }

    private static PastQuote pastQuote(Row row) {
        String source = row.get(QUOTE_HISTORY.SOURCE_ID);
        boolean correction = row.get(QUOTE_HISTORY.CORRECTION);
        return new PastQuote(
                new QuoteKey(
                        new OfferKey(
                                row.get(QUOTE_HISTORY.MODEL_ID),
                                row.get(QUOTE_HISTORY.PROVIDER_ID),
                                row.get(QUOTE_HISTORY.ROUTE)),
                        source),
                row.get(QUOTE_HISTORY.FINGERPRINT),
                Terms.valueOf(row.get(QUOTE_HISTORY.TERMS).toUpperCase(Locale.ROOT)),
                price(row.find(QUOTE_HISTORY.INPUT_USD_PER_MTOK)),
                price(row.find(QUOTE_HISTORY.OUTPUT_USD_PER_MTOK)),
                RouteStatus.valueOf(row.get(QUOTE_HISTORY.STATUS).toUpperCase(Locale.ROOT)),
                new Provenance(
                        new Source(source, row.get(QUOTE_HISTORY.SOURCE_NAME), row.find(QUOTE_HISTORY.SOURCE_URL)),
                        row.get(QUOTE_HISTORY.OBSERVED_AT),
                        row.get(QUOTE_HISTORY.VALID_FROM),
                        row.get(QUOTE_HISTORY.EVENT_ID),
                        correction),
                correction,
                row.get(QUOTE_HISTORY.RECORDED_AT));
    }

    private static @Nullable UsdPerMtok price(@Nullable BigDecimal amount) {
        return amount == null ? null : new UsdPerMtok(amount);
    }

    static Provenance provenance(QuoteHistoryRecord row) {
        Source source = new Source(row.getSourceId(), row.getSourceName(), row.getSourceUrl());
        return new Provenance(source, row.getObservedAt(), row.getValidFrom(), row.getEventId(), row.getCorrection());
    }

    static Provenance provenance(QuoteSightingRecord row) {
        Source source = new Source(row.getSourceId(), row.getSourceName(), row.getSourceUrl());
        return new Provenance(source, row.getObservedAt(), row.getValidFrom(), row.getEventId(), row.getCorrection());
    }

    private static @Nullable BigDecimal base(QuoteContent content, Component component) {
        return content.base(component).map(UsdPerMtok::amount).orElse(null);
    }
}
