package dev.crosscheck.catalog.claim;

/**
 * A claim as history keeps it.
 *
 * @param decision what it meant when it came: new, change, correction, retraction, late or
 *     confirmation
 */
public record HistoryEntry(Claim claim, String decision) {

    /** The source only said again what it had said: no reader of the history is shown it. */
    public static final String CONFIRMATION = "confirmation";
}
