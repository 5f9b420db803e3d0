package dev.crosscheck.comparison.pagestore;

import java.util.Comparator;

/**
 * Which two models a page compares, in the one order that every pair has.
 *
 * @param first  the id that comes first, byte by byte
 * @param second the other id
 */
public record PageKey(String first, String second) implements Comparable<PageKey> {

    private static final Comparator<PageKey> ORDER =
            Comparator.comparing(PageKey::first).thenComparing(PageKey::second);

    public PageKey {
        if (first.compareTo(second) >= 0) {
            throw new IllegalArgumentException("pair: " + first + ", " + second + " (expected: two ids in order)");
        }
    }

    /**
     * @param one   any of the two
     * @param other not the same
     */
    public static PageKey of(String one, String other) {
        return one.compareTo(other) < 0 ? new PageKey(one, other) : new PageKey(other, one);
    }

    @Override
    public int compareTo(PageKey other) {
        return ORDER.compare(this, other);
    }
}
