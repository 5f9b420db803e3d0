package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Slug;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Our ids for upstream's canonical models: the name without its author, in lower case.
 *
 * <p>{@code minimax/MiniMax-M2} is {@code minimax-m2}. Two of upstream's models never share an id:
 * the first in the file has it, and the second is refused, because a fact in the wrong place is
 * worse than none.
 */
final class ModelIds {

    private final Map<String, String> canonicalOf = new LinkedHashMap<>();

    /**
     * @param canonical upstream's id
     * @throws InvalidEventException if it gives no slug, or another model's
     */
    String claim(String canonical) {
        String id = slug(canonical);
        String owner = canonicalOf.putIfAbsent(id, canonical);
        if (owner != null && !owner.equals(canonical)) {
            throw new InvalidEventException("model", canonical, "another id than " + id + ", which is " + owner);
        }
        return id;
    }

    private static String slug(String canonical) {
        String name = canonical.substring(canonical.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String cleaned = name.replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return Slug.require("model", cleaned);
    }
}
