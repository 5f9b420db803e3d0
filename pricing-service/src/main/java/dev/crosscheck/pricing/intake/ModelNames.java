package dev.crosscheck.pricing.intake;

import static dev.crosscheck.pricing.db.Tables.KNOWN_MODEL;
import static dev.crosscheck.pricing.db.Tables.MODEL_ALIAS;
import static java.util.Comparator.comparing;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;

import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.database.Prepared;
import dev.crosscheck.kit.database.Row;
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

    private static final Prepared MODELS_OF = Prepared.question(
            select(KNOWN_MODEL.MODEL_ID).from(KNOWN_MODEL).where(KNOWN_MODEL.MODEL_ID.eq(any(Prepared.places()))));

    private static final Prepared ALIASES_OF =
            Prepared.question(selectFrom(MODEL_ALIAS).where(MODEL_ALIAS.SPELLING.eq(any(Prepared.places()))));

    private static final Prepared KEEP_STILL =
            Prepared.statement(select(function("pg_advisory_xact_lock_shared", Object.class, inline(LOCK))));

    private static final Prepared LOCK_MODELS = Prepared.statement(select(KNOWN_MODEL.MODEL_ID)
            .from(KNOWN_MODEL)
            .where(KNOWN_MODEL.MODEL_ID.eq(any(Prepared.places())))
            .orderBy(KNOWN_MODEL.MODEL_ID)
            .forNoKeyUpdate());

    /** What a source calls a model. */
    private record Alias(String model, ModelName name) {

        static Alias of(Row row) {
            return new Alias(
                    row.get(MODEL_ALIAS.MODEL_ID),
                    new ModelName(row.get(MODEL_ALIAS.SOURCE_ID), row.get(MODEL_ALIAS.SPELLING)));
        }
    }

    /** Which models the names stand for. */
    Map<ModelName, Resolution> resolve(DSLContext tx, Collection<ModelName> names) {
        return resolve(Pipeline.of(tx), names).get();
    }

    /** {@link #resolve(DSLContext, Collection)} with the next statements. */
    Answer<Map<ModelName, Resolution>> resolve(Pipeline tx, Collection<ModelName> names) {
        List<String> spellings =
                names.stream().map(ModelName::spelling).distinct().toList();
        Answer<List<String>> models = tx.ask(MODELS_OF, row -> row.get(KNOWN_MODEL.MODEL_ID), spellings);
        Answer<List<Alias>> aliases = tx.ask(ALIASES_OF, Alias::of, spellings);
        return models.and(aliases, (known, called) -> resolutions(names, Set.copyOf(known), called));
    }

    private static Map<ModelName, Resolution> resolutions(
            Collection<ModelName> names, Set<String> models, List<Alias> aliases) {
        Map<ModelName, SortedSet<String>> claims = new HashMap<>();
        aliases.forEach(alias ->
                claims.computeIfAbsent(alias.name(), _ -> new TreeSet<>()).add(alias.model()));
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
        tx.run(KEEP_STILL);
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
            tx.run(LOCK_MODELS, models);
        }
    }

    private static ModelAliasRecord row(String model, ModelAlias alias) {
        return new ModelAliasRecord()
                .setModelId(model)
                .setSourceId(alias.source())
                .setSpelling(alias.spelling());
    }
}
