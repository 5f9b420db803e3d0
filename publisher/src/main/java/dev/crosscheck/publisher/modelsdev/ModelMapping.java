package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Origin;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@link ModelsDevModel} → {@link ModelReported}. Pure. */
final class ModelMapping {

    /** Words that makers put into a model's name to say what kind it is. Without one, nothing is said. */
    private static final Map<String, String> KINDS = Map.of(
            "instruct", "instruct",
            "it", "instruct",
            "thinking", "thinking",
            "embedding", "embedding",
            "embed", "embedding",
            "safety", "moderation",
            "safeguard", "moderation");

    private final Curated curated;
    private final Origin origin;

    ModelMapping(Curated curated, Origin origin) {
        this.curated = curated;
        this.origin = origin;
    }

    /** @param id what Crosscheck calls it */
    ModelReported map(ModelsDevModel model, String id, Mapping.Notes notes) {
        Fields entry = new Fields("", model.body()).leaveOut("benchmarks", "last_updated", "links");
        Map<ModelField, @Nullable String> facts = new EnumMap<>(ModelField.class);
        put(facts, ModelField.NAME, entry.text("name"));
        Optional<Curated.Maker> maker = curated.maker(model.author());
        maker.ifPresentOrElse(
                known -> facts.put(ModelField.MAKER, known.name()), () -> notes.notCurated("name of the maker"));
        put(facts, ModelField.FAMILY, entry.text("family"));
        put(facts, ModelField.KIND, kind(id));
        put(facts, ModelField.RELEASED, entry.text("release_date"));
        put(facts, ModelField.KNOWLEDGE_CUTOFF, entry.text("knowledge"));
        readLimits(entry, facts, notes);
        put(facts, ModelField.LICENCE, entry.text("license"));
        Boolean open = entry.flag("open_weights");
        put(facts, ModelField.OPENNESS, open == null ? null : open ? "open-weights" : "closed");
        put(facts, ModelField.WEIGHTS_URL, weightsUrl(entry, notes));

        Capabilities capabilities = Capabilities.read(entry);
        capabilities.flags().forEach((field, value) -> facts.put(field, value.toString()));
        put(facts, ModelField.INPUT_MODALITIES, joined(capabilities.input()));
        put(facts, ModelField.OUTPUT_MODALITIES, joined(capabilities.output()));
        notes.unread(entry);

        return new ModelReported(
                id,
                origin.source(),
                origin.observedAt(),
                null,
                false,
                facts,
                List.of(new ModelAlias(ModelsDev.ID, model.id())));
    }

    private static void readLimits(Fields entry, Map<ModelField, @Nullable String> facts, Mapping.Notes notes) {
        Fields limit = entry.object("limit");
        if (limit == null) {
            return;
        }
        put(facts, ModelField.CONTEXT_TOKENS, text(limit.tokens("context")));
        put(facts, ModelField.MAX_OUTPUT_TOKENS, text(limit.tokens("output")));
        if (limit.tokens("input") != null) {
            notes.dropped("limit.input (a model has no input limit of its own)");
        }
        notes.unread(limit);
    }

    /** The maker's own precision; a quantised copy is another model. */
    private static @Nullable String weightsUrl(Fields entry, Mapping.Notes notes) {
        String own = null;
        for (Fields weights : entry.objects("weights")) {
            weights.leaveOut("label");
            String url = weights.text("url");
            if (weights.text("quantization") == null && own == null) {
                own = url;
            } else {
                notes.dropped("weights (a second link)");
            }
            notes.unread(weights);
        }
        return own;
    }

    private static @Nullable String kind(String id) {
        return Stream.of(id.split("[._-]"))
                .map(KINDS::get)
                .filter(kind -> kind != null)
                .findFirst()
                .orElse(null);
    }

    private static void put(Map<ModelField, @Nullable String> facts, ModelField field, @Nullable String value) {
        if (value != null) {
            facts.put(field, value);
        }
    }

    private static @Nullable String joined(List<String> words) {
        return words.isEmpty() ? null : String.join(",", words);
    }

    private static @Nullable String text(@Nullable Long tokens) {
        return tokens == null ? null : tokens.toString();
    }
}
