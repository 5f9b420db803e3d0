package dev.crosscheck.kit.limit;

import java.util.Locale;

/** What an answer takes of us, where it takes more than reading a few rows or what is at hand. */
public enum Cost {
    /** Reads all there is: some milliseconds of a processor, or of the database. */
    WIDE,

    /** Folds histories again, and asks other services for them. */
    PAST,

    /** Takes in up to a thousand things in one transaction. */
    BATCH,

    /** Works out what up to a thousand things would change everywhere: seconds of a processor, 5 MB read. */
    PREVIEW;

    /** As settings and metrics name it: {@code preview}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
