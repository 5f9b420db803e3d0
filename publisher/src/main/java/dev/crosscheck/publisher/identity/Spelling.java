package dev.crosscheck.publisher.identity;

import org.jspecify.annotations.Nullable;

/**
 * How somebody names a model.
 *
 * @param provider who serves it under this name; null where the source is no list of offers
 * @param model    letter by letter: {@code accounts/fireworks/models/glm-5p1}
 * @param name     the name beside it, for people; null if there is none
 */
public record Spelling(
        @Nullable String provider, String model, @Nullable String name) {}
