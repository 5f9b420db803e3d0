package dev.crosscheck.comparison.page;

/**
 * What a source says in words.
 *
 * @param words    what it says; not always its own words, so without quotation marks
 * @param source   its name and the day it was read
 * @param evidence the statement
 */
record Said(String words, String source, String evidence) {

    /** Such as {@code For edge devices: Fits in 2 GB. (LLM Reference, 2026-05-16)}. */
    Claim claim() {
        return Claim.of(words + " (" + source + ")", evidence);
    }
}
