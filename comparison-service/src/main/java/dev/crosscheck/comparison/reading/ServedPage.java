package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.pagestore.PageBytes;
import dev.crosscheck.comparison.pagestore.PageParser;

/**
 * A page as a reader gets it.
 *
 * @param bytes its canonical JSON and the digest of that: pages with equal digests are equal
 */
public record ServedPage(PageBytes bytes) {

    /** What the page says. Parsed anew by each call; whoever renders pages keeps what was rendered. */
    public Page page() {
        return PageParser.page(bytes.json());
    }

    /** Names these very bytes, for an entity tag: append the representation. */
    public String digest() {
        return bytes.digestText();
    }
}
