package dev.crosscheck.catalog.identity;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms of the answers about spellings. */
final class AliasViews {

    /** @param next the {@code after} of the next page; null if this is the last */
    @Serdeable
    record AliasPage(List<AliasView> items, @Nullable String next) {}

    /**
     * @param linked  false if somebody has said that it does not mean the model
     * @param history all that was ever said of it, oldest first
     */
    @Serdeable
    record AliasView(String source, String spelling, String model, boolean linked, List<WordView> history) {}

    /**
     * @param decision linked, unlinked or late
     * @param by       who said so; null where a source's own list of aliases did
     */
    @Serdeable
    record WordView(
            String model,
            String decision,
            @Nullable String by,
            @Nullable String why,
            @Nullable String source,
            Instant observedAt,
            Instant recordedAt,
            String event) {}

    private AliasViews() {}
}
