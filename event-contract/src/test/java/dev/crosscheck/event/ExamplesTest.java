package dev.crosscheck.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Reads the examples of each version. An example, once committed, stays as it is: what could be read
 * then must be readable for ever, and what was refused must not slip in.
 */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/examples/v1");

    static Stream<Example> valid() throws IOException {
        return examples("valid-");
    }

    static Stream<Example> invalid() throws IOException {
        return examples("invalid-");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validExampleIsReadAndCanBeSentOn(Example example) {
        Object body = decode(example.type(), example.json());

        // Writing gives an event of the same meaning that is valid again.
        assertThat(decode(example.type(), EventJson.readTree(EventJson.write(body))))
                .isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalidExampleIsRefusedAtThePlaceItNames(Example example) {
        JsonNode json = example.json();

        InvalidEventException refusal =
                catchThrowableOfType(InvalidEventException.class, () -> decode(example.type(), json.path("body")));

        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.findings()).as(refusal.getMessage()).anySatisfy(finding -> {
            assertThat(finding.field()).isEqualTo(json.path("pointer").stringValue());
            assertThat(finding.expected()).contains(json.path("expected").stringValue());
        });
    }

    @Test
    void everyTypeHasValidAndInvalidExamples() throws IOException {
        List<EventType> all = Arrays.asList(EventType.values());

        assertThat(valid().map(Example::type)).containsAll(all);
        assertThat(invalid().map(Example::type)).containsAll(all);
    }

    private static Object decode(EventType type, JsonNode body) {
        var document = EventJson.MAPPER
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "example")
                .put("source", "/examples")
                .put("type", type.id())
                .put("time", Events.NOW.toString());
        document.set("data", body);
        return EventCodec.decode(type.topic(), document, Events.NOW).body();
    }

    private static Stream<Example> examples(String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES, 2)) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(Example::new)
                    .toList()
                    .stream();
        }
    }

    private record Example(Path file) {

        EventType type() {
            String schema = file.getParent().getFileName() + ".v1.json";
            return Arrays.stream(EventType.values())
                    .filter(type -> type.schemaName().equals(schema))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no type of " + file));
        }

        JsonNode json() {
            try {
                return EventJson.readTree(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return EXAMPLES.relativize(file).toString();
        }
    }
}
