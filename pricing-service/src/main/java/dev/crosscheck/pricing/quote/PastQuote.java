package dev.crosscheck.pricing.quote;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a source once quoted, as far as a list of past prices shows it.
 *
 * @param input  US dollars per million tokens of an ordinary request; null where the quote has none
 * @param output likewise
 */
public record PastQuote(
        QuoteKey key,
        String fingerprint,
        Terms terms,
        @Nullable UsdPerMtok input,
        @Nullable UsdPerMtok output,
        RouteStatus status,
        Provenance provenance,
        boolean correction,
        Instant recordedAt) {

    public PastQuote {
        requireNonNull(key, "key");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(terms, "terms");
        requireNonNull(status, "status");
        requireNonNull(provenance, "provenance");
        requireNonNull(recordedAt, "recordedAt");
    }

    static PastQuote of(Quote quote) {
        QuoteContent content = quote.content();
        return new PastQuote(
                quote.key(),
                content.fingerprint(),
                content.terms(),
                content.base(Component.INPUT).orElse(null),
                content.base(Component.OUTPUT).orElse(null),
                content.status(),
                quote.provenance(),
                quote.correction(),
                quote.recordedAt());
    }

    /** Whether it only says again what is being said since {@code beginning}. */
    public boolean repeats(PastQuote beginning) {
        return statement().repeats(beginning.statement());
    }

    private Statement statement() {
        return new Statement(provenance, fingerprint, correction, recordedAt, true);
    }
}
