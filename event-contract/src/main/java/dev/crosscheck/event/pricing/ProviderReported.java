package dev.crosscheck.event.pricing;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Texts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source says who a provider is.
 *
 * @param provider id, such as {@code fireworks-ai}
 * @param name     its one spelling on every page
 * @param kind     whether it runs models itself
 * @param url      its home or documentation
 */
public record ProviderReported(
        String provider,
        String name,
        ProviderKind kind,
        @Nullable String url,
        Source source,
        Instant observedAt,
        @Nullable Instant validFrom,
        boolean correction)
        implements PricingUpdate {

    public ProviderReported {
        Slug.require("provider", provider);
        Texts.requireLength("name", name, 1, 120);
        requireNonNull(kind, "kind");
        Texts.requireWebUrl("url", url);
    }

    @Override
    public String subject() {
        return provider;
    }
}
