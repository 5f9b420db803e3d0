package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a model with a capability does, as one says it.
 *
 * @param does    after a name: {@code can read images}
 * @param doesNot after another name: {@code cannot}
 */
public record Ability(String does, String doesNot) {

    private static final Map<ModelField, Ability> ABILITIES = new EnumMap<>(ModelField.class);

    static {
        ModelField.CAPABILITIES.forEach(capability -> ABILITIES.put(capability, find(capability)));
    }

    /** @throws IllegalArgumentException if the field is no capability */
    public static Ability of(ModelField capability) {
        Ability ability = ABILITIES.get(capability);
        return ability == null ? find(capability) : ability;
    }

    private static Ability find(ModelField capability) {
        return switch (capability) {
            case VISION -> can("read images");
            case MULTIMODAL -> new Ability("is multimodal", "is not");
            case REASONING -> can("reason before it answers");
            case FUNCTION_CALLING -> can("call functions");
            case TOOL_USE -> can("use tools");
            case STRUCTURED_OUTPUTS -> can("answer in a given structure");
            case CODE_EXECUTION -> can("execute code");
            case IDE_INTEGRATION -> new Ability("works within an IDE", "does not");
            case COMPUTER_USE -> can("operate a computer");
            case PARALLEL_AGENTS -> can("run agents in parallel");
            default ->
                throw new IllegalArgumentException("capability: " + capability.id() + " (expected: one of "
                        + ModelField.CAPABILITIES.stream().map(ModelField::id).toList() + ")");
        };
    }

    private static Ability can(String what) {
        return new Ability("can " + what, "cannot");
    }
}
