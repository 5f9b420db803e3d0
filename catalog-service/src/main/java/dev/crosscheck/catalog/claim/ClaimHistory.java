package dev.crosscheck.catalog.claim;

import static dev.crosscheck.catalog.db.Tables.CLAIM_HISTORY;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All that was ever said of models, for reading. */
@Singleton
public final class ClaimHistory {

    /**
     * A claim as it was recorded.
     *
     * @param content  null if it took back what the source said
     * @param decision new, change, correction, retraction or late
     */
    public record Said(
            long id,
            ClaimKind kind,
            String item,
            @Nullable String content,
            String decision,
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
                .orderBy(CLAIM_HISTORY.ID)
                .limit(limit)
                .fetch(row -> new Said(
                        row.getId(),
                        ClaimKind.of(row.getKind()),
                        row.getItem(),
                        row.getContent(),
                        row.getDecision(),
                        row.getSourceId(),
                        row.getSourceName(),
                        row.getSourceUrl(),
                        row.getObservedAt().toInstant(),
                        row.getValidFrom().toInstant(),
                        row.getRecordedAt().toInstant(),
                        row.getEventId()));
    }
}
