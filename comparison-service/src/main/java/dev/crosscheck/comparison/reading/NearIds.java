package dev.crosscheck.comparison.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        Set<String> wanted = pairs(typed);
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

    private static double likeness(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        long shared = one.stream().filter(other::contains).count();
        return 2.0 * shared / (one.size() + other.size());
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            pairs.add(text.substring(i, i + 2));
        }
        return pairs;
    }

    private NearIds() {}
}
