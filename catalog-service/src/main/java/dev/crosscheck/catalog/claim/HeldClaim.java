package dev.crosscheck.catalog.claim;

import dev.crosscheck.event.Provenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest that a source says of an item.
 *
 * @param content     null if the source has taken its word back
 * @param provenance  of the event that first said so
 * @param confirmedAt when the source was last seen to say so; not before it was first seen
 * @param correction  whether it was given as a correction then
 */
public record HeldClaim(
        ClaimKey key,
        @Nullable String benchmark,
        @Nullable String content,
        Provenance provenance,
        Instant confirmedAt,
        boolean correction) {
    /** As it is held from now on. */
    public static HeldClaim of(Claim claim) {
        return new HeldClaim(
                claim.key(),
                claim.benchmark(),
                claim.content(),
                claim.provenance(),
                claim.provenance().observedAt(),
                claim.correction());
    }
}
