package dev.crosscheck.pricing.quote;

import static java.util.Objects.requireNonNull;

/**
 * A quote as the history has it.
 *
 * @param id   grows in the order of recording; 0 until it is stored
 * @param kind what it was when it came: {@code first}, {@code change}, {@code correction},
 *             {@code late} or {@code retired}
 */
public record HistoryEntry(long id, Quote quote, String kind) {

    public HistoryEntry {
        requireNonNull(quote, "quote");
        requireNonNull(kind, "kind");
    }

    static HistoryEntry of(Quote quote, String kind) {
        return new HistoryEntry(0, quote, kind);
    }
}
