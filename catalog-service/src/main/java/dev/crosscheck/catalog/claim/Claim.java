package dev.crosscheck.catalog.claim;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of an item.
 *
 * @param benchmark  id, of a score; else null
 * @param content    the one text of what it says: equal claims have equal texts; null takes back what the
 *     source said before
 * @param correction true if the source was wrong before, false if the world has changed
 */
public record Claim(
        ClaimKey key, @Nullable String benchmark, @Nullable String content, Provenance provenance, boolean correction) {

    public Claim {
        requireNonNull(key, "key");
        requireNonNull(provenance, "provenance");
    }
}
