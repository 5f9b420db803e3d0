package dev.crosscheck.event.catalog;

import static dev.crosscheck.event.catalog.FieldType.COUNT;
import static dev.crosscheck.event.catalog.FieldType.DATE;
import static dev.crosscheck.event.catalog.FieldType.FLAG;
import static dev.crosscheck.event.catalog.FieldType.TEXT;
import static dev.crosscheck.event.catalog.FieldType.URL;
import static dev.crosscheck.event.catalog.FieldType.choice;
import static dev.crosscheck.event.catalog.FieldType.choices;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.crosscheck.event.InvalidEventException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can be said of a model, field by field. Each field is a fact of its own, with its own source
 * and age, so that sources can disagree about one and agree about the rest.
 */
public enum ModelField {
    NAME("name", TEXT),
    /** The organisation that made it, in its own spelling. */
    MAKER("maker", TEXT),
    FAMILY("family", TEXT),
    /** Base and instruct weights are different models; so are thinking and quantised ones. */
    KIND("kind", choice("base", "instruct", "thinking", "embedding", "moderation", "other")),
    /** Such as {@code fp8}; absent for the maker's own precision. */
    QUANTISATION("quantisation", TEXT),
    RELEASED("released", DATE),
    RETIRED("retired", DATE),
    KNOWLEDGE_CUTOFF("knowledgeCutoff", DATE),
    /** Tokens of prompt and answer together that the model itself can hold; a route may serve fewer. */
    CONTEXT_TOKENS("contextTokens", COUNT),
    MAX_OUTPUT_TOKENS("maxOutputTokens", COUNT),
    /** All parameters, as a number: 8x22B is 141000000000. */
    PARAMETERS("parameters", COUNT),
    /** Parameters at work for each token; differs from all of them in a mixture of experts. */
    ACTIVE_PARAMETERS("activeParameters", COUNT),
    ARCHITECTURE(
            "architecture", choice("decoder-only", "mixture-of-experts", "encoder-only", "encoder-decoder", "other")),
    EXPERTS("experts", COUNT),
    ACTIVE_EXPERTS("activeExperts", COUNT),
    /** The licence by exact name and version. */
    LICENCE("licence", TEXT),
    LICENCE_URL("licenceUrl", URL),
    /** Open weights are not open source. */
    OPENNESS("openness", choice("open-source", "open-weights", "closed")),
    COMMERCIAL_USE("commercialUse", choice("allowed", "allowed-with-conditions", "forbidden")),
    INPUT_MODALITIES("inputModalities", choices("text", "image", "audio", "video", "pdf", "file")),
    OUTPUT_MODALITIES("outputModalities", choices("text", "image", "audio", "video", "pdf", "file", "embedding")),
    WEIGHTS_URL("weightsUrl", URL),
    VISION("vision", FLAG),
    MULTIMODAL("multimodal", FLAG),
    REASONING("reasoning", FLAG),
    FUNCTION_CALLING("functionCalling", FLAG),
    TOOL_USE("toolUse", FLAG),
    STRUCTURED_OUTPUTS("structuredOutputs", FLAG),
    CODE_EXECUTION("codeExecution", FLAG),
    IDE_INTEGRATION("ideIntegration", FLAG),
    COMPUTER_USE("computerUse", FLAG),
    PARALLEL_AGENTS("parallelAgents", FLAG);

    /** The fields that a buyer reads as yes, no or not known, in reading order. */
    public static final List<ModelField> CAPABILITIES = List.of(
            VISION,
            MULTIMODAL,
            REASONING,
            FUNCTION_CALLING,
            TOOL_USE,
            STRUCTURED_OUTPUTS,
            CODE_EXECUTION,
            IDE_INTEGRATION,
            COMPUTER_USE,
            PARALLEL_AGENTS);

    private static final Map<String, ModelField> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ModelField::id, Function.identity()));

    private final String id;
    private final FieldType type;

    ModelField(String id, FieldType type) {
        this.id = id;
        this.type = type;
    }

    /** The name of the field in events, addresses and tables. */
    @JsonValue
    public String id() {
        return id;
    }

    public FieldType type() {
        return type;
    }

    public static Optional<ModelField> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    @JsonCreator
    public static ModelField of(String id) {
        return find(id).orElseThrow(() -> new InvalidEventException(
                "field",
                id,
                "one of " + Arrays.stream(values()).map(ModelField::id).collect(Collectors.joining(", "))));
    }
}
