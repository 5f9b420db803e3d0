package dev.crosscheck.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One resource.
 *
 * @param kind  such as {@code Deployment}
 * @param name  as in its metadata
 * @param tree  as it was written
 * @param typed the same as the type that Kubernetes or an operator has for it, with no field left over
 */
record Manifest(String kind, String name, JsonNode tree, Object typed) {

    /** Such as {@code Deployment/catalog-service}. */
    String id() {
        return kind + "/" + name;
    }
}
