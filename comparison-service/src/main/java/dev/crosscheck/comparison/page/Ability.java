package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;

/**
 * What a model with a capability does, as one says it.
 *
 * @param does    after a name: {@code can read images}
 * @param doesNot after another name: {@code cannot}
 */
public record Ability(String does, String doesNot) {

    /** @throws IllegalArgumentException if the field is no capability */
    public static Ability of(ModelField capability) {
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
