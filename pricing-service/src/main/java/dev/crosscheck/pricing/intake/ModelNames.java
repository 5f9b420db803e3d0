package dev.crosscheck.pricing.intake;

import static dev.crosscheck.pricing.db.Tables.KNOWN_MODEL;
import static dev.crosscheck.pricing.db.Tables.MODEL_ALIAS;
import static java.util.Comparator.comparing;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;

import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.pricing.Bulk;
import dev.crosscheck.pricing.db.tables.records.KnownModelRecord;
import dev.crosscheck.pricing.db.tables.records.ModelAliasRecord;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.DSLContext;

/** The models there are and what sources call them: our own copy of what the catalog says. */
@Singleton
final class ModelNames {

    /** Any number that no other lock of this database has. */
    private static final long LOCK = 0x6E616D6573L;

    /** Which models the names stand for. */
    Map<ModelName, Resolution> resolve(DSLContext tx, Collection<ModelName> names) {
        return resolve(Pipeline.of(tx), names).get();
    }

    /** {@link #resolve(DSLContext, Collection)} with the next statements. */
    Answer<Map<ModelName, Resolution>> resolve(Pipeline tx, Collection<ModelName> names) {
        String[] spellings = names.stream().map(ModelName::spelling).distinct().toArray(String[]::new);
        Answer<Set<String>> models = tx.ask(
                tx.dsl().select(KNOWN_MODEL.MODEL_ID).from(KNOWN_MODEL).where(KNOWN_MODEL.MODEL_ID.eq(any(spellings))),
                rows -> rows.intoSet(KNOWN_MODEL.MODEL_ID));
        Answer<List<ModelAliasRecord>> aliases = tx.ask(
                tx.dsl().selectFrom(MODEL_ALIAS).where(MODEL_ALIAS.SPELLING.eq(any(spellings))),
                rows -> rows.into(MODEL_ALIAS));
        return models.and(aliases, (known, called) -> resolutions(names, known, called));
    }

    private static Map<ModelName, Resolution> resolutions(
            Collection<ModelName> names, Set<String> models, List<ModelAliasRecord> aliases) {
        Map<ModelName, SortedSet<String>> claims = new HashMap<>();
        aliases.forEach(
                row -> claims.computeIfAbsent(new ModelName(row.getSourceId(), row.getSpelling()), _ -> new TreeSet<>())
                        .add(row.getModelId()));
        Map<ModelName, Resolution> resolutions = new HashMap<>();
        names.forEach(name -> resolutions.put(
                name,
                Resolution.of(
                        name.spelling(),
                        models.contains(name.spelling()),
                        claims.getOrDefault(name, new TreeSet<>()))));
        return resolutions;
    }

    /**
     * No name becomes known from here until the transaction ends. An update that is to wait is written
     * under this lock, after looking once more: else the name could become known in between, by a
     * transaction that does not see the update waiting.
     */
    void keepStill(Pipeline tx) {
        tx.run(tx.dsl().select(function("pg_advisory_xact_lock_shared", Object.class, inline(LOCK))));
    }

    /** No update begins to wait from here until the transaction ends. */
    void keepUpdatesFromWaiting(DSLContext tx) {
        tx.select(function("pg_advisory_xact_lock", Object.class, inline(LOCK))).execute();
    }

    /** The spellings under which these models are known until now. */
    Set<String> spellings(DSLContext tx, Collection<ModelState> states) {
        return tx.selectDistinct(MODEL_ALIAS.SPELLING)
                .from(MODEL_ALIAS)
                .where(MODEL_ALIAS.MODEL_ID.eq(
                        any(states.stream().map(ModelState::model).toArray(String[]::new))))
                .fetchSet(MODEL_ALIAS.SPELLING);
    }

    /**
     * Learns what the catalog says of these models, each at most once, unless it knows a newer state.
     * Aliases that a model no longer has are forgotten.
     */
    void learn(DSLContext tx, Collection<ModelState> states) {
        List<KnownModelRecord> rows = states.stream()
                .map(state -> new KnownModelRecord().setModelId(state.model()).setCatalogRevision(state.revision()))
                .sorted(comparing(KnownModelRecord::getModelId))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        Set<String> newer = tx.insertInto(KNOWN_MODEL)
                .columns(KNOWN_MODEL.fields())
                .valuesOfRecords(rows)
                .onConflict(KNOWN_MODEL.MODEL_ID)
                .doUpdate()
                .setAllToExcluded()
                .where(KNOWN_MODEL.CATALOG_REVISION.lt(excluded(KNOWN_MODEL.CATALOG_REVISION)))
                .returning(KNOWN_MODEL.MODEL_ID)
                .fetchSet(KNOWN_MODEL.MODEL_ID);
        tx.deleteFrom(MODEL_ALIAS)
                .where(MODEL_ALIAS.MODEL_ID.eq(any(newer.toArray(String[]::new))))
                .execute();
        List<ModelState> news =
                states.stream().filter(state -> newer.contains(state.model())).toList();
        Bulk.insert(
                tx,
                MODEL_ALIAS,
                news.stream()
                        .flatMap(state -> state.aliases().stream().distinct().map(alias -> row(state.model(), alias)))
                        .toList());
    }

    /** Locks the models in order of id, so that two who want several of them cannot deadlock. */
    void lock(Pipeline tx, SortedSet<String> models) {
        if (!models.isEmpty()) {
            tx.run(tx.dsl()
                    .select(KNOWN_MODEL.MODEL_ID)
                    .from(KNOWN_MODEL)
                    .where(KNOWN_MODEL.MODEL_ID.eq(any(models.toArray(String[]::new))))
                    .orderBy(KNOWN_MODEL.MODEL_ID)
                    .forNoKeyUpdate());
        }
    }

    private static ModelAliasRecord row(String model, ModelAlias alias) {
        return new ModelAliasRecord()
                .setModelId(model)
                .setSourceId(alias.source())
                .setSpelling(alias.spelling());
    }
}
