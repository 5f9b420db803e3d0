package dev.crosscheck.publisher.replay;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An offer's fields by their whole paths, as histories write them: {@code cost.input: 5}. */
final class FlatRecord {

    private final Map<String, JsonNode> fields = new TreeMap<>();

    FlatRecord(JsonNode record) {
        record.forEachEntry(this::set);
    }

    /** Sets a field; null takes it away. */
    void set(String path, JsonNode value) {
        if (value.isNull()) {
            fields.remove(path);
        } else {
            fields.put(path, value);
        }
    }

    /**
     * The same as an entry of the source's catalogue, in which objects stand in objects.
     *
     * @throws InvalidEventException if a path goes through a field that is no object
     */
    ObjectNode nested() {
        ObjectNode root = EventJson.MAPPER.createObjectNode();
        fields.forEach((path, value) -> {
            ObjectNode object = root;
            int from = 0;
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
                String name = path.substring(from, dot);
                JsonNode inner = object.get(name);
                if (inner == null) {
                    object = object.putObject(name);
                } else if (inner.isObject()) {
                    object = (ObjectNode) inner;
                } else {
                    throw new InvalidEventException(path.substring(0, dot), inner, "an object, as " + path + " says");
                }
                from = dot + 1;
            }
            // Objects are copied, so that what is built from them later does not change the record.
            object.set(path.substring(from), value.deepCopy());
        });
        return root;
    }
}
