package dev.crosscheck.catalog.intake;

import dev.crosscheck.catalog.claim.ClaimKey;
import dev.crosscheck.catalog.claim.HeldClaim;
import dev.crosscheck.catalog.claim.HistoryEntry;
import dev.crosscheck.catalog.identity.AliasWord;
import dev.crosscheck.catalog.score.Benchmark;
import dev.crosscheck.catalog.score.DefinitionDecision;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;

/** What a batch has to write, gathered so that each table is written in a few statements. */
final class Writes {

    private record Spelling(String benchmark, String eventId) {}

    private record Definition(Benchmark benchmark, DefinitionDecision decision) {}

    private final Map<ClaimKey, HeldClaim> claims = new LinkedHashMap<>();
    private final List<HistoryEntry> history = new ArrayList<>();
    private final List<AliasWord> aliases = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final Map<String, Spelling> spellings = new LinkedHashMap<>();
    private final Set<String> redefined = new HashSet<>();
    private final Set<String> touched = new TreeSet<>();
    private final Set<Reference> nowKnown = new HashSet<>();

    void hold(HeldClaim claim) {
        claims.put(claim.key(), claim);
    }

    void remember(HistoryEntry entry) {
        history.add(entry);
    }

    void alias(AliasWord word) {
        aliases.add(word);
        if (word.counts()) {
            touched.add(word.model());
        }
    }

    void define(Benchmark benchmark, DefinitionDecision decision) {
        definitions.add(new Definition(benchmark, decision));
        if (decision != DefinitionDecision.NEW) {
            redefined.add(benchmark.id());
        }
    }

    void rememberDefinition(Benchmark benchmark, DefinitionDecision decision) {
        definitions.add(new Definition(benchmark, decision));
    }

    void spelling(String spelling, String benchmark, String eventId) {
        spellings.put(spelling, new Spelling(benchmark, eventId));
    }

    /** The model's state may be another one now. */
    void touch(String model) {
        touched.add(model);
    }

    void nowKnown(Reference reference) {
        nowKnown.add(reference);
    }

    /** What has become known since the last call. */
    Set<Reference> takeNowKnown() {
        Set<Reference> taken = Set.copyOf(nowKnown);
        nowKnown.clear();
        return taken;
    }

    boolean hasNowKnown() {
        return !nowKnown.isEmpty();
    }

    /** Writes all of it but the states; then the models with scores on redefined benchmarks are touched as well. */
    void flush(DSLContext tx, Known.Stores stores, OffsetDateTime now) {
        for (Definition definition : definitions) {
            if (definition.decision() != DefinitionDecision.LATE) {
                stores.benchmarks().hold(tx, definition.benchmark(), now);
            }
            stores.benchmarks().remember(tx, definition.benchmark(), definition.decision(), now);
        }
        spellings.forEach(
                (spelling, known) -> stores.benchmarks().spell(tx, spelling, known.benchmark(), known.eventId(), now));
        stores.aliases().take(tx, aliases, now);
        stores.claims().hold(tx, claims.values(), now);
        stores.claims().remember(tx, history, now);
        if (!redefined.isEmpty()) {
            touched.addAll(stores.claims().modelsWithScoresOn(tx, redefined));
        }
    }

    /** Models whose state may be another one now, by id. */
    Set<String> touched() {
        return touched;
    }
}
