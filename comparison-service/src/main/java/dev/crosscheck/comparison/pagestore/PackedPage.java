package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Outcome;
import java.util.Set;

/**
 * A page ready to be stored.
 *
 * @param firstRevision  page revision of the first model when the page was made
 * @param secondRevision of the second
 * @param body           its canonical bytes, compressed with the current dictionary
 * @param digest         of its canonical bytes
 * @param outcome        what the page decided
 * @param packedOutcome  the same as it is stored
 * @param events         the events it rests on
 * @param corrections    those of them that took back an earlier word
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to the database; nobody compares two of these.
public record PackedPage(
        PageKey key,
        long firstRevision,
        long secondRevision,
        byte[] body,
        byte[] digest,
        Outcome outcome,
        byte[] packedOutcome,
        Set<String> events,
        Set<String> corrections) {}
