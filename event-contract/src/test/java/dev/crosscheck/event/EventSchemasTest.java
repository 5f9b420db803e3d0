package dev.crosscheck.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.crosscheck.event.catalog.FieldType;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.StatementKind;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The schemas and the code say the same. */
class EventSchemasTest {

    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");

    @Test
    void thereIsOneSchemaForEachTypeAndOneShared() throws IOException {
        Set<String> expected = Arrays.stream(EventType.values())
                .map(EventType::schemaName)
                .collect(Collectors.toCollection(TreeSet::new));
        expected.add("common.v1.json");

        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void schemaIsValidByTheMetaSchema(EventType type) {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate(schema(type.schemaName()))).isEmpty();
        assertThat(schema(type.schemaName()).path("$id").stringValue())
                .isEqualTo(EventSchemas.BASE + type.schemaName());
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void schemaNamesTheComponentsOfTheRecordAndNoOthers(EventType type) {
        List<String> components = Arrays.stream(type.body().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        assertThat(schema(type.schemaName()).path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(components);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void inputsAreClosedAndStatesAreOpen(EventType type) {
        assertThat(schema(type.schemaName()).has("additionalProperties")).isEqualTo(type.isInput());
    }

    @Test
    void modelFieldsAreThoseOfTheCode() {
        JsonNode facts = schema("model-reported.v1.json").at("/properties/facts/properties");

        assertThat(facts.propertyNames())
                .containsExactlyElementsOf(
                        Arrays.stream(ModelField.values()).map(ModelField::id).toList());
        for (ModelField field : ModelField.values()) {
            if (field.type() instanceof FieldType.Choice(List<String> options)) {
                assertThat(texts(facts.path(field.id()).path("enum")))
                        .as(field.id())
                        .isEqualTo(options);
            }
        }
    }

    @Test
    void wordsOfTheSchemasAreThoseOfTheCode() {
        assertWords("terms", Terms.class);
        assertWords("component", Component.class);
        assertWords("tier", ServiceTier.class);
        assertWords("routeStatus", RouteStatus.class);
        assertWords("providerKind", ProviderKind.class);
        assertWords("unit", Unit.class);
        assertWords("statementKind", StatementKind.class);
        assertThat(texts(schema("price-reported.v1.json").at("/properties/unit/enum")))
                .isEqualTo(words(PriceUnit.class));
        assertThat(texts(common("capability").path("enum")))
                .isEqualTo(ModelField.CAPABILITIES.stream().map(ModelField::id).toList());
        assertThat(common("slug").path("pattern").stringValue()).isEqualTo("^" + Slug.PATTERN + "$");
        assertThat(common("slug").path("maxLength").intValue()).isEqualTo(Slug.MAX_LENGTH);
    }

    private static void assertWords(String definition, Class<? extends Enum<?>> type) {
        assertThat(texts(common(definition).path("enum"))).as(definition).isEqualTo(words(type));
    }

    private static List<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getFields())
                .map(field -> field.getAnnotation(JsonProperty.class).value())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static JsonNode common(String definition) {
        return schema("common.v1.json").path("$defs").path(definition);
    }

    private static JsonNode schema(String name) {
        try {
            return EventJson.readTree(Files.readAllBytes(SCHEMAS.resolve(name)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
