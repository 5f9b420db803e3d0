package dev.crosscheck.publisher.portkey;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.source.ImportSource;
import dev.crosscheck.publisher.source.JsonFile;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.OfferReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Portkey's prices in one object: provider, model, prices. */
public final class PortkeySource implements ImportSource {

    private static final String FORMAT = "Portkey's prices, an object of providers";

    private final Path file;
    private final Instant observedAt;
    private final PortkeyOffers offers = new PortkeyOffers();

    public PortkeySource(Path file, Instant observedAt) {
        this.file = file;
        this.observedAt = observedAt;
    }

    @Override
    public String id() {
        return Portkey.ID;
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
        JsonFile.members(file, FORMAT, (provider, models) -> {
            if (!models.isObject()) {
                throw new InvalidEventException(provider, models, FORMAT);
            }
            models.forEachEntry((model, body) ->
                    into.accept(Mapping.of(provider + "/" + model, notes -> read(provider, model, body, notes))));
        });
    }

    private Kind.Reported read(String provider, String model, JsonNode body, Mapping.Notes notes) {
        return offers.read(new OfferReader.Entry(provider, model, null, body), observedAt, notes)
                .reported();
    }
}
