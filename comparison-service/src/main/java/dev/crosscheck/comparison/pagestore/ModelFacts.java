package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.PreparedProfile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The facts of one model, and what its pages say of it whatever it is compared with: stored pages refer to both by
 * their place, so that none repeats them.
 *
 * <p>A stored page is read only when the profiles in memory are of the revisions it was made from, and these give
 * the same again. The fingerprint holds that: a page that refers to anything else is refused.
 */
public final class ModelFacts {

    static final int FINGERPRINT_BYTES = 8;

    private static final int[] NONE = {};

    private final List<Evidence> evidence;
    private final List<Claim> claims;
    private final byte[] fingerprint;

    /** The places of those claims whose first fact has this place: a few, where all of them are a hundred or two. */
    private final int[][] claimsByFact;

    static ModelFacts of(PreparedProfile model) {
        return new ModelFacts(model.evidence(), model.claims());
    }

    /**
     * @param evidence in order of their ids
     * @param claims   each once, resting on these
     */
    ModelFacts(List<Evidence> evidence, List<Claim> claims) {
        this.evidence = List.copyOf(evidence);
        this.claims = List.copyOf(claims);
        fingerprint = Arrays.copyOf(Digest.of(CompactWriter.facts(this)), FINGERPRINT_BYTES);
        Map<String, Integer> places = new HashMap<>();
        evidence.forEach(fact -> places.put(fact.id(), places.size()));
        claimsByFact = new int[evidence.size()][];
        Arrays.fill(claimsByFact, NONE);
        for (int claim = 0; claim < claims.size(); claim++) {
            String first = claims.get(claim).evidence().getFirst();
            Integer place = places.get(first);
            if (place == null) {
                throw new IllegalArgumentException(
                        "claim \"" + claims.get(claim).text() + "\": rests on " + first
                                + " (expected: one of the model's " + evidence.size() + " facts)");
            }
            int[] before = claimsByFact[place];
            claimsByFact[place] = Arrays.copyOf(before, before.length + 1);
            claimsByFact[place][before.length] = claim;
        }
    }

    /** In order of their ids. */
    List<Evidence> evidence() {
        return evidence;
    }

    List<Claim> claims() {
        return claims;
    }

    /** {@value #FINGERPRINT_BYTES} bytes that tell these facts from all others. */
    byte[] fingerprint() {
        return fingerprint;
    }

    /**
     * @param firstFact the place of the claim's first fact
     * @return where an equal claim stands among those of the model; -1 if it has none
     */
    int place(Claim claim, int firstFact) {
        for (int place : claimsByFact[firstFact]) {
            if (claims.get(place).equals(claim)) {
                return place;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return "facts " + HexFormat.of().formatHex(fingerprint);
    }
}
