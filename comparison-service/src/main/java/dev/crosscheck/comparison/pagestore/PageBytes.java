package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Page;
import java.util.Arrays;
import java.util.List;

/**
 * A page in its canonical bytes.
 *
 * @param compact as {@link CompactPage} writes it
 * @param digest  of these bytes: equal digests mean equal pages
 * @param facts   what these bytes refer to, for each model in order; none if they repeat all of it
 */
public record PageBytes(byte[] compact, byte[] digest, List<ModelFacts> facts) {

    /** Bytes that can be read by themselves. */
    public static PageBytes of(Page page) {
        return of(page, List.of());
    }

    /** @param facts for each model of the page in order, or none */
    public static PageBytes of(Page page, List<ModelFacts> facts) {
        byte[] compact = CompactPage.write(page, facts);
        return new PageBytes(compact, Digest.of(compact), facts);
    }

    /**
     * What the page says.
     *
     * @throws IllegalArgumentException if the bytes are damaged
     */
    public Page page() {
        return CompactPage.read(compact, facts);
    }

    /** As readers of JSON get it. */
    public byte[] json() {
        return PageJson.write(page());
    }

    /** For headers and logs. */
    public String digestText() {
        return Digest.text(digest);
    }

    /** As the database keeps it, made with the current dictionary. */
    public byte[] compressed() {
        return PageDictionary.CURRENT.compress(compact);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PageBytes that && Arrays.equals(compact, that.compact);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return "PageBytes[" + digestText() + ", " + compact.length + " bytes]";
    }
}
