package dev.crosscheck.catalog.score;

import static dev.crosscheck.catalog.db.Tables.BENCHMARK;
import static dev.crosscheck.catalog.db.Tables.BENCHMARK_ALIAS;
import static dev.crosscheck.catalog.db.Tables.BENCHMARK_HISTORY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import dev.crosscheck.catalog.db.tables.records.BenchmarkRecord;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.kit.time.AsOf;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** Benchmarks in PostgreSQL, with their spellings and the history of their definitions. */
@Singleton
public final class Benchmarks {

    /**
     * All of these that exist, by id, kept as they are until {@code tx} ends: a definition cannot change while
     * a state is made by it, or that state would keep the old one.
     */
    public Map<String, Benchmark> of(DSLContext tx, Collection<String> ids) {
        Map<String, Benchmark> found = new HashMap<>();
        tx.selectFrom(BENCHMARK)
                .where(BENCHMARK.BENCHMARK_ID.eq(any(ids.toArray(String[]::new))))
                .orderBy(BENCHMARK.BENCHMARK_ID)
                .forShare()
                .forEach(row -> found.put(row.getBenchmarkId(), benchmark(row)));
        return found;
    }

    /** The benchmark's id for each of these spellings that is known. */
    public Map<String, String> bySpelling(DSLContext tx, Collection<String> spellings) {
        return tx.selectFrom(BENCHMARK_ALIAS)
                .where(BENCHMARK_ALIAS.SPELLING.eq(any(spellings.toArray(String[]::new))))
                .fetchMap(BENCHMARK_ALIAS.SPELLING, BENCHMARK_ALIAS.BENCHMARK_ID);
    }

    /** How these benchmarks were defined when this was known; definitions hold for scores of all times. */
    public Map<String, ModelState.Benchmark> recordedUntil(DSLContext dsl, Collection<String> ids, AsOf asOf) {
        Instant knownAt = asOf.knownAt();
        return dsl.select(BENCHMARK_HISTORY.BENCHMARK_ID, BENCHMARK_HISTORY.DEFINITION)
                .distinctOn(BENCHMARK_HISTORY.BENCHMARK_ID)
                .from(BENCHMARK_HISTORY)
                .where(BENCHMARK_HISTORY.BENCHMARK_ID.eq(any(ids.toArray(String[]::new))))
                .and(BENCHMARK_HISTORY.DECISION.ne(DefinitionDecision.LATE.id()))
                .and(knownAt == null ? noCondition() : BENCHMARK_HISTORY.RECORDED_AT.le(knownAt.atOffset(UTC)))
                .orderBy(BENCHMARK_HISTORY.BENCHMARK_ID, BENCHMARK_HISTORY.ID.desc())
                .fetchMap(
                        BENCHMARK_HISTORY.BENCHMARK_ID,
                        row -> EventJson.read(row.value2().data().getBytes(UTF_8), ModelState.Benchmark.class));
    }

    public Optional<Benchmark> find(DSLContext dsl, String id) {
        return dsl.selectFrom(BENCHMARK).where(BENCHMARK.BENCHMARK_ID.eq(id)).fetchOptional(Benchmarks::benchmark);
    }

    /** Benchmarks after the one with this id, by id. */
    public List<Benchmark> list(DSLContext dsl, String after, int limit) {
        return dsl.selectFrom(BENCHMARK)
                .where(BENCHMARK.BENCHMARK_ID.gt(after))
                .orderBy(BENCHMARK.BENCHMARK_ID)
                .limit(limit)
                .fetch(Benchmarks::benchmark);
    }

    /** All spellings of the benchmark, in order. */
    public List<String> spellings(DSLContext dsl, String id) {
        return dsl.select(BENCHMARK_ALIAS.SPELLING)
                .from(BENCHMARK_ALIAS)
                .where(BENCHMARK_ALIAS.BENCHMARK_ID.eq(id))
                .orderBy(BENCHMARK_ALIAS.SPELLING)
                .fetch(BENCHMARK_ALIAS.SPELLING);
    }

    /** Holds the definition in place of the one before. */
    public void hold(DSLContext tx, Benchmark benchmark, OffsetDateTime recordedAt) {
        Provenance from = benchmark.provenance();
        BenchmarkRecord row = tx.newRecord(BENCHMARK);
        row.setBenchmarkId(benchmark.id());
        row.setName(benchmark.name());
        row.setMeasures(benchmark.measures());
        row.setUnit(benchmark.unit().name().toLowerCase(Locale.ROOT));
        row.setBetter(benchmark.better().name().toLowerCase(Locale.ROOT));
        row.setMinimum(benchmark.minimum());
        row.setMaximum(benchmark.maximum());
        row.setSourceId(from.source().id());
        row.setSourceName(from.source().name());
        row.setSourceUrl(from.source().url());
        row.setObservedAt(from.observedAt().atOffset(UTC));
        row.setValidFrom(from.validFrom().atOffset(UTC));
        row.setRecordedAt(recordedAt);
        row.setEventId(from.eventId());
        tx.insertInto(BENCHMARK)
                .set(row)
                .onConflict(BENCHMARK.BENCHMARK_ID)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    public void remember(DSLContext tx, Benchmark benchmark, DefinitionDecision decision, OffsetDateTime recordedAt) {
        tx.insertInto(BENCHMARK_HISTORY)
                .set(BENCHMARK_HISTORY.BENCHMARK_ID, benchmark.id())
                .set(BENCHMARK_HISTORY.DECISION, decision.id())
                .set(
                        BENCHMARK_HISTORY.DEFINITION,
                        JSONB.valueOf(new String(EventJson.write(benchmark.published()), UTF_8)))
                .set(
                        BENCHMARK_HISTORY.OBSERVED_AT,
                        benchmark.provenance().observedAt().atOffset(UTC))
                .set(BENCHMARK_HISTORY.RECORDED_AT, recordedAt)
                .set(BENCHMARK_HISTORY.EVENT_ID, benchmark.provenance().eventId())
                .execute();
    }

    public void spell(DSLContext tx, String spelling, String id, String eventId, OffsetDateTime recordedAt) {
        tx.insertInto(BENCHMARK_ALIAS)
                .set(BENCHMARK_ALIAS.SPELLING, spelling)
                .set(BENCHMARK_ALIAS.BENCHMARK_ID, id)
                .set(BENCHMARK_ALIAS.EVENT_ID, eventId)
                .set(BENCHMARK_ALIAS.RECORDED_AT, recordedAt)
                .execute();
    }

    private static Benchmark benchmark(BenchmarkRecord row) {
        return new Benchmark(
                row.getBenchmarkId(),
                row.getName(),
                row.getMeasures(),
                Unit.valueOf(row.getUnit().toUpperCase(Locale.ROOT)),
                Better.valueOf(row.getBetter().toUpperCase(Locale.ROOT)),
                row.getMinimum(),
                row.getMaximum(),
                new Provenance(
                        new Source(row.getSourceId(), row.getSourceName(), row.getSourceUrl()),
                        row.getObservedAt().toInstant(),
                        row.getValidFrom().toInstant(),
                        row.getEventId()));
    }
}
