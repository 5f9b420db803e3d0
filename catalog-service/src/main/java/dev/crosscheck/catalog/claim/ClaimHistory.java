package dev.crosscheck.catalog.claim;

import static dev.crosscheck.catalog.db.Tables.CLAIM_HISTORY;
import static java.time.ZoneOffset.UTC;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;

import dev.crosscheck.catalog.db.tables.records.ClaimHistoryRecord;
import dev.crosscheck.catalog.score.ScoreContent;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.kit.time.AsOf;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All that was ever said of models, for reading. */
@Singleton
public final class ClaimHistory {

    /**
     * A claim as it was recorded.
     *
     * @param content    null if it took back what the source said
     * @param decision   new, change, correction, retraction or late
     * @param correction whether its publisher marked it as one; a late one may be, too
     */
    public record Said(
            long id,
            ClaimKind kind,
            String item,
            @Nullable String content,
            String decision,
            boolean correction,
            String source,
            String sourceName,
            @Nullable String sourceUrl,
            Instant observedAt,
            Instant validFrom,
            Instant recordedAt,
            String eventId) {}

    /** What was said of the model after the entry of this id, in the order in which it was recorded. */
    public List<Said> of(DSLContext dsl, String model, long after, int limit) {
        return dsl.selectFrom(CLAIM_HISTORY)
                .where(CLAIM_HISTORY.MODEL_ID.eq(model))
                .and(CLAIM_HISTORY.ID.gt(after))
                .and(CLAIM_HISTORY.DECISION.ne(HistoryEntry.CONFIRMATION))
                .orderBy(CLAIM_HISTORY.ID)
                .limit(limit)
                .fetch(row -> new Said(
                        row.getId(),
                        ClaimKind.of(row.getKind()),
                        row.getItem(),
                        row.getContent(),
                        row.getDecision(),
                        row.getCorrection(),
                        row.getSourceId(),
                        row.getSourceName(),
                        row.getSourceUrl(),
                        row.getObservedAt().toInstant(),
                        row.getValidFrom().toInstant(),
                        row.getRecordedAt().toInstant(),
                        row.getEventId()));
    }

    /** All that had been said of the model by then, confirmations too, in the order in which it was recorded. */
    public List<Recorded> recordedUntil(DSLContext dsl, String model, AsOf asOf) {
        Instant knownAt = asOf.knownAt();
        return dsl.selectFrom(CLAIM_HISTORY)
                .where(CLAIM_HISTORY.MODEL_ID.eq(model))
                .and(knownAt == null ? noCondition() : CLAIM_HISTORY.RECORDED_AT.le(knownAt.atOffset(UTC)))
                .orderBy(CLAIM_HISTORY.ID)
                .fetch(ClaimHistory::recorded);
    }

    /** When the first claim on the model was recorded; empty if none was. */
    public Optional<Instant> firstRecorded(DSLContext dsl, String model) {
        return dsl.select(min(CLAIM_HISTORY.RECORDED_AT))
                .from(CLAIM_HISTORY)
                .where(CLAIM_HISTORY.MODEL_ID.eq(model))
                .fetchOptional(row -> row.value1())
                .map(OffsetDateTime::toInstant);
    }

    private static Recorded recorded(ClaimHistoryRecord row) {
        ClaimKind kind = ClaimKind.of(row.getKind());
        return new Recorded(
                new Claim(
                        new ClaimKey(row.getModelId(), kind, row.getItem(), row.getSourceId()),
                        kind == ClaimKind.SCORE ? ScoreContent.benchmark(row.getItem()) : null,
                        row.getContent(),
                        new Provenance(
                                new Source(row.getSourceId(), row.getSourceName(), row.getSourceUrl()),
                                row.getObservedAt().toInstant(),
                                row.getValidFrom().toInstant(),
                                row.getEventId(),
                                row.getCorrection()),
                        row.getCorrection()),
                row.getRecordedAt().toInstant());
    }
}
