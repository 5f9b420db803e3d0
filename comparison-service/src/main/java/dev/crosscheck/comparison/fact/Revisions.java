package dev.crosscheck.comparison.fact;

/**
 * How new a profile is. Each number only ever grows.
 *
 * @param catalog of its catalog state; 0 if there is none
 * @param prices  of its price sheet; 0 if there is none
 * @param page    grows with every change that a page can show; 0 until there can be pages
 */
public record Revisions(long catalog, long prices, long page) {

    /** A model that nobody has spoken of. */
    static final Revisions NONE = new Revisions(0, 0, 0);

    /** Grows with every change of the profile, shown or not. */
    long age() {
        return catalog + prices;
    }
}
