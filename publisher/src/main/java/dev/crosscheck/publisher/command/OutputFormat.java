package dev.crosscheck.publisher.command;

/** For whom the result is written. */
enum OutputFormat {
    /** For people. */
    text,
    /** For programs: one JSON document. */
    json
}
