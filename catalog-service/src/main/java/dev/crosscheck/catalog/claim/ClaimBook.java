package dev.crosscheck.catalog.claim;

import dev.crosscheck.catalog.claim.ClaimDecision.Changed;
import dev.crosscheck.catalog.claim.ClaimDecision.Corrected;
import dev.crosscheck.catalog.claim.ClaimDecision.Late;
import dev.crosscheck.catalog.claim.ClaimDecision.New;
import dev.crosscheck.catalog.claim.ClaimDecision.TakenBack;
import dev.crosscheck.catalog.claim.ClaimDecision.Unchanged;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Decides what a claim means. Pure: it reads no clock, no database and no topic. */
public final class ClaimBook {

    /**
     * Weighs a claim against what the same source said of the same item before.
     *
     * <p>Of two different words of one moment, a correction wins, then the greater event id: whichever comes
     * first, the same one is held in the end.
     */
    public static ClaimDecision decide(Claim claim, Optional<HeldClaim> current) {
        if (current.isEmpty()) {
            return claim.content() == null ? new TakenBack(claim) : new New(claim);
        }
        HeldClaim held = current.get();
        Instant seenAt = claim.provenance().observedAt();
        boolean same = Objects.equals(claim.content(), held.content());
        if (same && !seenAt.isBefore(held.provenance().observedAt())) {
            return new Unchanged(held, seenAt);
        }
        if (seenAt.isBefore(held.confirmedAt()) || losesTie(claim, held)) {
            return new Late(claim, held.confirmedAt());
        }
        if (claim.content() == null) {
            return new TakenBack(claim);
        }
        return claim.correction() ? new Corrected(claim) : new Changed(claim);
    }

    private static boolean losesTie(Claim claim, HeldClaim held) {
        return claim.provenance().observedAt().equals(held.confirmedAt())
                && !claim.correction()
                && claim.provenance().eventId().compareTo(held.provenance().eventId()) < 0;
    }

    private ClaimBook() {}
}
