package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.publisher.source.Fields;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What upstream says a model or a route can do; models and offers say it in the same fields. */
final class Capabilities {

    private static final Set<String> TEXT_ALONE = Set.of("text");

    /**
     * Reads the capability fields and the modalities.
     *
     * <p>{@code tool_call} gives two of our fields, since it is both at once: the model is handed
     * functions and calls them. {@code attachment} gives none: it says that files can be attached
     * in some client, while {@code modalities.input} says which kinds the model reads.
     */
    static Capabilities read(Fields entry) {
        Map<ModelField, Boolean> flags = new EnumMap<>(ModelField.class);
        put(flags, ModelField.REASONING, entry.flag("reasoning"));
        Boolean toolCall = entry.flag("tool_call");
        put(flags, ModelField.FUNCTION_CALLING, toolCall);
        put(flags, ModelField.TOOL_USE, toolCall);
        put(flags, ModelField.STRUCTURED_OUTPUTS, entry.flag("structured_output"));
        entry.leaveOut("attachment", "temperature");

        Fields modalities = entry.object("modalities");
        List<String> input = modalities == null ? List.of() : modalities.texts("input");
        List<String> output = modalities == null ? List.of() : modalities.texts("output");
        if (!input.isEmpty()) {
            flags.put(ModelField.VISION, input.contains("image"));
        }
        if (!input.isEmpty() && !output.isEmpty()) {
            flags.put(ModelField.MULTIMODAL, !TEXT_ALONE.containsAll(input) || !TEXT_ALONE.containsAll(output));
        }
        return new Capabilities(flags, input, output);
    }

    private static void put(Map<ModelField, Boolean> flags, ModelField field, @Nullable Boolean value) {
        if (value != null) {
            flags.put(field, value);
        }
    }

    private final Map<ModelField, Boolean> flags;
    private final List<String> input;
    private final List<String> output;

    private Capabilities(Map<ModelField, Boolean> flags, List<String> input, List<String> output) {
        this.flags = flags;
        this.input = input;
        this.output = output;
    }

    /** Yes or no for each capability that upstream speaks of. */
    Map<ModelField, Boolean> flags() {
        return flags;
    }

    /** What it reads: text, image, audio, video, pdf. */
    List<String> input() {
        return input;
    }

    /** What it writes. */
    List<String> output() {
        return output;
    }
}
