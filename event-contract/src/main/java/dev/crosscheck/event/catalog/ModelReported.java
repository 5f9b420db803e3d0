package dev.crosscheck.event.catalog;

import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source says something of a model.
 *
 * <p>Fields that are absent say nothing. A field with null takes back what this source said of it.
 *
 * @param model      the model's id in Crosscheck
 * @param source     who says it
 * @param observedAt when the source was read
 * @param validFrom  since when it is true; null for since it was observed
 * @param correction true if the source was wrong before, false if the world has changed
 * @param facts      a value for each field the source speaks of, in the text of {@link FieldType}
 * @param aliases    other spellings under which sources know exactly this model
 */
public record ModelReported(
        String model,
        Source source,
        Instant observedAt,
        @Nullable Instant validFrom,
        boolean correction,
        Map<ModelField, @Nullable String> facts,
        List<ModelAlias> aliases)
        implements CatalogUpdate {

    public ModelReported {
        Slug.require("model", model);
        Map<ModelField, @Nullable String> canonical = new EnumMap<>(ModelField.class);
        if (facts != null) {
            facts.forEach((field, text) ->
                    canonical.put(field, text == null ? null : field.type().canonical("facts." + field.id(), text)));
        }
        facts = Collections.unmodifiableMap(canonical);
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }

    @Override
    public String subject() {
        return model;
    }
}
