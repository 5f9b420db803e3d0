package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.pagestore.PageBytes;

/**
 * A page as a reader gets it.
 *
 * @param bytes its canonical bytes and the digest of them: pages with equal digests are equal
 * @param json  the same as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to a reader; nobody compares two of these.
public record ServedPage(PageBytes bytes, byte[] json) {

    static ServedPage of(PageBytes bytes) {
        return new ServedPage(bytes, bytes.json());
    }

    /** What the page says. Read anew by each call; whoever renders pages keeps what was rendered. */
    public Page page() {
        return bytes.page();
    }

    /** Names these very bytes, for an entity tag: append the representation. */
    public String digest() {
        return bytes.digestText();
    }
}
