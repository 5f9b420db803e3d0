package dev.crosscheck.catalog.identity;

import static dev.crosscheck.catalog.db.Tables.MODEL_ALIAS;
import static dev.crosscheck.catalog.db.Tables.MODEL_ALIAS_HISTORY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.kit.time.AsOf;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Spellings of models in PostgreSQL: what holds now, and who said so since when. */
@Singleton
public final class ModelAliases {

    /** What is held of every alias that has one of these spellings, or that belongs to one of these models. */
    public Map<ModelAlias, HeldAlias> of(DSLContext tx, Collection<String> spellings, Collection<String> models) {
        Map<ModelAlias, HeldAlias> known = new HashMap<>();
        tx.selectFrom(MODEL_ALIAS)
                .where(MODEL_ALIAS.SPELLING.eq(any(spellings.toArray(String[]::new))))
                .or(MODEL_ALIAS.MODEL_ID.eq(any(models.toArray(String[]::new))))
                .forEach(row -> known.put(
                        new ModelAlias(row.getSourceId(), row.getSpelling()),
                        new HeldAlias(
                                row.getModelId(),
                                row.getLinked(),
                                row.getObservedAt().toInstant())));
        return known;
    }

    /** What sources called the model, as far as it was known then. */
    public List<ModelAlias> recordedUntil(DSLContext dsl, String model, AsOf asOf) {
        Instant knownAt = asOf.knownAt();
        Map<ModelAlias, HeldAlias> last = new LinkedHashMap<>();
        dsl.selectFrom(MODEL_ALIAS_HISTORY)
                .where(row(MODEL_ALIAS_HISTORY.ALIAS_SOURCE, MODEL_ALIAS_HISTORY.SPELLING)
                        .in(select(MODEL_ALIAS_HISTORY.ALIAS_SOURCE, MODEL_ALIAS_HISTORY.SPELLING)
                                .from(MODEL_ALIAS_HISTORY)
                                .where(MODEL_ALIAS_HISTORY.MODEL_ID.eq(model))))
                .and(MODEL_ALIAS_HISTORY.DECISION.ne("late"))
                .and(
                        knownAt == null
                                ? noCondition()
                                : MODEL_ALIAS_HISTORY.RECORDED_AT.le(knownAt.atOffset(ZoneOffset.UTC)))
                .orderBy(MODEL_ALIAS_HISTORY.ID)
                .forEach(row -> last.put(
                        new ModelAlias(row.getAliasSource(), row.getSpelling()),
                        new HeldAlias(
                                row.getModelId(),
                                row.getLinked(),
                                row.getObservedAt().toInstant())));
        last.values().removeIf(held -> !held.linked() || !held.model().equals(model));
        return List.copyOf(last.keySet());
    }

    /**
     * Holds the last word on each spelling, and remembers all of them.
     *
     * @throws IllegalStateException if another transaction has linked one of them to another model since it was
     *     read; read again, it will be seen
     */
    public void take(DSLContext tx, List<AliasWord> words, OffsetDateTime at) {
        if (words.isEmpty()) {
            return;
        }
        Map<ModelAlias, AliasWord> last = new LinkedHashMap<>();
        words.stream().filter(AliasWord::counts).forEach(word -> last.put(word.alias(), word));
        if (!last.isEmpty()) {
            hold(tx, last.values(), at);
        }
        var insert = tx.insertInto(
                MODEL_ALIAS_HISTORY,
                MODEL_ALIAS_HISTORY.ALIAS_SOURCE,
                MODEL_ALIAS_HISTORY.SPELLING,
                MODEL_ALIAS_HISTORY.MODEL_ID,
                MODEL_ALIAS_HISTORY.DECISION,
                MODEL_ALIAS_HISTORY.LINKED,
                MODEL_ALIAS_HISTORY.BY_WHOM,
                MODEL_ALIAS_HISTORY.WHY,
                MODEL_ALIAS_HISTORY.SOURCE_ID,
                MODEL_ALIAS_HISTORY.OBSERVED_AT,
                MODEL_ALIAS_HISTORY.RECORDED_AT,
                MODEL_ALIAS_HISTORY.EVENT_ID);
        for (AliasWord word : words) {
            insert = insert.values(
                    word.alias().source(),
                    word.alias().spelling(),
                    word.model(),
                    word.decision(),
                    word.linked(),
                    word.by(),
                    word.why(),
                    word.source(),
                    word.observedAt().atOffset(ZoneOffset.UTC),
                    at,
                    word.eventId());
        }
        insert.execute();
    }

