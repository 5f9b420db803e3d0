package dev.crosscheck.publisher.openrouter;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.PricingUpdate;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.publisher.source.Fields;
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

/** An answer of {@code GET /api/v1/models}, or the list in it: what OpenRouter asks for each model. */
public final class OpenRouterSource implements ImportSource {

    private final Path file;
    private final Instant observedAt;
    private final OpenRouterOffers offers = new OpenRouterOffers();

    public OpenRouterSource(Path file, Instant observedAt) {
        this.file = file;
        this.observedAt = observedAt;
    }

    @Override
    public String id() {
        return OpenRouter.ID;
    }

    @Override
    public Instant observedAt() {
        return observedAt;
    }

    @Override
    public List<List<Kind>> steps() {
        return List.of(
                List.of(Kind.pricing("providers", this::provider)),
                List.of(new Kind("offers", Kind.Taker.PRICING, this::offers)));
    }

    /** Itself: the list is of what OpenRouter charges, whoever serves it. */
    private void provider(Consumer<Mapping<PricingUpdate>> into) {
        into.accept(Mapping.of(
                "providers/" + OpenRouter.ID,
                _ -> new ProviderReported(
                        OpenRouter.ID,
                        "OpenRouter",
                        ProviderKind.AGGREGATOR,
                        "https://openrouter.ai",
                        OpenRouter.SOURCE,
                        observedAt,
                        null,
                        false)));
    }

    private void offers(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        JsonFile.elements(file, "OpenRouter's list of models", (place, model) -> {
            JsonNode id = model.path("id");
            String where = id.isString() ? id.asString() : "[" + place + "]";
            into.accept(Mapping.of(where, notes -> {
                String spelled = new Fields("", model).text("id");
                if (spelled == null) {
                    throw new InvalidEventException("id", null, "the model's id");
                }
                return offers.read(new OfferReader.Entry(OpenRouter.ID, spelled, null, model), observedAt, notes)
                        .reported();
            }));
        });
    }
}
