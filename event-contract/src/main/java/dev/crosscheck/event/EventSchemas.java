package dev.crosscheck.event;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.crosscheck.event.InvalidEventException.Finding;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The JSON Schema of each kind of event, compiled once, and what they say in our words. */
final class EventSchemas {

    /** Where the schemas' {@code $id}s begin; they are read from the class path, never from there. */
    static final String BASE = "https://crosscheck.dev/schemas/";

    private static final int MAX_FINDINGS = 5;

    private static final Map<EventType, Schema> SCHEMAS = compileAll();

    /**
     * @throws InvalidEventException if the body breaks the schema of its type; it names the first few
     *     places
     */
    static void require(EventType type, JsonNode body) {
        List<Error> errors = schema(type).validate(body);
        if (!errors.isEmpty()) {
            // One rule may stand in a schema twice over; what is wrong with a field is told once.
            Map<List<String>, Finding> once = new LinkedHashMap<>();
            for (Error error : errors) {
                Finding finding = finding(error, body);
                once.putIfAbsent(List.of(finding.field(), String.valueOf(error.getKeyword())), finding);
            }
            throw new InvalidEventException(
                    once.values().stream().limit(MAX_FINDINGS).toList());
        }
    }

    static Schema schema(EventType type) {
        Schema schema = SCHEMAS.get(type);
        if (schema == null) {
            throw new IllegalStateException("schema: none of " + type + " (expected: one of each type)");
        }
        return schema;
    }

    private static Map<EventType, Schema> compileAll() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .locale(Locale.ROOT)
                .build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config)
                        .schemaIdResolvers(ids -> ids.mapPrefix(BASE, "classpath:schemas/")));
        Map<EventType, Schema> schemas = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            Schema schema = registry.getSchema(SchemaLocation.of(BASE + type.schemaName()));
            schema.initializeValidators();
            schemas.put(type, schema);
        }
        return schemas;
    }

    private static Finding finding(Error error, JsonNode body) {
        String location = error.getInstanceLocation().toString();
        String pointer = location.isEmpty() ? "body" : location;
        String property = error.getProperty();
        JsonNode rule = error.getSchemaNode();
        return switch (String.valueOf(error.getKeyword())) {
            case "required" -> Finding.of(location + "/" + property, "nothing", "a value");
            case "additionalProperties" ->
                Finding.of(
                        location + "/" + property,
                        body.at(location).path(property),
                        "no such field; one that readers may ignore begins with x-");
            case "type" -> Finding.of(pointer, error.getInstanceNode(), types(rule));
            case "enum" -> Finding.of(pointer, error.getInstanceNode(), choice(rule));
            case "const" -> Finding.of(pointer, error.getInstanceNode(), text(rule));
            case "format" -> Finding.of(pointer, error.getInstanceNode(), "a " + text(rule) + " with its offset");
            case "pattern" -> Finding.of(pointer, error.getInstanceNode(), PatternWords.of(text(rule)));
            case "minimum" -> Finding.of(pointer, error.getInstanceNode(), "at least " + text(rule));
            case "maximum" -> Finding.of(pointer, error.getInstanceNode(), "at most " + text(rule));
            case "minLength" -> Finding.of(pointer, error.getInstanceNode(), "at least " + text(rule) + " characters");
            case "maxLength" -> Finding.of(pointer, error.getInstanceNode(), "at most " + text(rule) + " characters");
            case "minItems" -> Finding.of(pointer, error.getInstanceNode().size() + " items", "at least " + text(rule));
            case "maxItems" -> Finding.of(pointer, error.getInstanceNode().size() + " items", "at most " + text(rule));
            default -> Finding.of(pointer, error.getInstanceNode(), error.getMessage());
        };
    }

    private static String types(@Nullable JsonNode types) {
        String joined = joined(types, " or ");
        return (joined.matches("[aeiou].*") ? "an " : "a ") + joined;
    }

    private static String choice(@Nullable JsonNode values) {
        return (offered(values).count() == 1 ? "" : "one of ") + joined(values, ", ");
    }

    private static String joined(@Nullable JsonNode values, String between) {
        return offered(values).map(EventSchemas::text).collect(Collectors.joining(between));
    }

    /** What a person may write. That null stands for nothing is for programs, which leave the field out as well. */
    private static Stream<JsonNode> offered(@Nullable JsonNode values) {
        if (values == null || !values.isArray()) {
            return Stream.ofNullable(values);
        }
        return StreamSupport.stream(values.spliterator(), false)
                .filter(value -> !value.isNull() && !text(value).equals("null"));
    }

    private static String text(@Nullable JsonNode node) {
        return node == null ? "" : node.isString() ? node.stringValue() : node.toString();
    }

    private EventSchemas() {}
}
