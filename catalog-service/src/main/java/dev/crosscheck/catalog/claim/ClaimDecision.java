package dev.crosscheck.catalog.claim;

import java.time.Instant;

/** What a claim means. Each case carries what its handler needs, and nothing else. */
public sealed interface ClaimDecision {

    /** The source never spoke of this item before. */
    record New(Claim claim) implements ClaimDecision {}

    /** The world has changed: what was true before stays true of then. */
    record Changed(Claim claim) implements ClaimDecision {}

    /** The source was wrong before; the history tells since when we know better. */
    record Corrected(Claim claim) implements ClaimDecision {}

    /** The source takes back what it said. */
    record TakenBack(Claim claim) implements ClaimDecision {}

    /**
     * The source says what it said: nothing to store but that it was seen, nothing to publish.
     *
     * @param confirmed the claim as it is held from now on
     */
    record Unchanged(HeldClaim confirmed) implements ClaimDecision {}

    /** A newer word came first: this one enters history, and the present is not turned back. */
    record Late(Claim claim, Instant newestSeenAt) implements ClaimDecision {}
}
