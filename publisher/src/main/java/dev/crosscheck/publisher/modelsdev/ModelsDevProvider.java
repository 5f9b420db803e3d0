package dev.crosscheck.publisher.modelsdev;

import tools.jackson.databind.JsonNode;

/**
 * A provider as upstream has it, without its offers.
 *
 * @param id   such as {@code fireworks-ai}; ours as well
 * @param body all that it says of the provider itself
 */
record ModelsDevProvider(String id, JsonNode body) {

    String where() {
        return "providers/" + id;
    }
}
