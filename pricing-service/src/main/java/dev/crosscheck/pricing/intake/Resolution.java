package dev.crosscheck.pricing.intake;

import java.util.SortedSet;

/** Which model a name stands for. Nothing is guessed: a name stands for one model, or for none. */
sealed interface Resolution {

    /** It stands for this model. */
    record Known(String model) implements Resolution {}

    /** No model has this id, and none has it as an alias of the source. */
    record Unknown() implements Resolution {}

    /** Several models have it as an alias of the source. */
    record Claimed(SortedSet<String> models) implements Resolution {}

    /**
     * @param isModel  whether a model has the spelling as its id, which comes before all aliases
     * @param claimers the models that have it as an alias of the source
     */
    static Resolution of(String spelling, boolean isModel, SortedSet<String> claimers) {
        if (isModel) {
            return new Known(spelling);
        }
        return switch (claimers.size()) {
            case 0 -> new Unknown();
            case 1 -> new Known(claimers.getFirst());
            default -> new Claimed(claimers);
        };
    }

    /** What the name should have been, for whoever published it. */
    static String expected(String source) {
        return "the id of a model in the catalog, or an alias of " + source + " there that stands for one model";
    }
}
