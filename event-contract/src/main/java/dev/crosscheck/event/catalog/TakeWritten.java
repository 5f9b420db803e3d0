package dev.crosscheck.event.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An editor's opinion of two to six models, signed and dated.
 *
 * @param take     id; the same id again replaces the text
 * @param models   the models it speaks of; any order, kept sorted
 * @param markdown CommonMark; null takes the take back
 * @param author   who signs it
 * @param sources  what the author relied on
 */
public record TakeWritten(
        String take,
        List<String> models,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String markdown,
        String author,
        List<Source> sources,
        Source source,
        Instant observedAt,
        @Nullable Instant validFrom,
        boolean correction)
        implements CatalogUpdate {

    public TakeWritten {
        Slug.require("take", take);
        models =
                models == null ? List.of() : models.stream().distinct().sorted().toList();
        if (models.size() < 2 || models.size() > 6) {
            throw new InvalidEventException("models", models, "2 to 6 different model ids");
        }
        models.forEach(model -> Slug.require("models", model));
        if (markdown != null) {
            Texts.requireLength("markdown", markdown, 1, 20_000);
        }
        Texts.requireLength("author", author, 1, 120);
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** The first of the models keeps the take; the others show it with that one. */
    @Override
    public String subject() {
        return models.getFirst();
    }
}
