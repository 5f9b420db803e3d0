package dev.crosscheck.pricing.provider;

import static dev.crosscheck.pricing.db.Tables.PROVIDER;
import static dev.crosscheck.pricing.db.Tables.PROVIDER_HISTORY;
import static dev.crosscheck.pricing.db.Tables.PROVIDER_REPORT;
import static dev.crosscheck.pricing.db.Tables.QUOTE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.time.AsOf;
import dev.crosscheck.pricing.Bulk;
import dev.crosscheck.pricing.db.tables.records.ProviderHistoryRecord;
import dev.crosscheck.pricing.db.tables.records.ProviderRecord;
import dev.crosscheck.pricing.db.tables.records.ProviderReportRecord;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jooq.DSLContext;

/** The providers, what each source says of them, and what was said before. */
@Singleton
public final class Providers {

    /** Makes those that are missing: their name is their id, until somebody reports them. */
    public void ensure(Pipeline tx, SortedSet<String> ids, Instant now) {
        Collection<ProviderRecord> unreported =
                ids.stream().map(id -> row(unreported(id)).setKnownSince(now)).toList();
        if (!unreported.isEmpty()) {
            tx.run(tx.dsl()
                    .insertInto(PROVIDER)
                    .columns(PROVIDER.fields())
                    .valuesOfRecords(unreported)
                    .onConflictDoNothing());
        }
    }

    /**
     * Keeps the providers still until the transaction ends: nobody changes their names meanwhile, or,
     * when {@code toChange}, shows them. Rows are locked in order of id, so that two cannot deadlock.
     */
    public void lock(Pipeline tx, SortedSet<String> ids, boolean toChange) {
        if (!ids.isEmpty()) {
            var rows = tx.dsl()
                    .select(PROVIDER.PROVIDER_ID)
                    .from(PROVIDER)
                    .where(PROVIDER.PROVIDER_ID.eq(any(ids.toArray(String[]::new))))
                    .orderBy(PROVIDER.PROVIDER_ID);
            tx.run(toChange ? rows.forNoKeyUpdate() : rows.forShare());
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
        return tx.ask(
                tx.dsl()
                        .selectFrom(PROVIDER)
                        .where(PROVIDER.PROVIDER_ID.in(select(QUOTE.PROVIDER_ID)
                                .from(QUOTE)
                                .where(QUOTE.MODEL_ID.eq(any(models.toArray(String[]::new)))))),
                rows -> rows.into(PROVIDER).intoMap(PROVIDER.PROVIDER_ID, Providers::provider));
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
