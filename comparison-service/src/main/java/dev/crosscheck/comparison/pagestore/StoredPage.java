package dev.crosscheck.comparison.pagestore;

import java.util.List;

/**
 * A page as it is stored.
 *
 * @param firstRevision     page revision of the first model when the bytes were written
 * @param secondRevision    of the second
 * @param templateVersion   which version of the template made it
 * @param dictionaryVersion which dictionary its body needs
 * @param body              its canonical bytes, compressed
 * @param digest            of its canonical bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to a reader; nobody compares two of these.
public record StoredPage(
        PageKey key,
        long firstRevision,
        long secondRevision,
        int templateVersion,
        int dictionaryVersion,
        byte[] body,
        byte[] digest) {

    /**
     * The page in its canonical bytes.
     *
     * @param facts of the two models as of the page's revisions, as {@link PageFunction#facts} gives them
     * @throws IllegalArgumentException if the body is damaged, needs a dictionary that this software has not, or
     *                                  refers to other facts
     */
    public PageBytes page(List<ModelFacts> facts) {
        byte[] compact = PageDictionary.of(dictionaryVersion).decompress(body);
        CompactPage.requireOf(compact, facts);
        return new PageBytes(compact, digest, facts);
    }
}
