package dev.crosscheck.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Who says it.
 *
 * @param id   stable and short, such as {@code models-dev}; policies rank sources by it
 * @param name as a reader knows it, such as {@code models.dev}
 * @param url  where it can be looked up, http or https; null if nowhere
 */
public record Source(String id, String name, @Nullable String url) {

    public Source {
        Slug.require("source.id", id);
        requireNonNull(name, "source.name");
        Texts.requireLength("source.name", name, 1, 200);
        Texts.requireWebUrl("source.url", url);
    }
}
