package dev.crosscheck.publisher.litellm;

import dev.crosscheck.publisher.source.ImportSource;
import dev.crosscheck.publisher.source.JsonFile;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.OfferReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** LiteLLM's price map: one object, in which each key is a route that LiteLLM can take. */
public final class LiteLlmSource implements ImportSource {

    private static final String FORMAT = "LiteLLM's price map, an object";

    private static final String LAST_UPDATED = "last_updated";

    /** Keys of the map that are no models: an explanation of the fields, rules for ids, a date. */
    private static final Set<String> METADATA = Set.of("sample_spec", "fallback_generalizations", LAST_UPDATED);

    private final Path file;
    private final Instant observedAt;
    private final LiteLlmOffers offers = new LiteLlmOffers();

    public LiteLlmSource(Path file, Instant observedAt) {
        this.file = file;
        this.observedAt = observedAt;
    }

    /** When the map was written, as it says itself; empty if it does not. */
    public static Optional<Instant> lastUpdated(Path file) throws IOException {
        Instant[] found = {null};
        JsonFile.members(file, FORMAT, (key, value) -> {
            if (key.equals(LAST_UPDATED)) {
                try {
                    found[0] = OffsetDateTime.parse(value.asString("")).toInstant();
                } catch (DateTimeException _) {
                    // Then the file's name, or the user, has to say it.
                    found[0] = null;
                }
            }
        });
        return Optional.ofNullable(found[0]);
    }

    @Override
    public String id() {
        return LiteLlm.ID;
    }

    @Override
    public Instant observedAt() {
        return observedAt;
    }

    @Override
    public List<List<Kind>> steps() {
        return List.of(List.of(new Kind("offers", Kind.Taker.PRICING, this::offers)));
    }

    private void offers(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        JsonFile.members(file, FORMAT, (key, value) -> {
            if (!METADATA.contains(key)) {
                into.accept(Mapping.of(key, notes -> read(key, value, notes)));
            }
        });
    }

    private Kind.Reported read(String key, JsonNode value, Mapping.Notes notes) {
        return offers.read(new OfferReader.Entry("", key, null, value), observedAt, notes)
                .reported();
    }
}
