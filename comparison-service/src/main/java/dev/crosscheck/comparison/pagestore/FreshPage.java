package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Page;
import java.util.Arrays;

/**
 * A page just made from two profiles.
 *
 * @param firstRevision  page revision of the first model's profile
 * @param secondRevision of the second's
 * @param page           what it says
 * @param bytes          the same in canonical form
 */
public record FreshPage(PageKey key, long firstRevision, long secondRevision, Page page, PageBytes bytes) {

    /** The same two profiles always give the same bytes, whoever asks: a reader, the refresher or an audit. */
    public static FreshPage make(PageFunction function, KnownModel first, KnownModel second) {
        Page page = function.of(first.profile(), second.profile());
        return new FreshPage(
                new PageKey(first.id(), second.id()),
                first.pageRevision(),
                second.pageRevision(),
                page,
                PageBytes.of(page, function.facts(first.profile(), second.profile())));
    }

    public PackedPage packed() {
        FactsOnPage behind = new FactsOnPage(page, bytes.facts());
        return new PackedPage(
                key,
                firstRevision,
                secondRevision,
                bytes.compressed(),
                bytes.digest(),
                page.outcome(),
                PackedOutcome.write(page.outcome(), key),
                behind.events(),
                behind.corrections());
    }

    /** Whether a stored body holds this very page. Damage is a difference like any other. */
    public boolean isStoredAs(int dictionaryVersion, byte[] body) {
        try {
            return Arrays.equals(PageDictionary.of(dictionaryVersion).decompress(body), bytes.compact());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
