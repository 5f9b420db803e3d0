package dev.crosscheck.comparison.reading;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant who typed an id that does not exist. */
final class NearIds {

    /** Less in common than this is chance. */
    private static final double NEAR = 0.4;

    private record Candidate(String id, double likeness) {}

    /**
     * Ids that share most of their letter pairs with {@code typed}, the most alike first.
     *
     * <p>Alike is twice the shared pairs of neighbouring letters, over the pairs of both (Dice):
     * {@code night} and {@code nacht} share one of four and four, 0.25.
     */
    static List<String> of(String typed, Collection<String> ids, int atMost) {
        int[] wanted = pairs(typed);
        return ids.stream()
                .map(id -> new Candidate(id, likeness(wanted, pairs(id))))
                .filter(candidate -> candidate.likeness() >= NEAR)
                .sorted(Comparator.comparingDouble(Candidate::likeness)
                        .reversed()
                        .thenComparing(Candidate::id))
                .limit(atMost)
                .map(Candidate::id)
                .toList();
    }

    private static double likeness(int[] one, int[] other) {
        if (one.length == 0 || other.length == 0) {
            return 0;
        }
        int shared = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            int order = Integer.compare(one[i], other[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return 2.0 * shared / (one.length + other.length);
    }

    /** Each pair once, in order, as a number: a typing error is answered by a look at all ids, and anybody can make one. */
    private static int[] pairs(String text) {
        int[] pairs = new int[Math.max(0, text.length() - 1)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = text.charAt(i) << Character.SIZE | text.charAt(i + 1);
        }
        Arrays.sort(pairs);
        int last = 0;
        for (int i = 1; i < pairs.length; i++) {
            if (pairs[i] != pairs[last]) {
                pairs[++last] = pairs[i];
            }
        }
        return pairs.length == 0 ? pairs : Arrays.copyOf(pairs, last + 1);
    }

    private NearIds() {}
}
