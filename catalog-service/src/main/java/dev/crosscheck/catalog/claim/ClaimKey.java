package dev.crosscheck.catalog.claim;

import static java.util.Objects.requireNonNull;

/**
 * Of what a source speaks.
 *
 * @param model  id
 * @param item   what of the model: a field's id, a benchmark with a setting, a statement's or take's id
 * @param source id of who says it; what other sources say of the item stands beside it
 */
public record ClaimKey(String model, ClaimKind kind, String item, String source) {

    public ClaimKey {
        requireNonNull(model, "model");
        requireNonNull(kind, "kind");
        requireNonNull(item, "item");
        requireNonNull(source, "source");
    }
}
