package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.pagestore.PageBytes;

/** A page as a reader gets it. */
public final class ServedPage {

    private final PageBytes bytes;

    ServedPage(PageBytes bytes) {
        this.bytes = bytes;
    }

    /** What the page says. Read anew by each call; whoever renders pages keeps what was rendered. */
    public Page page() {
        return bytes.page();
    }

    /** The page as JSON. Written anew by each call. */
    public byte[] json() {
        return bytes.json();
    }

    /** Pages with equal digests are equal. */
    public String digest() {
        return bytes.digestText();
    }

    /** Bytes of memory, about. */
    int weight() {
        return bytes.compact().length;
    }
}
