package dev.crosscheck.publisher.source;

import dev.crosscheck.event.InvalidEventException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An upstream object, read field by field. It remembers what was read: what is left at the end is
 * what upstream has added since, and must be reported rather than overlooked.
 *
 * <p>Every accessor throws {@link InvalidEventException} if the field has another type than upstream
 * documents.
 */
public final class Fields {

    private final String path;
    private final JsonNode node;
    private final Set<String> unread;

    /** @param path where the object stands, for errors; empty for an entry itself */
    public Fields(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new InvalidEventException(path.isEmpty() ? "entry" : path, node, "an object");
        }
        this.path = path;
        this.node = node;
        this.unread = new TreeSet<>(node.propertyNames());
    }

    /** The field's name with those of the objects around it, for errors and notes. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public @Nullable String text(String name) {
        JsonNode value = take(name);
        return value == null
                ? null
                : require(value, name, value.isString(), "text").asString();
    }

    public @Nullable Boolean flag(String name) {
        JsonNode value = take(name);
        return value == null
                ? null
                : require(value, name, value.isBoolean(), "true or false").asBoolean();
    }

    /** A number of tokens. Upstream writes 0 where it has none. */
    public @Nullable Long tokens(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        require(value, name, value.isNumber(), "a whole number");
        try {
            // 2000000.0 is a whole number too.
            long tokens = value.decimalValue().longValueExact();
            return tokens == 0 ? null : tokens;
        } catch (ArithmeticException _) {
            throw new InvalidEventException(path(name), value, "a whole number");
        }
    }

    public @Nullable BigDecimal number(String name) {
        JsonNode value = take(name);
        return value == null
                ? null
                : require(value, name, value.isNumber(), "a number").decimalValue();
    }

    /** A number that may stand in quotes, exactly as typed. */
    public @Nullable BigDecimal decimal(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        try {
            return new BigDecimal(require(value, name, value.isString(), "a number, or one in quotes")
                    .asString());
        } catch (NumberFormatException _) {
            throw new InvalidEventException(path(name), value, "a number, or one in quotes");
        }
    }

    /** The names that are there, sorted. */
    public Set<String> names() {
        return new TreeSet<>(node.propertyNames());
    }

    /** The value as it stands, for a field of more than one shape; null if it is absent or null. */
    public @Nullable JsonNode any(String name) {
        return take(name);
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(name)) {
            texts.add(require(value, name, value.isString(), "a list of texts").asString());
        }
        return texts;
    }

    public @Nullable Fields object(String name) {
        JsonNode value = take(name);
        return value == null ? null : new Fields(path(name), value);
    }

    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode value : list(name)) {
            objects.add(new Fields(path(name), value));
        }
        return objects;
    }

    /** Fields that we know and leave out on purpose; the document of the source says why. */
    public Fields leaveOut(String... names) {
        unread.removeAll(Set.of(names));
        return this;
    }

    /** The names that nobody has read, sorted. */
    public Set<String> unread() {
        return new TreeSet<>(unread);
    }

    private Iterable<JsonNode> list(String name) {
        JsonNode value = take(name);
        return value == null ? List.of() : require(value, name, value.isArray(), "a list");
    }

    private @Nullable JsonNode take(String name) {
        unread.remove(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private JsonNode require(JsonNode value, String name, boolean fits, String expected) {
        if (!fits) {
            throw new InvalidEventException(path(name), value, expected);
        }
        return value;
    }
}
