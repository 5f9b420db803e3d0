package dev.crosscheck.pricing.quarantine;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.pricing.quote.Quote;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a series of quotes.
 *
 * @param quote       the last good one
 * @param lastReadAt  when the source last said anything of the offer
 * @param underReview why a newer one is held back; null if none is
 * @param notShown    events of quotes of the series that are no good, now or before
 */
public record Shown(
        Quote quote, Instant lastReadAt, @Nullable String underReview, Set<String> notShown) {

    public Shown {
        requireNonNull(quote, "quote");
        requireNonNull(lastReadAt, "lastReadAt");
        notShown = Set.copyOf(notShown);
    }
}
