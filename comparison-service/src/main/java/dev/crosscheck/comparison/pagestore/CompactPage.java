package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Page;
import java.util.List;

/**
 * A page in the one form it is stored in: all that {@link PageJson} writes, each thing once, in about a quarter of
 * the bytes.
 *
 * <p>Claims stand where they are said and name their evidence by its place; what can be told from the rest is left
 * out. In {@link Words texts} one byte stands for the name of a model. The facts of a model are the same on every page it is on, so a stored page names them by their place among
 * the {@link ModelFacts}, which its reader has at hand. Equal pages from equal facts have equal bytes, and equal bytes
 * are equal pages: so the digest of these bytes tells pages apart as that of their JSON would.
 *
 * <p>The first byte is the version of the form. It is no brace, by which JSON begins.
 */
final class CompactPage {

    static final int VERSION = 3;

    /** @param facts for each model of the page in order, or none: then the page repeats all of them */
    static byte[] write(Page page, List<ModelFacts> facts) {
        return new CompactWriter(page, facts).page();
    }

    /**
     * @param facts as they were when the page was written
     * @throws IllegalArgumentException if the bytes are not what {@link #write(Page, List)} makes with these facts
     */
    static Page read(byte[] bytes, List<ModelFacts> facts) {
        return new CompactReader(bytes, facts).page();
    }

    /** @throws IllegalArgumentException if the bytes are of another form or refer to other facts */
    static void requireOf(byte[] bytes, List<ModelFacts> facts) {
        new CompactReader(bytes, facts);
    }

    private CompactPage() {}
}
