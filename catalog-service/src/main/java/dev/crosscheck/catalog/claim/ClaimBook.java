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
import org.jspecify.annotations.Nullable;

/** Decides what a claim means. Pure: it reads no clock, no database and no topic. */
public final class ClaimBook {

    /**
     * Weighs a claim against what the same source said of the same item before.
     *
     * <p>Of two different words of one moment, a correction wins, then the greater text: whichever comes first,
     * the same one is held in the end.
     */
    public static ClaimDecision decide(Claim claim, Optional<HeldClaim> current) {
        if (current.isEmpty()) {
            return claim.content() == null ? new TakenBack(claim) : new New(claim);
        }
        HeldClaim held = current.get();
        Instant seenAt = claim.provenance().observedAt();
        boolean same = Objects.equals(claim.content(), held.content());
        if (same && !seenAt.isBefore(held.provenance().observedAt())) {
            return new Unchanged(confirmed(claim, held));
        }
        if (seenAt.isBefore(held.confirmedAt()) || losesTie(claim, held)) {
            return new Late(claim, held.confirmedAt());
        }
        if (claim.content() == null) {
            return new TakenBack(claim);
        }
        return claim.correction() ? new Corrected(claim) : new Changed(claim);
    }

    private static HeldClaim confirmed(Claim claim, HeldClaim held) {
        int later = claim.provenance().observedAt().compareTo(held.confirmedAt());
        return new HeldClaim(
                held.key(),
                held.benchmark(),
                held.content(),
                held.provenance(),
                later > 0 ? claim.provenance().observedAt() : held.confirmedAt(),
                later > 0 ? claim.correction() : held.correction() || later == 0 && claim.correction());
    }

    private static boolean losesTie(Claim claim, HeldClaim held) {
        if (!claim.provenance().observedAt().equals(held.confirmedAt())) {
            return false;
        }
        return claim.correction() == held.correction()
                ? text(claim.content()).compareTo(text(held.content())) < 0
                : held.correction();
    }

    /** A word taken back is less than any that stands. */
    private static String text(@Nullable String content) {
        return content == null ? "" : content;
    }

    private ClaimBook() {}
}
