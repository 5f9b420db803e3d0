package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;

/**
 * A page in the one form it is stored in: all that {@link PageJson} writes, each thing once, in about a quarter of
 * the bytes.
 *
 * <p>Claims stand where they are said and name their evidence by its place; sources stand in a table; what can be
 * told from the rest is left out. Equal pages have equal bytes, and equal bytes are equal pages: so the digest of
 * these bytes tells pages apart as that of their JSON would.
 *
 * <p>The first byte is the version of the form. It is no brace, by which JSON begins.
 */
final class CompactPage {

    static final int VERSION = 1;

    static byte[] write(Page page) {
        return new CompactWriter(page).page();
    }

    /** @throws IllegalArgumentException if the bytes are not what {@link #write(Page)} makes */
    static Page read(byte[] bytes) {
        return new CompactReader(bytes).page();
    }

    /** What a page decided, in the form it has inside the page. */
    static byte[] write(Outcome outcome) {
        return CompactWriter.outcome(outcome);
    }

    /** Also of the JSON that pages up to template version 7 kept it in. */
    static Outcome readOutcome(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == '{' ? PageParser.outcome(bytes) : CompactReader.outcome(bytes);
    }

    private CompactPage() {}
}
