package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Page;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a stored page was made from.
 *
 * @param firstRevision   page revision of the first model when the bytes were written
 * @param secondRevision  of the second
 * @param templateVersion which version of the template made it
 * @param digest          of its canonical bytes
 * @param body            what is stored of them; null if nobody asked
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes from the database; nobody compares two of these.
public record StoredVersion(
        long firstRevision,
        long secondRevision,
        int templateVersion,
        byte[] digest,
        @Nullable Body body) {

    /**
     * The stored bytes themselves.
     *
     * @param dictionaryVersion which dictionary they need
     */
    @SuppressWarnings("ArrayRecordComponent") // As above.
    public record Body(int dictionaryVersion, byte[] bytes) {}

    /** Whether it was made from these very facts: made again, it would be the same. */
    public boolean isOf(KnownModel first, KnownModel second) {
        return firstRevision == first.pageRevision()
                && secondRevision == second.pageRevision()
                && templateVersion == Page.TEMPLATE_VERSION;
    }

    /** Whether these are its bytes, from whichever facts: by their digest, and by the body itself if that was asked for. */
    public boolean isSame(FreshPage page) {
        return Arrays.equals(digest, page.bytes().digest())
                && (body == null || page.isStoredAs(body.dictionaryVersion(), body.bytes()));
    }
}
