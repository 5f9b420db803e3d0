package dev.crosscheck.deploy.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mistake that somebody could make in one resource.
 *
 * @param resource such as {@code Deployment/catalog-service}
 * @param pointer  into it (RFC 6901); empty for the resource itself
 * @param yaml     what stands there instead; null for nothing
 */
record Mutant(String resource, String pointer, @Nullable String yaml) {

    /** Another value where there is one, or one more at the end of a list ({@code …/-}) or beside others. */
    static Mutant set(String resource, String pointer, String yaml) {
        return new Mutant(resource, pointer, yaml);
    }

    /** Nothing where there is a value. */
    static Mutant without(String resource, String pointer) {
        return new Mutant(resource, pointer, null);
    }

    /** The whole resource is missing. */
    static Mutant gone(String resource) {
        return new Mutant(resource, "", null);
    }

    /** @throws IllegalArgumentException if there is nothing to mistake */
    Manifests of(Manifests right) {
        if (right.all().stream().noneMatch(it -> it.id().equals(resource))) {
            throw new IllegalArgumentException(resource + ": none (expected: a resource to mistake)");
        }
        return Manifests.of(right.all().stream()
                .filter(it -> !(it.id().equals(resource) && pointer.isEmpty()))
                .map(it -> it.id().equals(resource) ? mistaken(it.tree()) : it.tree()));
    }

    private JsonNode mistaken(JsonNode right) {
        JsonNode copy = right.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = copy.at(place.head());
        String last = place.last().getMatchingProperty();
        switch (parent) {
            case ObjectNode object -> {
                if (yaml == null) {
                    Objects.requireNonNull(object.remove(last), () -> this + ": nothing there");
                } else {
                    object.set(last, StrictYaml.value(yaml));
                }
            }
            case ArrayNode array when last.equals("-") -> array.add(StrictYaml.value(Objects.requireNonNull(yaml)));
            case ArrayNode array -> {
                int index = Integer.parseInt(last);
                if (yaml == null) {
                    Objects.requireNonNull(array.remove(index), () -> this + ": nothing there");
                } else {
                    array.set(index, StrictYaml.value(yaml));
                }
            }
            default ->
                throw new IllegalArgumentException(this + ": " + parent.getNodeType() + " (expected: a map or list)");
        }
        if (copy.equals(right)) {
            throw new IllegalArgumentException(this + ": changes nothing");
        }
        return copy;
    }

    @Override
    public String toString() {
        return resource + (pointer.isEmpty() ? " is gone" : " " + pointer + (yaml == null ? " is gone" : ": " + yaml));
    }
}
