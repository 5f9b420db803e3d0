package dev.crosscheck.event.pricing;

import dev.crosscheck.event.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the data team can report to pricing, and decide there. */
public sealed interface PricingUpdate permits PriceReported, ProviderReported, QuoteReviewed, UpdatesWithdrawn {

    Source source();

    Instant observedAt();

    @Nullable
    Instant validFrom();

    boolean correction();

    /** The Kafka key: the model as the publisher spells it, the provider, or what is withdrawn. */
    String subject();
}
