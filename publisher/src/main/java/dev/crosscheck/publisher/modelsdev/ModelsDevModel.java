package dev.crosscheck.publisher.modelsdev;

import tools.jackson.databind.JsonNode;

/**
 * A canonical model as upstream has it.
 *
 * @param id   author and name: {@code openai/gpt-5}
 * @param body all that it says
 */
record ModelsDevModel(String id, JsonNode body) {

    /** The part of the id that says who made it. */
    String author() {
        int slash = id.indexOf('/');
        return slash < 0 ? "" : id.substring(0, slash);
    }

    String where() {
        return "models/" + id;
    }
}
