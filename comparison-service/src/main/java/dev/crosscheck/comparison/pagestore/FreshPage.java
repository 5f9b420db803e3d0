package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.event.Provenance;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

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
        Set<String> events = new HashSet<>();
        Set<String> corrections = new HashSet<>();
        String last = "";
        for (Evidence fact : page.evidence().values()) {
            Provenance provenance = fact.provenance();
            if (provenance == null) {
                continue;
            }
            // What one source says of a model mostly comes in one event.
            if (!provenance.eventId().equals(last)) {
                last = provenance.eventId();
                events.add(last);
            }
            if (provenance.correction()) {
                corrections.add(last);
            }
        }
        return new PackedPage(
                key,
                firstRevision,
                secondRevision,
                bytes.compressed(),
                bytes.digest(),
                page.outcome(),
                PackedOutcome.write(page.outcome(), key),
                events,
                corrections);
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
