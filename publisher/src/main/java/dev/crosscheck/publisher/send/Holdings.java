package dev.crosscheck.publisher.send;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the services hold of models now. */
public final class Holdings {

    /** Far more models than there are; a list that is longer is a trouble of its own. */
    private static final int MOST_MODELS = 1_000_000;

    private final ServiceClient catalog;
    private final ServiceClient pricing;

    public Holdings(ServiceClient catalog, ServiceClient pricing) {
        this.catalog = catalog;
        this.pricing = pricing;
    }

    /** Ids of all models, in order. */
    public List<String> models() {
        return catalog.all("/v1/models", MOST_MODELS).stream().map(Holdings::id).toList();
    }

    private static String id(JsonNode model) {
        return model.path("id").asString(model.path("model").asString(""));
    }

    public Optional<ModelState> model(String id) {
        return catalog.get("/v1/models/" + id).map(state -> EventJson.bind(state, ModelState.class));
    }

    public Optional<PriceSheet> sheet(String model) {
        return pricing.get("/v1/price-sheets/" + model).map(state -> EventJson.bind(state, PriceSheet.class));
    }
}
