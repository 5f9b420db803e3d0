package dev.crosscheck.deploy.runbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Changes to resources as {@code kubectl} sends them: merge patches of RFC 7386, and the strategic ones of Kubernetes,
 * which merge lists whose elements have a key.
 */
final class Merge {

    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "ports", "containerPort");

    private final boolean strategic;

    Merge(boolean strategic) {
        this.strategic = strategic;
    }

    void into(ObjectNode target, JsonNode patch) {
        for (Entry<String, JsonNode> field : patch.properties()) {
            String name = field.getKey();
            JsonNode change = field.getValue();
            if (name.startsWith("$")) {
                continue;
            }
            if (change.isNull()) {
                target.remove(name);
            } else if (change.isObject()) {
                into(target.path(name).isObject() ? (ObjectNode) target.get(name) : target.putObject(name), change);
            } else if (strategic && change.isArray() && KEYS.containsKey(name)) {
                elements(
                        target.path(name).isArray() ? (ArrayNode) target.get(name) : target.putArray(name),
                        change,
                        KEYS.get(name));
            } else {
                target.set(name, change);
            }
        }
    }

    private void elements(ArrayNode target, JsonNode changes, String key) {
        for (JsonNode change : changes) {
            int at = indexOf(target, key, change.path(key));
            if (change.path("$patch").asText().equals("delete")) {
                if (at >= 0) {
                    target.remove(at);
                }
            } else if (at >= 0) {
                into((ObjectNode) target.get(at), change);
            } else {
                into(target.addObject(), change);
            }
        }
    }

    private static int indexOf(ArrayNode elements, String key, JsonNode value) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    /** A list of operations of RFC 6902, of which {@code kubectl rollout undo} sends {@code replace}. */
    static void operations(ObjectNode target, JsonNode operations) {
        for (JsonNode operation : operations) {
            if (!operation.path("op").asText().equals("replace")) {
                throw new IllegalArgumentException(operation + ": (expected: the operation replace)");
            }
            String path = operation.path("path").asText();
            int last = path.lastIndexOf('/');
            ((ObjectNode) target.at(path.substring(0, last))).set(path.substring(last + 1), operation.path("value"));
        }
    }
}
