package dev.crosscheck.publisher.llmstats;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.ImportSource;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** LLM Stats as a source: a folder with its files. */
public final class LlmStats implements ImportSource {

    public static final String ID = "llm-stats";

    static final Source SOURCE = new Source(ID, "LLM Stats", "https://llm-stats.com");

    private static final List<String> FILES = List.of(
            "models.json",
            "organizations.json",
            "licenses.json",
            "benchmarks.json",
            "scores.jsonl",
            "providers.json",
            "provider_models.jsonl");

    private final Path folder;
    private final Instant observedAt;

    public LlmStats(Path folder, Instant observedAt) {
        this.folder = folder;
        this.observedAt = observedAt;
    }

    /** The files that a folder of it has. */
    public static List<Path> files(Path folder) {
        return FILES.stream().map(folder::resolve).toList();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Instant observedAt() {
        return observedAt;
    }

    @Override
    public List<List<Kind>> steps() {
        return List.of(
                List.of(
                        new Kind("benchmarks", Kind.Taker.CATALOG, this::benchmarks),
                        new Kind("models", Kind.Taker.CATALOG, this::models)),
                List.of(
                        new Kind("scores", Kind.Taker.CATALOG, this::scores),
                        new Kind("providers", Kind.Taker.PRICING, this::providers)),
                List.of(new Kind("offers", Kind.Taker.PRICING, this::offers)));
    }

    void benchmarks(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        each(
                "benchmarks.json",
                "benchmark_id",
                into,
                (entry, notes) -> LlmStatsScores.define(entry, observedAt, notes));
    }

    void models(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        Map<String, String> makers = names("organizations.json", "organization_id");
        Map<String, String> licences = names("licenses.json", "license_id");
        each(
                "models.json",
                "model_id",
                into,
                (entry, notes) -> LlmStatsModels.model(entry, makers, licences, observedAt, notes));
    }

    void scores(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        Map<String, LlmStatsScores.Scale> scales = new HashMap<>();
        for (JsonNode benchmark : entries("benchmarks.json")) {
            scales.put(benchmark.path("benchmark_id").asString(""), LlmStatsScores.Scale.of(benchmark));
        }
        LlmStatsScores scores = new LlmStatsScores(scales, observedAt);
        each("scores.jsonl", "model_benchmark_id", into, scores::score);
    }

    void providers(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        each("providers.json", "provider_id", into, (entry, notes) -> {
            entry.leaveOut("created_at", "updated_at");
            String id = entry.text("provider_id");
            String name = entry.text("name");
            String url = entry.text("website");
            notes.unread(entry);
            return new ProviderReported(
                    String.valueOf(id),
                    String.valueOf(name),
                    ProviderKind.UNKNOWN,
                    url,
                    SOURCE,
                    observedAt,
                    null,
                    false);
        });
    }

    void offers(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        each(
                "provider_models.jsonl",
                "model_provider_id",
                into,
                (entry, notes) -> LlmStatsModels.offer(entry, observedAt, notes));
    }

    private interface Mapper {
        Object map(Fields entry, Mapping.Notes notes);
    }

    private void each(String file, String id, Consumer<Mapping<Kind.Reported>> into, Mapper mapper) throws IOException {
        for (JsonNode entry : entries(file)) {
            into.accept(Mapping.of(
                    file + "/" + entry.path(id).asString("?"),
                    notes -> new Kind.Reported(mapper.map(new Fields("", entry), notes), true)));
        }
    }

    private Map<String, String> names(String file, String id) throws IOException {
        Map<String, String> names = new HashMap<>();
        for (JsonNode entry : entries(file)) {
            names.put(entry.path(id).asString(""), entry.path("name").asString(""));
        }
        return names;
    }

    /** A list, or one entry to a line. Upstream's are a megabyte at most. */
    private List<JsonNode> entries(String file) throws IOException {
        Path path = folder.resolve(file);
        List<JsonNode> entries = new ArrayList<>();
        try {
            if (file.endsWith(".jsonl")) {
                for (String line : Files.readAllLines(path)) {
                    entries.add(EventJson.MAPPER.readTree(line));
                }
            } else {
                EventJson.MAPPER.readTree(Files.readAllBytes(path)).forEach(entries::add);
            }
        } catch (JacksonException e) {
            throw new InvalidEventException(path.toString(), EventJson.met(e), "JSON");
        }
        return entries;
    }
}
