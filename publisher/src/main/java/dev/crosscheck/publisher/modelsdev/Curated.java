package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.ProviderKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * What a person has looked up once because upstream does not say it: who the makers are, which
 * providers pass requests on, what each benchmark measures and how its name is spelled. Data, in
 * {@code src/main/resources/models-dev}; what is not in it stays unknown.
 */
final class Curated {

    private final Map<String, Maker> makers;
    private final Set<String> measurers;
    private final Providers providers;
    private final Instant benchmarksObservedAt;
    private final List<Benchmark> benchmarks;
    private final Map<String, Spelled> bySpelling = new LinkedHashMap<>();

    private Curated(Map<String, Maker> makers, Set<String> measurers, Providers providers, Benchmarks benchmarks) {
        this.makers = makers;
        this.measurers = measurers;
        this.providers = providers;
        this.benchmarksObservedAt = benchmarks.observedAt();
        this.benchmarks = benchmarks.benchmarks();
        for (Benchmark benchmark : this.benchmarks) {
            for (Spelling spelling : benchmark.spellings()) {
                Spelled before = bySpelling.put(spelling.name(), new Spelled(benchmark, spelling.version()));
                if (before != null) {
                    throw new IllegalStateException(
                            "benchmarks.json: spelling " + spelling.name() + " names two benchmarks (expected: one)");
                }
            }
        }
    }

    /** The tables that come with the tool. */
    static Curated load() {
        return new Curated(
                read("makers.json", new TypeReference<>() {}),
                read("measurers.json", new TypeReference<>() {}),
                read("providers.json", new TypeReference<>() {}),
                read("benchmarks.json", new TypeReference<>() {}));
    }

    private static <T> T read(String name, TypeReference<T> type) {
        try (InputStream in = Curated.class.getResourceAsStream("/models-dev/" + name)) {
            if (in == null) {
                throw new IllegalStateException("/models-dev/" + name + ": absent (expected: on the class path)");
            }
            return EventJson.MAPPER.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The maker behind the first part of a canonical id. */
    Optional<Maker> maker(String author) {
        return Optional.ofNullable(makers.get(author));
    }

    /**
     * Whether a model's maker measured a score itself, by the page that has the figure.
     *
     * @return null if the page belongs to nobody in the tables
     */
    @Nullable
    Boolean isSelfReported(String author, URI page) {
        String address = page.getHost() + page.getPath();
        Maker own = makers.get(author);
        if (own != null && own.owns(address)) {
            return true;
        }
        boolean elsewhere =
                measurers.contains(page.getHost()) || makers.values().stream().anyMatch(maker -> maker.owns(address));
        return elsewhere ? Boolean.FALSE : null;
    }

    ProviderKind kindOf(String provider) {
        if (providers.aggregators().contains(provider)) {
            return ProviderKind.AGGREGATOR;
        }
        if (providers.makers().contains(provider)) {
            return ProviderKind.MAKER;
        }
        return providers.hosts().contains(provider) ? ProviderKind.HOST : ProviderKind.UNKNOWN;
    }

    /** Whether the provider sells a plan, so that a price of zero means "included". */
    boolean sellsPlan(String provider) {
        return providers.plans().contains(provider);
    }

    List<Benchmark> benchmarks() {
        return benchmarks;
    }

    /** When the benchmark table was last looked through. */
    Instant benchmarksObservedAt() {
        return benchmarksObservedAt;
    }

    Optional<Spelled> benchmark(String spelling) {
        return Optional.ofNullable(bySpelling.get(spelling));
    }

    /**
     * @param name  the maker's own spelling of itself
     * @param pages beginnings of the addresses under which it publishes, host first
     */
    record Maker(String name, List<String> pages) {
        boolean owns(String address) {
            return pages.stream().anyMatch(page -> address.equals(page) || address.startsWith(page + "/"));
        }
    }

    /**
     * Who the providers are.
     *
     * @param aggregators pass requests on to other providers
     * @param makers      made the models they serve
     * @param hosts       serve models of others on machines they answer for
     * @param plans       sell a plan rather than tokens; any of the above, or unknown
     */
    private record Providers(Set<String> aggregators, Set<String> makers, Set<String> hosts, Set<String> plans) {}

    private record Benchmarks(Instant observedAt, List<Benchmark> benchmarks) {}

    /**
     * A benchmark, and how upstream writes of it.
     *
     * @param spellings upstream's names for it
     * @param metrics   upstream's words for the metric, to ours; to null where the word only repeats
     *                  the unit and says nothing of how the run was counted
     * @param harnesses names that upstream sometimes files under {@code variant}
     */
    record Benchmark(
            String benchmark,
            String name,
            String measures,
            Unit unit,
            Better better,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum,
            List<Spelling> spellings,
            Map<String, @Nullable String> metrics,
            Set<String> harnesses) {

        Benchmark {
            metrics = metrics == null ? Map.of() : new LinkedHashMap<>(metrics);
            harnesses = harnesses == null ? Set.of() : Set.copyOf(harnesses);
        }

        /** Ours for upstream's word; null if it says nothing. */
        @Nullable
        String metric(@Nullable String upstream) {
            return upstream != null && metrics.containsKey(upstream) ? metrics.get(upstream) : upstream;
        }
    }

    /** One of upstream's names for a benchmark, with the version that it may imply. */
    record Spelling(String name, @Nullable String version) {}

    /** What a spelling names. */
    record Spelled(Benchmark benchmark, @Nullable String version) {}
}
