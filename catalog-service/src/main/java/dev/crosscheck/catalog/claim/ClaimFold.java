package dev.crosscheck.catalog.claim;

import dev.crosscheck.kit.time.AsOf;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was held of a model at a moment of the past: what would be held had only those claims come that
 * were true by then, and known by then. Pure: it decides as taking them in one by one does.
 */
public final class ClaimFold {

    /** @param said all claims on one model, confirmations too, in the order of recording */
    public static Collection<HeldClaim> of(List<Recorded> said, AsOf asOf) {
        Map<ClaimKey, HeldClaim> held = new LinkedHashMap<>();
        for (Recorded recorded : said) {
            Claim claim = recorded.claim();
            if (asOf.knows(recorded.at()) && asOf.holds(claim.provenance().validFrom())) {
                ClaimDecision decision = ClaimBook.decide(claim, Optional.ofNullable(held.get(claim.key())));
                switch (decision) {
                    case ClaimDecision.New(Claim one) -> held.put(one.key(), HeldClaim.of(one));
                    case ClaimDecision.Changed(Claim one) -> held.put(one.key(), HeldClaim.of(one));
                    case ClaimDecision.Corrected(Claim one) -> held.put(one.key(), HeldClaim.of(one));
                    case ClaimDecision.TakenBack(Claim one) -> held.put(one.key(), HeldClaim.of(one));
                    case ClaimDecision.Unchanged(HeldClaim confirmed) -> held.put(confirmed.key(), confirmed);
                    case ClaimDecision.Late _ -> {}
                }
            }
        }
        return held.values();
    }

    private ClaimFold() {}
}
