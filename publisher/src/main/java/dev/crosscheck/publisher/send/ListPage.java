package dev.crosscheck.publisher.send;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * A page of a list that a service keeps.
 *
 * @param items as the service wrote them
 * @param next  the {@code after} of the next page; empty if there is none
 */
public record ListPage(List<JsonNode> items, OptionalLong next) {

    static ListPage of(JsonNode json) {
        List<JsonNode> items = new ArrayList<>();
        json.path("items").forEach(items::add);
        JsonNode next = json.path("next");
        return new ListPage(items, next.isIntegralNumber() ? OptionalLong.of(next.asLong()) : OptionalLong.empty());
    }
}
