package dev.crosscheck.pricing.provider;

import static dev.crosscheck.pricing.db.Tables.PROVIDER;
import static dev.crosscheck.pricing.db.Tables.PROVIDER_HISTORY;
import static dev.crosscheck.pricing.db.Tables.PROVIDER_REPORT;
import static dev.crosscheck.pricing.db.Tables.QUOTE;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.database.Prepared;
import dev.crosscheck.kit.database.Row;
import dev.crosscheck.kit.time.AsOf;
import dev.crosscheck.pricing.Bulk;
import dev.crosscheck.pricing.db.tables.records.ProviderHistoryRecord;
import dev.crosscheck.pricing.db.tables.records.ProviderRecord;
import dev.crosscheck.pricing.db.tables.records.ProviderReportRecord;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.DSL;

/** The providers, what each source says of them, and what was said before. */
@Singleton
public final class Providers {

    private static final Prepared ENSURE_ONE = Prepared.statement(DSL.insertInto(PROVIDER)
            .columns(PROVIDER.fields())
            .values(Arrays.stream(PROVIDER.fields()).map(Prepared::place).toArray())
            .onConflictDoNothing());

    private static final Prepared LOCK_TO_CHANGE =
            Prepared.statement(inOrder(Prepared.places()).forNoKeyUpdate());

    private static final Prepared LOCK_TO_SHOW =
            Prepared.statement(inOrder(Prepared.places()).forShare());

    private static final Prepared OFFERING = Prepared.question(DSL.selectFrom(PROVIDER)
            .where(PROVIDER.PROVIDER_ID.in(
                    select(QUOTE.PROVIDER_ID).from(QUOTE).where(QUOTE.MODEL_ID.eq(any(Prepared.places()))))));

    private static SelectForUpdateStep<Record1<String>> inOrder(String[] ids) {
        return select(PROVIDER.PROVIDER_ID)
                .from(PROVIDER)
                .where(PROVIDER.PROVIDER_ID.eq(any(ids)))
                .orderBy(PROVIDER.PROVIDER_ID);
    }

    /** Makes those that are missing: their name is their id, until somebody reports them. */
    public void ensure(Pipeline tx, SortedSet<String> ids, Instant now) {
        if (ids.size() == 1) {
            PriceSheet.Provider provider = unreported(ids.getFirst());
            tx.run(ENSURE_ONE, provider.id(), provider.name(), id(provider.kind()), provider.url(), now);
        } else if (!ids.isEmpty()) {
            tx.run(DSL.insertInto(PROVIDER)
                    .columns(PROVIDER.fields())
                    .valuesOfRecords(ids.stream()
                            .map(id -> row(unreported(id)).setKnownSince(now))
                            .toList())
                    .onConflictDoNothing());
        }
    }

    /**
     * Keeps the providers still until the transaction ends: nobody changes their names meanwhile, or,
     * when {@code toChange}, shows them. Rows are locked in order of id, so that two cannot deadlock.
     */
    public void lock(Pipeline tx, SortedSet<String> ids, boolean toChange) {
        if (!ids.isEmpty()) {
            tx.run(toChange ? LOCK_TO_CHANGE : LOCK_TO_SHOW, ids);
        }
    }

    /** As readers are to see them, by id. */
    public Map<String, PriceSheet.Provider> find(DSLContext dsl, Collection<String> ids) {
        return dsl.selectFrom(PROVIDER)
                .where(PROVIDER.PROVIDER_ID.eq(any(ids.toArray(String[]::new))))
                .fetchMap(PROVIDER.PROVIDER_ID, Providers::provider);
    }

    /** Those with offers of these models, as readers are to see them, by id. */
    public Answer<Map<String, PriceSheet.Provider>> offering(Pipeline tx, Collection<String> models) {
        return tx.ask(OFFERING, Providers::provider, models)
                .map(providers -> providers.stream().collect(toMap(PriceSheet.Provider::id, Function.identity())));
    }

    /** Providers after the one with this id, by id. */
    List<PriceSheet.Provider> list(DSLContext dsl, String after, int limit) {
        return dsl.selectFrom(PROVIDER)
                .where(PROVIDER.PROVIDER_ID.gt(after))
                .orderBy(PROVIDER.PROVIDER_ID)
                .limit(limit)
                .fetch(Providers::provider);
    }

    /** Shows the provider so from now on. */
    void show(DSLContext tx, PriceSheet.Provider provider) {
        tx.update(PROVIDER)
                .set(PROVIDER.NAME, provider.name())
                .set(PROVIDER.KIND, id(provider.kind()))
                .set(PROVIDER.URL, provider.url())
                .where(PROVIDER.PROVIDER_ID.eq(provider.id()))
                .execute();
    }

