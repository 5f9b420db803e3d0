package dev.crosscheck.event.catalog;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Texts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source says in words what no field holds. It is shown as the source's claim, with its name.
 *
 * @param statement id, unique for the model and source; the same id again replaces the text
 * @param model     id or known spelling
 * @param kind      what it is about
 * @param audience  for whom, in a recommendation
 * @param text      plain text, one or two sentences; null takes the statement back
 */
public record StatementMade(
        String statement,
        String model,
        StatementKind kind,
        @Nullable String audience,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String text,
        Source source,
        Instant observedAt,
        @Nullable Instant validFrom,
        boolean correction)
        implements CatalogUpdate {

    public StatementMade {
        Slug.require("statement", statement);
        Texts.requireLength("model", model, 1, ModelAlias.MAX_LENGTH);
        requireNonNull(kind, "kind");
        if (audience != null) {
            Texts.requireLength("audience", audience, 1, 120);
        }
        if (text != null) {
            Texts.requireLength("text", text, 1, 600);
        }
    }

    @Override
    public String subject() {
        return model;
    }
}
