package dev.crosscheck.event.catalog;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Texts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says that a spelling means a model, or that it does not.
 *
 * <p>What was reported under the spelling and waits is taken as soon as it is linked. Once it is
 * unlinked, what is reported under it waits, until somebody links it again; a source's own list of
 * aliases does not.
 *
 * @param model  the model's id in Crosscheck
 * @param alias  the spelling, and the source that writes it so
 * @param linked true if the spelling means the model, false if it does not
 * @param by     who says so: a person, or a tool with its rule
 * @param why    the reason
 */
public record SpellingLinked(
        String model,
        ModelAlias alias,
        boolean linked,
        String by,
        String why,
        Source source,
        Instant observedAt,
        @Nullable Instant validFrom,
        boolean correction)
        implements CatalogUpdate {

    public static final int MAX_WHY = 1_000;

    public SpellingLinked {
        Slug.require("model", model);
        requireNonNull(alias, "alias");
        Texts.requireLength("by", by, 1, 120);
        Texts.requireLength("why", why, 1, MAX_WHY);
    }

    @Override
    public String subject() {
        return model;
    }
}
