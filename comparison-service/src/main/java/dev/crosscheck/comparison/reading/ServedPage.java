package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.pagestore.PageBytes;
import io.micronaut.http.MediaType;

/** A page as a reader gets it. */
public final class ServedPage {

    private final PageBytes bytes;
    private final byte[] json;
    private final Representation answer;

    ServedPage(PageBytes bytes) {
        this.bytes = bytes;
        this.json = bytes.json();
        this.answer = new Representation(bytes.digestText() + "-json", MediaType.APPLICATION_JSON_TYPE, json);
    }

    /** What the page says. Read anew by each call; whoever renders pages keeps what was rendered. */
    public Page page() {
        return bytes.page();
    }

    /** The page as JSON. */
    public byte[] json() {
        return json;
    }

    /** Pages with equal digests are equal. */
    public String digest() {
        return bytes.digestText();
    }

    /** The JSON as an answer. */
    Representation answer() {
        return answer;
    }

    /** Bytes of memory, about. */
    int weight() {
        return bytes.compact().length + answer.weight();
    }
}
