package dev.crosscheck.publisher.source;

/**
 * Something that a person should know of how an entry was read, though an event came of it.
 *
 * @param kind  what was done
 * @param what  in words that are the same for each entry it happens to, so that notes can be counted
 * @param where the entry: {@code models/openai/gpt-5} or {@code providers/poe/google/nano-banana}
 */
public record Note(Kind kind, String what, String where) {

    /** What was done. */
    public enum Kind {
        /** Upstream says it, our events have no place for it, and it is not told on. */
        DROPPED,
        /** Upstream wrote it in an odd way that can be read in one way only. */
        REPAIRED,
        /** The curated tables do not know it; the fact is left out rather than guessed. */
        NOT_CURATED
    }
}
