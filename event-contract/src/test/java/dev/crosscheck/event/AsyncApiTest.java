package dev.crosscheck.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document names every topic and event there is, and nothing else. */
class AsyncApiTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final JsonNode API = read();
    private static final String NO_EVENT = "dead-letter";

    @Test
    void isAnAsyncApiThreeDocument() {
        assertThat(API.path("asyncapi").stringValue()).isEqualTo("3.0.0");
        assertThat(API.at("/info/title").stringValue()).isNotBlank();
        assertThat(API.at("/info/version").stringValue()).isNotBlank();
    }

    @Test
    void everyTopicIsAChannelAndEveryChannelATopic() {
        assertThat(channels().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Topics.ALL.stream().map(TopicSpec::name).toList());
    }

    @Test
    void everyChannelIsKeptAsItsTopicIs() {
        for (TopicSpec topic : Topics.ALL) {
            JsonNode kafka = channels().get(topic.name()).at("/bindings/kafka");
            String policy = topic.keeping() == TopicSpec.Keeping.COMPACTED ? "compact" : "delete";

            assertThat(kafka.path("partitions").intValue()).as(topic.name()).isEqualTo(TopicSpec.PARTITIONS);
            assertThat(kafka.at("/topicConfiguration/cleanup.policy/0").stringValue())
                    .as(topic.name())
                    .isEqualTo(policy);
            if (topic.keeping() == TopicSpec.Keeping.RETAINED) {
                assertThat(kafka.at("/topicConfiguration/retention.ms").longValue())
                        .isEqualTo(TopicSpec.RETENTION_DAYS * 86_400_000L);
            }
        }
    }

    @Test
    void everyChannelCarriesTheTypesOfItsTopic() {
        channels().forEach((address, channel) -> {
            List<String> names = channel.path("messages")
                    .valueStream()
                    .map(message -> resolve(message).path("name").stringValue())
                    .filter(name -> !name.equals(NO_EVENT))
                    .toList();

            assertThat(names)
                    .as(address)
                    .containsExactlyInAnyOrderElementsOf(
                            EventType.on(address).stream().map(EventType::id).toList());
        });
    }

    @Test
    void everyMessageIsATypeWithItsSchemaAndIsCarried() {
        JsonNode messages = API.at("/components/messages");
        Set<String> carried = channels().values().stream()
                .flatMap(channel -> channel.path("messages").valueStream())
                .map(message -> message.path("$ref").stringValue())
                .collect(Collectors.toSet());
        messages.properties().forEach(entry -> assertThat(carried).contains("#/components/messages/" + entry.getKey()));
        for (EventType type : EventType.values()) {
            JsonNode message = messages.valueStream()
                    .filter(node -> node.path("name").stringValue().equals(type.id()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no message " + type.id()));

            assertThat("/" + message.at("/payload/schema/$ref").stringValue()).isEqualTo(type.schemaResource());
            assertThat(RESOURCES.resolve(message.at("/payload/schema/$ref").stringValue()))
                    .isRegularFile();
        }
        assertThat(messages.size()).isEqualTo(EventType.values().length + 1);
    }

    @Test
    void everyChannelIsSentOrReceived() {
        Set<String> used = API.path("operations")
                .valueStream()
                .map(operation ->
                        resolve(operation.path("channel")).path("address").stringValue())
                .collect(Collectors.toSet());

        assertThat(used).isEqualTo(channels().keySet());
        assertThat(API.path("operations")
                        .valueStream()
                        .map(operation -> operation.path("action").stringValue()))
                .containsOnly("send", "receive");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(Arrays.stream(API.toString().split("\"\\$ref\":\"")).skip(1).map(text -> text.split("\"")[0]))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                reference.startsWith("#/")
                                        ? !API.at(reference.substring(1)).isMissingNode()
                                        : Files.exists(RESOURCES.resolve(reference)))
                        .as(reference)
                        .isTrue());
    }

    private static Map<String, JsonNode> channels() {
        return API.path("channels")
                .valueStream()
                .collect(Collectors.toMap(channel -> channel.path("address").stringValue(), channel -> channel));
    }

    private static JsonNode resolve(JsonNode reference) {
        return API.at(reference.path("$ref").stringValue().substring(1));
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Files.readString(RESOURCES.resolve("asyncapi.yaml")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
