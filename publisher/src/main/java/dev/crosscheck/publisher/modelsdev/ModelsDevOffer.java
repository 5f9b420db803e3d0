package dev.crosscheck.publisher.modelsdev;

import tools.jackson.databind.JsonNode;

/**
 * What a provider offers, as upstream has it.
 *
 * @param provider id of the provider
 * @param id       the provider's own name for the model, and so our route
 * @param body     all that it says
 */
record ModelsDevOffer(String provider, String id, JsonNode body) {

    String where() {
        return "providers/" + provider + "/" + id;
    }
}
