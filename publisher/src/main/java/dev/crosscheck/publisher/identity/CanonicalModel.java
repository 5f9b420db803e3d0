package dev.crosscheck.publisher.identity;

import org.jspecify.annotations.Nullable;

/**
 * A model that is known.
 *
 * @param id    what answers call it
 * @param local its name without its maker: {@code gpt-5}
 * @param maker who made it, in any spelling; null if not known
 * @param name  as people write it: {@code GPT-5}; null if not known
 */
public record CanonicalModel(
        String id,
        String local,
        @Nullable String maker,
        @Nullable String name) {

    /** @param path maker and name: {@code openai/gpt-5} */
    public static CanonicalModel ofPath(String path, @Nullable String name) {
        int slash = path.indexOf('/');
        return new CanonicalModel(path, path.substring(slash + 1), slash < 0 ? null : path.substring(0, slash), name);
    }
}