    private static void hold(DSLContext tx, Collection<AliasWord> words, OffsetDateTime at) {
        var insert = tx.insertInto(
                MODEL_ALIAS,
                MODEL_ALIAS.SOURCE_ID,
                MODEL_ALIAS.SPELLING,
                MODEL_ALIAS.MODEL_ID,
                MODEL_ALIAS.LINKED,
                MODEL_ALIAS.OBSERVED_AT,
                MODEL_ALIAS.EVENT_ID,
                MODEL_ALIAS.RECORDED_AT);
        for (AliasWord word : words) {
            insert = insert.values(
                    word.alias().source(),
                    word.alias().spelling(),
                    word.model(),
                    word.linked(),
                    word.observedAt().atOffset(ZoneOffset.UTC),
                    word.eventId(),
                    at);
        }
        int held = insert.onConflict(MODEL_ALIAS.SOURCE_ID, MODEL_ALIAS.SPELLING)
                .doUpdate()
                .set(MODEL_ALIAS.MODEL_ID, excluded(MODEL_ALIAS.MODEL_ID))
                .set(MODEL_ALIAS.LINKED, excluded(MODEL_ALIAS.LINKED))
                .set(MODEL_ALIAS.OBSERVED_AT, excluded(MODEL_ALIAS.OBSERVED_AT))
                .set(MODEL_ALIAS.EVENT_ID, excluded(MODEL_ALIAS.EVENT_ID))
                .set(MODEL_ALIAS.RECORDED_AT, excluded(MODEL_ALIAS.RECORDED_AT))
                .where(MODEL_ALIAS.LINKED.isFalse().or(MODEL_ALIAS.MODEL_ID.eq(excluded(MODEL_ALIAS.MODEL_ID))))
                .execute();
        if (held < words.size()) {
            throw new IllegalStateException(
                    "aliases: " + (words.size() - held) + " were linked to other models meanwhile (expected: 0)");
        }
    }

    /**
     * Which spellings to list; null asks for any.
     *
     * @param after list those after this one, in order of source and spelling
     */
    record Wanted(
            @Nullable String model,
            @Nullable String source,
            @Nullable String spelling,
            @Nullable ModelAlias after) {}

    /** Spellings with what is held of them, in order of source and spelling. */
    Map<ModelAlias, HeldAlias> list(DSLContext dsl, Wanted wanted, int limit) {
        Condition condition = noCondition();
        if (wanted.model() != null) {
            condition = condition.and(MODEL_ALIAS.MODEL_ID.eq(wanted.model()));
        }
        if (wanted.source() != null) {
            condition = condition.and(MODEL_ALIAS.SOURCE_ID.eq(wanted.source()));
        }
        if (wanted.spelling() != null) {
            condition = condition.and(MODEL_ALIAS.SPELLING.eq(wanted.spelling()));
        }
        if (wanted.after() != null) {
            condition = condition.and(row(MODEL_ALIAS.SOURCE_ID, MODEL_ALIAS.SPELLING)
                    .gt(wanted.after().source(), wanted.after().spelling()));
        }
        Map<ModelAlias, HeldAlias> held = new LinkedHashMap<>();
        dsl.selectFrom(MODEL_ALIAS)
                .where(condition)
                .orderBy(MODEL_ALIAS.SOURCE_ID, MODEL_ALIAS.SPELLING)
                .limit(limit)
                .forEach(row -> held.put(
                        new ModelAlias(row.getSourceId(), row.getSpelling()),
                        new HeldAlias(
                                row.getModelId(),
                                row.getLinked(),
                                row.getObservedAt().toInstant())));
        return held;
    }

    /** A word with when it was recorded. */
    record Remembered(AliasWord word, OffsetDateTime recordedAt) {}

    /** All that was ever said of these spellings, oldest first. */
    Map<ModelAlias, List<Remembered>> history(DSLContext dsl, Collection<ModelAlias> aliases) {
        Map<ModelAlias, List<Remembered>> said = new HashMap<>();
        if (aliases.isEmpty()) {
            return said;
        }
        dsl.selectFrom(MODEL_ALIAS_HISTORY)
                .where(row(MODEL_ALIAS_HISTORY.ALIAS_SOURCE, MODEL_ALIAS_HISTORY.SPELLING)
                        .in(aliases.stream()
                                .map(alias -> row(alias.source(), alias.spelling()))
                                .toList()))
                .orderBy(MODEL_ALIAS_HISTORY.ID)
                .forEach(row -> {
                    ModelAlias alias = new ModelAlias(row.getAliasSource(), row.getSpelling());
                    said.computeIfAbsent(alias, _ -> new ArrayList<>())
                            .add(new Remembered(
                                    new AliasWord(
                                            alias,
                                            row.getModelId(),
                                            row.getDecision(),
                                            row.getLinked(),
                                            row.getByWhom(),
                                            row.getWhy(),
                                            row.getSourceId(),
                                            row.getObservedAt().toInstant(),
                                            row.getEventId()),
                                    row.getRecordedAt()));
                });
        return said;
    }
}
