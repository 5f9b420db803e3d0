package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.FactPlaces;
import dev.crosscheck.comparison.page.PreparedProfile;
import dev.crosscheck.event.Provenance;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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

    private final FactPlaces places;
    private final List<Event> events;

    /** The places of those claims whose first fact has this place: a few, where all of them are a hundred or two. */
    private final int[][] claimsByFact;

    /** How long the text of each claim is: nearly all that are another are of another length, and need not be met. */
    private final int[] lengths;

    /**
     * An event that facts of the model come from.
     *
     * @param facts     their places
     * @param corrected of those that it corrected
     */
    record Event(String id, BitSet facts, BitSet corrected) {}

    static ModelFacts of(PreparedProfile model) {
        return new ModelFacts(model.evidence(), model.claims(), model.places());
    }

    /**
     * @param evidence in order of their ids
     * @param claims   each once, resting on these
     */
    ModelFacts(List<Evidence> evidence, List<Claim> claims) {
        this(evidence, claims, FactPlaces.of(evidence));
    }

    private ModelFacts(List<Evidence> evidence, List<Claim> claims, FactPlaces places) {
        this.evidence = List.copyOf(evidence);
        this.claims = List.copyOf(claims);
        this.places = places;
        events = events(evidence);
        fingerprint = Arrays.copyOf(Digest.of(CompactWriter.facts(this)), FINGERPRINT_BYTES);
        lengths = claims.stream().mapToInt(claim -> claim.text().length()).toArray();
        claimsByFact = new int[evidence.size()][];
        Arrays.fill(claimsByFact, NONE);
        for (int claim = 0; claim < claims.size(); claim++) {
            String first = claims.get(claim).evidence().getFirst();
            int place = places.of(first);
            if (place < 0) {
                throw new IllegalArgumentException(
                        "claim \"" + claims.get(claim).text() + "\": rests on " + first
                                + " (expected: one of the model's " + evidence.size() + " facts)");
            }
            int[] before = claimsByFact[place];
            claimsByFact[place] = Arrays.copyOf(before, before.length + 1);
            claimsByFact[place][before.length] = claim;
        }
    }

    private static List<Event> events(List<Evidence> evidence) {
        Map<String, Event> byId = new LinkedHashMap<>();
        for (int place = 0; place < evidence.size(); place++) {
            Provenance provenance = evidence.get(place).provenance();
            if (provenance != null) {
                Event event =
                        byId.computeIfAbsent(provenance.eventId(), id -> new Event(id, new BitSet(), new BitSet()));
                event.facts().set(place);
                event.corrected().set(place, provenance.correction());
            }
        }
        return List.copyOf(byId.values());
    }

    /** What its facts come from. */
    List<Event> events() {
        return events;
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

    /** Where the fact of this id stands; -1 if it is not one of the model's. */
    int place(String id) {
        return places.of(id);
    }

    /**
     * @param firstFact the place of the claim's first fact
     * @return where an equal claim stands among those of the model; -1 if it has none
     */
    int place(Claim claim, int firstFact) {
        int length = claim.text().length();
        for (int place : claimsByFact[firstFact]) {
            if (lengths[place] == length) {
                Claim own = claims.get(place);
                // Nearly always a page says what its model brought along by that very object.
                if (own == claim || own.equals(claim)) {
                    return place;
                }
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return "facts " + HexFormat.of().formatHex(fingerprint);
    }
}
