package dev.crosscheck.deploy.runbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is stored, as long as the stand-in runs. */
final class Resources {

    /** {@code label=value} or {@code label in (value,value)}. */
    private static final Pattern TERM = Pattern.compile("([^,(= ]+) *(?:=([^,]*)|in *\\(([^)]*)\\))");

    private final Map<Place, ObjectNode> byPlace = new LinkedHashMap<>();
    private long version = 1;

    synchronized Optional<ObjectNode> find(Place place) {
        return Optional.ofNullable(byPlace.get(place.named(place.name()))).map(ObjectNode::deepCopy);
    }

    /**
     * Those of one kind, in one namespace or in all.
     *
     * @param labels such as {@code app=a,role in (b,c)}; empty for any
     * @param fields such as {@code metadata.name=a}; empty for any
     */
    synchronized List<ObjectNode> list(Place place, String labels, String fields) {
        List<ObjectNode> found = new ArrayList<>();
        byPlace.forEach((at, resource) -> {
            if (at.kind().equals(place.kind())
                    && (place.namespace().isEmpty() || place.namespace().equals(at.namespace()))
                    && matches(resource.at("/metadata/labels"), labels)
                    && (fields.isEmpty() || fields.equals("metadata.name=" + at.name()))) {
                found.add(resource.deepCopy());
            }
        });
        return found;
    }

    private static boolean matches(JsonNode labels, String selector) {
        Matcher terms = TERM.matcher(selector);
        while (terms.find()) {
            String label = labels.path(terms.group(1)).asText();
            String values = terms.group(2) == null ? terms.group(3) : terms.group(2);
            if (!List.of(values.split(",")).contains(label)) {
                return false;
            }
        }
        return true;
    }

    /** Stores a resource with what Kubernetes adds to it. */
    synchronized ObjectNode put(Place place, ObjectNode resource) {
        ObjectNode before = byPlace.get(place);
        ObjectNode metadata = resource.withObject("/metadata");
        metadata.put(
                "uid",
                before == null
                        ? UUID.randomUUID().toString()
                        : before.at("/metadata/uid").asText());
        metadata.put("name", place.name());
        metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
        metadata.put("resourceVersion", Long.toString(++version));
        metadata.put(
                "generation",
                before == null ? 1 : before.at("/metadata/generation").asLong() + 1);
        resource.put("apiVersion", place.kind().apiVersion());
        resource.put("kind", place.kind().name());
        if (place.kind().namespaced()) {
            metadata.put("namespace", place.namespace());
        }
        byPlace.put(place, resource.deepCopy());
        return resource;
    }

    synchronized void remove(Place place) {
        byPlace.remove(place);
    }
}
