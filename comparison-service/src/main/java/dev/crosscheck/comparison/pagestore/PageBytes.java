package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Page;
import java.util.Arrays;

/**
 * A page in its canonical bytes.
 *
 * @param compact as {@link CompactPage} writes it
 * @param digest  of these bytes: equal digests mean equal pages
 */
public record PageBytes(byte[] compact, byte[] digest) {

    public static PageBytes of(Page page) {
        byte[] compact = CompactPage.write(page);
        return new PageBytes(compact, Digest.of(compact));
    }

    /**
     * What the page says.
     *
     * @throws IllegalArgumentException if the bytes are damaged
     */
    public Page page() {
        return CompactPage.read(compact);
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
