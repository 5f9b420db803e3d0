package dev.crosscheck.comparison.pagestore;

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
     * @throws IllegalArgumentException if the body is damaged, or needs a dictionary that this software has not
     */
    public PageBytes page() {
        return new PageBytes(PageDictionary.of(dictionaryVersion).decompress(body), digest);
    }
}
