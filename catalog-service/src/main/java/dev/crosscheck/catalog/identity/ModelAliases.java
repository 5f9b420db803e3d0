package dev.crosscheck.catalog.identity;

import static dev.crosscheck.catalog.db.Tables.MODEL_ALIAS;
import static java.time.ZoneOffset.UTC;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.kit.time.AsOf;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/** Spellings of models in PostgreSQL. */
@Singleton
public final class ModelAliases {

    /**
     * The model of every known alias that has one of these spellings, or that belongs to one of these models.
     */
    public Map<ModelAlias, String> of(DSLContext tx, Collection<String> spellings, Collection<String> models) {
        Map<ModelAlias, String> known = new HashMap<>();
        tx.selectFrom(MODEL_ALIAS)
                .where(MODEL_ALIAS.SPELLING.eq(any(spellings.toArray(String[]::new))))
                .or(MODEL_ALIAS.MODEL_ID.eq(any(models.toArray(String[]::new))))
                .forEach(row -> known.put(new ModelAlias(row.getSourceId(), row.getSpelling()), row.getModelId()));
        return known;
    }

    /** What sources called the model, as far as it was known then. */
    public List<ModelAlias> recordedUntil(DSLContext dsl, String model, AsOf asOf) {
        Instant knownAt = asOf.knownAt();
        return dsl.selectFrom(MODEL_ALIAS)
                .where(MODEL_ALIAS.MODEL_ID.eq(model))
                .and(knownAt == null ? noCondition() : MODEL_ALIAS.RECORDED_AT.le(knownAt.atOffset(UTC)))
                .fetch(row -> new ModelAlias(row.getSourceId(), row.getSpelling()));
    }

    /** Adds spellings; each is new. */
    public void add(DSLContext tx, Map<ModelAlias, String> models, Map<ModelAlias, String> events, OffsetDateTime at) {
        if (models.isEmpty()) {
            return;
        }
        var insert = tx.insertInto(
                MODEL_ALIAS,
                MODEL_ALIAS.SOURCE_ID,
                MODEL_ALIAS.SPELLING,
                MODEL_ALIAS.MODEL_ID,
                MODEL_ALIAS.EVENT_ID,
                MODEL_ALIAS.RECORDED_AT);
        for (Map.Entry<ModelAlias, String> alias : models.entrySet()) {
            insert = insert.values(
                    alias.getKey().source(),
                    alias.getKey().spelling(),
                    alias.getValue(),
                    events.get(alias.getKey()),
                    at);
        }
        insert.execute();
    }
}
