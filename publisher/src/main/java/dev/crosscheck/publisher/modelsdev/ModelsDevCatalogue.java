package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PricingUpdate;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.OfferReader;
import dev.crosscheck.publisher.source.Origin;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A catalogue of models.dev as events, kind by kind. Each call reads the file again, so that no more
 * than one entry is held at a time; only the canonical ids stay.
 */
public final class ModelsDevCatalogue {

    private final CatalogFile file;
    private final Curated curated = Curated.load();
    private final Origin origin;

    /** Upstream's canonical id to ours, for the models that have one. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** @throws dev.crosscheck.event.InvalidEventException if the file is no catalogue of models.dev */
    public ModelsDevCatalogue(CatalogFile file, Origin origin) throws IOException {
        this.file = file;
        this.origin = origin;
        ModelIds claimed = new ModelIds();
        file.forEachModel(model -> {
            if (Mapping.of(model.where(), _ -> claimed.claim(model.id())) instanceof Mapping.Mapped<String> mapped) {
                ids.put(model.id(), mapped.event());
            }
        });
    }

    /** Every benchmark of the curated table. */
    public void benchmarks(Consumer<Mapping<CatalogUpdate>> into) {
        ScoreMapping mapping = new ScoreMapping(curated, origin);
        for (Curated.Benchmark benchmark : curated.benchmarks()) {
            into.accept(Mapping.of("benchmarks.json/" + benchmark.benchmark(), _ -> mapping.define(benchmark)));
        }
    }

    /** Every canonical model. */
    public void models(Consumer<Mapping<CatalogUpdate>> into) throws IOException {
        ModelMapping mapping = new ModelMapping(curated, origin);
        ModelIds claimed = new ModelIds();
        file.forEachModel(model ->
                into.accept(Mapping.of(model.where(), notes -> mapping.map(model, claimed.claim(model.id()), notes))));
    }

    /** Every score of every canonical model. */
    public void scores(Consumer<Mapping<CatalogUpdate>> into) throws IOException {
        ScoreMapping mapping = new ScoreMapping(curated, origin);
        file.forEachModel(model -> {
            int number = 0;
            for (JsonNode score : model.body().path("benchmarks")) {
                String where = model.where() + "/benchmarks/" + number++;
                // A model without an id of ours was refused; its scores name it as upstream does, and wait.
                String id = ids.getOrDefault(model.id(), model.id());
                into.accept(Mapping.of(
                        where, notes -> mapping.map(model.author(), id, new Fields("benchmarks", score), notes)));
            }
        });
    }

    /** Every provider. */
    public void providers(Consumer<Mapping<PricingUpdate>> into) throws IOException {
        ProviderMapping mapping = new ProviderMapping(curated, origin);
        file.forEachProvider(
                provider -> into.accept(Mapping.of(provider.where(), notes -> mapping.map(provider, notes))));
    }

    /** Every offer of every provider. */
    public void prices(Consumer<Mapping<Offer>> into) throws IOException {
        OfferMapping mapping = new OfferMapping(curated, new OfferIdentity(ids.keySet()), origin);
        file.forEachOffer(offer -> into.accept(Mapping.of(offer.where(), notes -> {
            OfferMapping.Resolved resolved = mapping.map(offer, notes);
            return new Offer(resolved.event(), resolved.rule() != OfferIdentity.Rule.NONE);
        })));
    }

    /** Reads offers of the history as {@link #prices} reads those of the file: linked by the same rules. */
    public OfferReader offers() {
        return new ModelsDevOffers(curated, new OfferIdentity(ids.keySet()));
    }

    /**
     * An offer as an event.
     *
     * @param resolved whether upstream's rules name its canonical model
     */
    public record Offer(PriceReported event, boolean resolved) {}
}
