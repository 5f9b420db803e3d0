package dev.crosscheck.pricing.quarantine;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.pricing.quote.Quote;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a series of quotes.
 *
 * @param quote       the last good one
 * @param underReview why a newer one is held back; null if none is
 * @param notShown    events of quotes of the series that are no good, now or before
 */
public record Shown(Quote quote, @Nullable String underReview, Set<String> notShown) {

    public Shown {
        requireNonNull(quote, "quote");
        notShown = Set.copyOf(notShown);
    }
}