    /** What each source says now of these providers. */
    List<HeldReport> reports(DSLContext dsl, Collection<String> ids) {
        return dsl.selectFrom(PROVIDER_REPORT)
                .where(PROVIDER_REPORT.PROVIDER_ID.eq(any(ids.toArray(String[]::new))))
                .orderBy(PROVIDER_REPORT.PROVIDER_ID, PROVIDER_REPORT.SOURCE_ID)
                .fetch(row -> new HeldReport(report(row), row.getLastSeenAt()));
    }

    void hold(DSLContext tx, Collection<HeldReport> held) {
        Bulk.upsert(tx, PROVIDER_REPORT, held.stream().map(Providers::row).toList());
    }

    void remember(DSLContext tx, ProviderReport report, ProviderDecision decision) {
        PriceSheet.Provider provider = report.provider();
        Provenance provenance = report.provenance();
        tx.executeInsert(new ProviderHistoryRecord()
                .setProviderId(provider.id())
                .setSourceId(provenance.source().id())
                .setSourceName(provenance.source().name())
                .setSourceUrl(provenance.source().url())
                .setChange(decision.name().toLowerCase(Locale.ROOT))
                .setName(provider.name())
                .setKind(id(provider.kind()))
                .setUrl(provider.url())
                .setObservedAt(provenance.observedAt())
                .setValidFrom(provenance.validFrom())
                .setRecordedAt(report.recordedAt())
                .setCorrection(report.correction())
                .setEventId(provenance.eventId()));
    }

    /** All reports on these providers that had been recorded by then, repetitions too, in the order of recording. */
    public List<ProviderReport> recordedUntil(DSLContext dsl, Collection<String> ids, AsOf asOf) {
        Instant knownAt = asOf.knownAt();
        return dsl.selectFrom(PROVIDER_HISTORY)
                .where(PROVIDER_HISTORY.PROVIDER_ID.eq(any(ids.toArray(String[]::new))))
                .and(knownAt == null ? noCondition() : PROVIDER_HISTORY.RECORDED_AT.le(knownAt))
                .orderBy(PROVIDER_HISTORY.ID)
                .fetch(Providers::report);
    }

    /** What is known of a provider that nobody has reported. */
    public static PriceSheet.Provider unreported(String id) {
        return new PriceSheet.Provider(id, id, ProviderKind.UNKNOWN, null);
    }

    private static ProviderRecord row(PriceSheet.Provider provider) {
        return new ProviderRecord()
                .setProviderId(provider.id())
                .setName(provider.name())
                .setKind(id(provider.kind()))
                .setUrl(provider.url());
    }

    private static ProviderReportRecord row(HeldReport held) {
        PriceSheet.Provider provider = held.report().provider();
        Provenance provenance = held.report().provenance();
        return new ProviderReportRecord()
                .setProviderId(provider.id())
                .setSourceId(provenance.source().id())
                .setSourceName(provenance.source().name())
                .setSourceUrl(provenance.source().url())
                .setName(provider.name())
                .setKind(id(provider.kind()))
                .setUrl(provider.url())
                .setObservedAt(provenance.observedAt())
                .setValidFrom(provenance.validFrom())
                .setEventId(provenance.eventId())
                .setRecordedAt(held.report().recordedAt())
                .setCorrection(held.report().correction())
                .setLastSeenAt(held.lastSeenAt());
    }

    private static ProviderReport report(ProviderReportRecord row) {
        Source source = new Source(row.getSourceId(), row.getSourceName(), row.getSourceUrl());
        return new ProviderReport(
                new PriceSheet.Provider(row.getProviderId(), row.getName(), kind(row.getKind()), row.getUrl()),
                new Provenance(source, row.getObservedAt(), row.getValidFrom(), row.getEventId()),
                row.getCorrection(),
                row.getRecordedAt());
    }

    private static ProviderReport report(ProviderHistoryRecord row) {
        Source source = new Source(row.getSourceId(), row.getSourceName(), row.getSourceUrl());
        return new ProviderReport(
                new PriceSheet.Provider(row.getProviderId(), row.getName(), kind(row.getKind()), row.getUrl()),
                new Provenance(source, row.getObservedAt(), row.getValidFrom(), row.getEventId()),
                row.getCorrection(),
                row.getRecordedAt());
    }

    private static PriceSheet.Provider provider(Row row) {
        return new PriceSheet.Provider(
                row.get(PROVIDER.PROVIDER_ID),
                row.get(PROVIDER.NAME),
                kind(row.get(PROVIDER.KIND)),
                row.find(PROVIDER.URL));
    }

    private static PriceSheet.Provider provider(ProviderRecord row) {
        return new PriceSheet.Provider(row.getProviderId(), row.getName(), kind(row.getKind()), row.getUrl());
    }

    private static String id(ProviderKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static ProviderKind kind(String id) {
        return ProviderKind.valueOf(id.toUpperCase(Locale.ROOT));
    }

    Optional<PriceSheet.Provider> find(DSLContext dsl, String id) {
        return Optional.ofNullable(find(dsl, List.of(id)).get(id));
    }
}
