package dev.crosscheck.event.pricing;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.ModelField;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's route serves, which may be less than the model can.
 *
 * @param contextTokens   prompt and answer together
 * @param maxInputTokens  prompt alone
 * @param maxOutputTokens answer alone
 * @param capabilities    yes or no for each capability the source speaks of, all of
 *                        {@link ModelField#CAPABILITIES}
 */
public record RouteFacts(
        @Nullable Long contextTokens,
        @Nullable Long maxInputTokens,
        @Nullable Long maxOutputTokens,
        Map<ModelField, Boolean> capabilities) {

    public static final RouteFacts NONE = new RouteFacts(null, null, null, Map.of());

    public RouteFacts {
        requirePositive("route.contextTokens", contextTokens);
        requirePositive("route.maxInputTokens", maxInputTokens);
        requirePositive("route.maxOutputTokens", maxOutputTokens);
        Map<ModelField, Boolean> sorted = new EnumMap<>(ModelField.class);
        if (capabilities != null) {
            sorted.putAll(capabilities);
        }
        sorted.keySet().stream()
                .filter(field -> !ModelField.CAPABILITIES.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new InvalidEventException(
                            "route.capabilities",
                            field.id(),
                            "one of "
                                    + ModelField.CAPABILITIES.stream()
                                            .map(ModelField::id)
                                            .toList());
                });
        capabilities = Collections.unmodifiableMap(sorted);
    }

    private static void requirePositive(String field, @Nullable Long tokens) {
        if (tokens != null && tokens < 1) {
            throw new InvalidEventException(field, tokens, "at least 1");
        }
    }
}
