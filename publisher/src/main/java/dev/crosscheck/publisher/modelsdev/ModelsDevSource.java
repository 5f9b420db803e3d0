package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.publisher.source.ImportSource;
import dev.crosscheck.publisher.source.Kind;
import java.time.Instant;
import java.util.List;

/** What a catalogue of models.dev says, in the order in which the services need it. */
public final class ModelsDevSource implements ImportSource {

    private final ModelsDevCatalogue catalogue;
    private final Instant observedAt;

    public ModelsDevSource(ModelsDevCatalogue catalogue, Instant observedAt) {
        this.catalogue = catalogue;
        this.observedAt = observedAt;
    }

    @Override
    public String id() {
        return ModelsDev.ID;
    }

    @Override
    public Instant observedAt() {
        return observedAt;
    }

    @Override
    public List<List<Kind>> steps() {
        return List.of(
                List.of(Kind.catalog("benchmarks", catalogue::benchmarks), Kind.catalog("models", catalogue::models)),
                List.of(Kind.catalog("scores", catalogue::scores), Kind.pricing("providers", catalogue::providers)),
                List.of(new Kind(
                        "offers",
                        Kind.Taker.PRICING,
                        into -> catalogue.prices(offer ->
                                into.accept(offer.as(told -> new Kind.Reported(told.event(), told.resolved())))))));
    }
}
