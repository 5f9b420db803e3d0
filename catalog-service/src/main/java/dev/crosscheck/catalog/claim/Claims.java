package dev.crosscheck.catalog.claim;

import static dev.crosscheck.catalog.db.Tables.CLAIM;
import static dev.crosscheck.catalog.db.Tables.CLAIM_HISTORY;
import static java.time.ZoneOffset.UTC;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.excluded;

import dev.crosscheck.catalog.db.tables.records.ClaimRecord;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.DSLContext;

/** Claims in PostgreSQL: the newest of each source, and all that was ever said. */
@Singleton
public final class Claims {

    /** Few enough for one statement's parameters, enough to make round trips cheap. */
    private static final int ROWS_PER_STATEMENT = 500;

    /** All that is held of these models, in one query. */
    public Map<ClaimKey, HeldClaim> of(DSLContext tx, Collection<String> models) {
        Map<ClaimKey, HeldClaim> held = new HashMap<>();
        tx.selectFrom(CLAIM)
                .where(CLAIM.MODEL_ID.eq(any(models.toArray(String[]::new))))
                .forEach(row -> {
                    HeldClaim claim = held(row);
                    held.put(claim.key(), claim);
                });
        return held;
    }

    /** Every model with a score on one of these benchmarks. */
    public Set<String> modelsWithScoresOn(DSLContext tx, Collection<String> benchmarks) {
        return tx.select(CLAIM.MODEL_ID)
                .from(CLAIM)
                .where(CLAIM.BENCHMARK_ID.eq(any(benchmarks.toArray(String[]::new))))
                .and(CLAIM.CONTENT.isNotNull())
                .fetchSet(CLAIM.MODEL_ID);
    }

    /** Every model that keeps one of these takes. */
    public Set<String> modelsWithTakes(DSLContext tx, Collection<String> takes) {
        if (takes.isEmpty()) {
            return Set.of();
        }
        return tx.selectDistinct(CLAIM.MODEL_ID)
                .from(CLAIM)
                .where(CLAIM.KIND.eq(ClaimKind.TAKE.id()))
                .and(CLAIM.ITEM.eq(any(takes.toArray(String[]::new))))
                .fetchSet(CLAIM.MODEL_ID);
    }

    /** Holds these claims in place of what their sources said before. */
    public void hold(DSLContext tx, Collection<HeldClaim> claims, OffsetDateTime recordedAt) {
        for (List<HeldClaim> chunk : chunks(List.copyOf(claims))) {
            var insert = tx.insertInto(
                    CLAIM,
                    CLAIM.MODEL_ID,
                    CLAIM.KIND,
                    CLAIM.ITEM,
                    CLAIM.SOURCE_ID,
                    CLAIM.SOURCE_NAME,
                    CLAIM.SOURCE_URL,
                    CLAIM.BENCHMARK_ID,
                    CLAIM.CONTENT,
                    CLAIM.OBSERVED_AT,
                    CLAIM.CONFIRMED_AT,
                    CLAIM.CORRECTION,
                    CLAIM.CORRECTS,
                    CLAIM.VALID_FROM,
                    CLAIM.RECORDED_AT,
                    CLAIM.EVENT_ID);
            for (HeldClaim claim : chunk) {
                Provenance from = claim.provenance();
                insert = insert.values(
                        claim.key().model(),
                        claim.key().kind().id(),
                        claim.key().item(),
                        claim.key().source(),
                        from.source().name(),
                        from.source().url(),
                        claim.benchmark(),
                        claim.content(),
                        from.observedAt().atOffset(UTC),
                        claim.confirmedAt().atOffset(UTC),
                        claim.correction(),
                        from.correction(),
                        from.validFrom().atOffset(UTC),
                        recordedAt,
                        from.eventId());
            }
            insert.onConflict(CLAIM.MODEL_ID, CLAIM.KIND, CLAIM.ITEM, CLAIM.SOURCE_ID)
                    .doUpdate()
                    .set(CLAIM.SOURCE_NAME, excluded(CLAIM.SOURCE_NAME))
                    .set(CLAIM.SOURCE_URL, excluded(CLAIM.SOURCE_URL))
                    .set(CLAIM.CONTENT, excluded(CLAIM.CONTENT))
                    .set(CLAIM.OBSERVED_AT, excluded(CLAIM.OBSERVED_AT))
                    .set(CLAIM.CONFIRMED_AT, excluded(CLAIM.CONFIRMED_AT))
                    .set(CLAIM.CORRECTION, excluded(CLAIM.CORRECTION))
                    .set(CLAIM.CORRECTS, excluded(CLAIM.CORRECTS))
                    .set(CLAIM.VALID_FROM, excluded(CLAIM.VALID_FROM))
                    .set(CLAIM.RECORDED_AT, excluded(CLAIM.RECORDED_AT))
                    .set(CLAIM.EVENT_ID, excluded(CLAIM.EVENT_ID))
                    .execute();
        }
    }

    /** Adds to history, in this order. */
    public void remember(DSLContext tx, List<HistoryEntry> entries, OffsetDateTime recordedAt) {
        for (List<HistoryEntry> chunk : chunks(entries)) {
            var insert = tx.insertInto(
                    CLAIM_HISTORY,
                    CLAIM_HISTORY.MODEL_ID,
                    CLAIM_HISTORY.KIND,
                    CLAIM_HISTORY.ITEM,
                    CLAIM_HISTORY.SOURCE_ID,
                    CLAIM_HISTORY.SOURCE_NAME,
                    CLAIM_HISTORY.SOURCE_URL,
                    CLAIM_HISTORY.CONTENT,
                    CLAIM_HISTORY.DECISION,
                    CLAIM_HISTORY.CORRECTION,
                    CLAIM_HISTORY.OBSERVED_AT,
                    CLAIM_HISTORY.VALID_FROM,
                    CLAIM_HISTORY.RECORDED_AT,
                    CLAIM_HISTORY.EVENT_ID);
            for (HistoryEntry entry : chunk) {
                Claim claim = entry.claim();
                Provenance from = claim.provenance();
                insert = insert.values(
                        claim.key().model(),
                        claim.key().kind().id(),
                        claim.key().item(),
                        claim.key().source(),
                        from.source().name(),
                        from.source().url(),
                        claim.content(),
                        entry.decision(),
                        claim.correction(),
                        from.observedAt().atOffset(UTC),
                        from.validFrom().atOffset(UTC),
                        recordedAt,
                        from.eventId());
            }
            insert.execute();
        }
    }

    private static <T> List<List<T>> chunks(List<T> rows) {
        return IntStream.iterate(0, from -> from < rows.size(), from -> from + ROWS_PER_STATEMENT)
                .mapToObj(from -> rows.subList(from, Math.min(from + ROWS_PER_STATEMENT, rows.size())))
                .toList();
    }

    private static HeldClaim held(ClaimRecord row) {
        return new HeldClaim(
                new ClaimKey(row.getModelId(), ClaimKind.of(row.getKind()), row.getItem(), row.getSourceId()),
                row.getBenchmarkId(),
                row.getContent(),
                new Provenance(
                        new Source(row.getSourceId(), row.getSourceName(), row.getSourceUrl()),
                        row.getObservedAt().toInstant(),
                        row.getValidFrom().toInstant(),
                        row.getEventId(),
                        row.getCorrects()),
                row.getConfirmedAt().toInstant(),
                row.getCorrection());
    }
}
