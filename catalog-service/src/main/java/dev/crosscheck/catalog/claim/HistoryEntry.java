package dev.crosscheck.catalog.claim;

/**
 * A claim as history keeps it.
 *
 * @param decision what it meant when it came: new, change, correction, retraction or late
 */
public record HistoryEntry(Claim claim, String decision) {}
