package dev.crosscheck.catalog.intake;

import dev.crosscheck.catalog.claim.ClaimKey;
import dev.crosscheck.catalog.claim.Claims;
import dev.crosscheck.catalog.claim.HeldClaim;
import dev.crosscheck.catalog.identity.HeldAlias;
import dev.crosscheck.catalog.identity.ModelAliases;
import dev.crosscheck.catalog.model.HeldModel;
import dev.crosscheck.catalog.model.Models;
import dev.crosscheck.catalog.score.Benchmark;
import dev.crosscheck.catalog.score.Benchmarks;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.SpellingLinked;
import dev.crosscheck.event.catalog.StatementMade;
import dev.crosscheck.event.catalog.TakeWritten;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows of all that a batch speaks of, read in a few queries however large the batch, and
 * kept up with what the batch itself makes known.
 */
final class Known {

    /** Where it is read from. */
    record Stores(Models models, ModelAliases aliases, Benchmarks benchmarks, Claims claims) {}

    private final DSLContext tx;
    private final Stores stores;
    private final Map<String, HeldModel> models = new TreeMap<>();
    private final Map<ModelAlias, HeldAlias> aliases = new HashMap<>();
    private final Map<String, Benchmark> benchmarks = new HashMap<>();
    private final Map<String, String> benchmarkSpellings = new HashMap<>();
    private final Map<ClaimKey, HeldClaim> claims = new HashMap<>();

    Known(DSLContext tx, Stores stores) {
        this.tx = tx;
        this.stores = stores;
    }

    /** Reads what these updates may speak of. Benchmarks are locked before models, in every batch. */
    void read(Collection<Update> updates) {
        Names names = new Names();
        updates.forEach(update -> names.of(update));
        readBenchmarks(names.benchmarks);
        aliases.putAll(stores.aliases().of(tx, names.spellings, List.of()));
        names.models.addAll(stores.claims().modelsWithTakes(tx, names.takes));
        aliases.forEach((alias, held) -> {
            if (names.spellings.contains(alias.spelling())) {
                names.models.add(held.model());
            }
        });
        readModels(names.models);
    }

    /** Reads and locks these models, those known already apart. */
    void readModels(Collection<String> ids) {
        Set<String> missing = new HashSet<>(ids);
        missing.removeAll(models.keySet());
        if (!missing.isEmpty()) {
            Map<String, HeldModel> found = stores.models().lock(tx, missing);
            models.putAll(found);
            claims.putAll(stores.claims().of(tx, found.keySet()));
        }
    }

    private void readBenchmarks(Set<String> names) {
        Set<String> missing = new HashSet<>(names);
        missing.removeAll(benchmarkSpellings.keySet());
        if (!missing.isEmpty()) {
            benchmarkSpellings.putAll(stores.benchmarks().bySpelling(tx, missing));
            Set<String> ids = new HashSet<>(missing);
            ids.addAll(benchmarkSpellings.values());
            ids.removeAll(benchmarks.keySet());
            benchmarks.putAll(stores.benchmarks().of(tx, ids));
        }
    }

    boolean hasModel(String id) {
        return models.containsKey(id);
    }

    /** The model that this source calls so: by exact id, else by an exact spelling of that source. */
    Optional<String> model(String name, String source) {
        return models.containsKey(name)
                ? Optional.of(name)
                : Optional.ofNullable(modelOf(new ModelAlias(source, name)));
    }

    /** The benchmark of this id or spelling. */
    Optional<Benchmark> benchmark(String name) {
        Benchmark byId = benchmarks.get(name);
        return byId != null
                ? Optional.of(byId)
                : Optional.ofNullable(benchmarkSpellings.get(name)).map(benchmarks::get);
    }

    Optional<HeldClaim> claim(ClaimKey key) {
        return Optional.ofNullable(claims.get(key));
    }

    /** The model that the spelling is linked to. */
    @Nullable
    String modelOf(ModelAlias alias) {
        HeldAlias held = aliases.get(alias);
        return held != null && held.linked() ? held.model() : null;
    }

    /** What is held of the spelling, whether linked or unlinked. */
    @Nullable
    HeldAlias held(ModelAlias alias) {
        return aliases.get(alias);
    }

    /** Creates the model, or finds that another batch has done so meanwhile. */
    void create(String model, OffsetDateTime now) {
        if (stores.models().create(tx, model, now)) {
            models.put(model, new HeldModel(model, 0, null));
        } else {
            readModels(List.of(model));
        }
    }

    void put(HeldClaim claim) {
        claims.put(claim.key(), claim);
    }

    void put(ModelAlias alias, HeldAlias held) {
        aliases.put(alias, held);
    }

    void put(Benchmark benchmark) {
        benchmarks.put(benchmark.id(), benchmark);
    }

    void putSpelling(String spelling, String benchmark) {
        benchmarkSpellings.put(spelling, benchmark);
    }

    List<HeldModel> models(Collection<String> ids) {
        return models.values().stream()
                .filter(model -> ids.contains(model.id()))
                .toList();
    }

    /** Everything held of these models. */
    List<HeldClaim> claimsOf(Collection<String> ids) {
        return claims.values().stream()
                .filter(claim -> ids.contains(claim.key().model()))
                .toList();
    }

    /** Other models under which the same source keeps the take. */
    List<HeldClaim> takesElsewhere(ClaimKey key) {
        return claims.values().stream()
                .filter(claim -> claim.content() != null
                        && claim.key().kind() == key.kind()
                        && claim.key().item().equals(key.item())
                        && claim.key().source().equals(key.source())
                        && !claim.key().model().equals(key.model()))
                .toList();
    }

    /** The names that updates use, by what they may stand for. */
    private static final class Names {

        private final Set<String> models = new HashSet<>();
        private final Set<String> spellings = new HashSet<>();
        private final Set<String> benchmarks = new HashSet<>();
        private final Set<String> takes = new HashSet<>();

        void of(Update update) {
            switch (update.body()) {
                case ModelReported report -> {
                    models.add(report.model());
                    report.aliases().forEach(alias -> spellings.add(alias.spelling()));
                }
                case BenchmarkDefined definition -> {
                    benchmarks.add(definition.benchmark());
                    benchmarks.add(definition.name());
                    benchmarks.addAll(definition.aliases());
                }
                case ScoreReported score -> {
                    model(score.model());
                    benchmarks.add(score.benchmark());
                }
                case StatementMade statement -> model(statement.model());
                case SpellingLinked link -> {
                    models.add(link.model());
                    model(link.alias().spelling());
                }
                case TakeWritten take -> {
                    models.addAll(take.models());
                    takes.add(take.take());
                }
            }
        }

        private void model(String name) {
            models.add(name);
            spellings.add(name);
        }
    }
}
