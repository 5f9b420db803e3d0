package dev.crosscheck.publisher.source;

import java.time.Instant;
import java.util.List;

/** A public catalogue that can be imported: what it says, kind by kind, in our events. */
public interface ImportSource {

    /** The source's id, such as {@code models-dev}; the names of its batches begin with it. */
    String id();

    /** When the catalogue was taken: the time of its events. */
    Instant observedAt();

    /** Those of one step have nothing to do with each other; each step needs the one before. */
    List<List<Kind>> steps();
}
