package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.Source;
import java.time.Instant;

/**
 * Who says it and when it was read; the same for everything in one file.
 *
 * @param observedAt when the catalogue was taken
 */
public record Origin(Instant observedAt) {

    /** The id under which the catalog knows upstream's spellings. */
    static final String SOURCE_ID = "models-dev";

    static final Source SOURCE = new Source(SOURCE_ID, "models.dev", "https://models.dev");

    /** Whose definitions the benchmarks have: upstream defines none. */
    static final Source CURATION = new Source("crosscheck-editors", "Crosscheck editors", null);
}
