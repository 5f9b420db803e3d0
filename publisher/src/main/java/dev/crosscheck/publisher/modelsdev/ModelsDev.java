package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.Source;
import dev.crosscheck.publisher.source.Origin;
import java.time.Instant;

/** models.dev as a source. */
public final class ModelsDev {

    /** The id under which the catalog knows upstream's spellings. */
    public static final String ID = "models-dev";

    static final Source SOURCE = new Source(ID, "models.dev", "https://models.dev");

    /** Whose definitions the benchmarks have: upstream defines none. */
    static final Source CURATION = new Source("crosscheck-editors", "Crosscheck editors", null);

    /** @param observedAt when the catalogue was taken */
    public static Origin origin(Instant observedAt) {
        return new Origin(SOURCE, observedAt);
    }

    private ModelsDev() {}
}
