package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * A fact that a page rests on, as anyone can look it up.
 *
 * @param id         unique on the page and stable between versions of it: {@code llama-3.2-1b/contextTokens}
 * @param model      whose fact it is
 * @param field      what it is about, such as {@code contextTokens} or {@code offer/fireworks-ai/input}
 * @param value      in its one text; null if the fact is that nothing is known
 * @param provenance who says so; null if nothing is known
 */
public record Evidence(
        String id,
        String model,
        String field,
        @Nullable String value,
        @Nullable Provenance provenance) {

    /** Nobody has told us this of the model: what "not known" rests on. */
    public static Evidence absent(String model, String field) {
        return new Evidence(model + "/" + field, model, field, null, null);
    }
}
