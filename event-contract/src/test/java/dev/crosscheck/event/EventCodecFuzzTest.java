package dev.crosscheck.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever comes in, decoding ends in an event or in a refusal that can be stored and shown. Any other
 * exception would stop a reader for good.
 */
class EventCodecFuzzTest {

    private static final int ROUNDS = 1_500;

    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "0",
        "1e400",
        "1e-400",
        "-0.0",
        "123456789012345678901234567890",
        "99999999999999999999999999999999999999999999999999999999999",
        "0.30000000000000000000000000000000000000000000000004",
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\u202e\\u200b\"",
        "\"1e999999999\"",
        "\"NaN\"",
        "\"-1\"",
        "\"24:00\"",
        "\"2024-02-30\"",
        "\"2024-02-30T00:00:00Z\"",
        "\"9999-12-31T23:59:59.999999999+18:00\"",
        "\"2026-05-16T00:00:00\"",
        "\"http://\"",
        "\"http://[::1\"",
        "\"https://a b\"",
        "\"JAVASCRIPT:alert(1)\"",
        "\"<ScRiPt>\"",
        "\"<b>\"",
        "\"" + "\uD83E\uDD99".repeat(400) + "\"",
        "\"text,,text\"",
        "[]",
        "[null]",
        "[[[[]]]]",
        "{}",
        "{\"\":{\"\":1}}",
        "{\"~/\":\"a/b~c\"}",
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void valuesInAnyPlaceEndInAnEventOrARefusal(long seed) {
        Random random = new Random(seed);
        List<Object> events = Events.all().toList();
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Object event = events.get(random.nextInt(events.size()));
            JsonNode body = EventJson.readTree(EventJson.write(event));
            int changes = 1 + random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                mutate(body, random);
            }
            refused += refusal(event, EventJson.MAPPER.writeValueAsBytes(body)).isPresent() ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6, 7, 8})
    void brokenBytesEndInAnEventOrARefusal(long seed) {
        Random random = new Random(seed);
        List<Object> events = Events.all().toList();
        for (int i = 0; i < ROUNDS; i++) {
            Object event = events.get(random.nextInt(events.size()));
            byte[] value = EventJson.write(event);
            for (int change = 0; change <= random.nextInt(4); change++) {
                value[random.nextInt(value.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                value = java.util.Arrays.copyOf(value, random.nextInt(value.length + 8));
            }
            refusal(event, value);
        }
    }

    /** Fails on every exception but a refusal; a refusal must be one that can be stored. */
    private static Optional<InvalidEventException> refusal(Object event, byte[] value) {
        try {
            Received received = EventCodec.decode(record(event, value), Events.NOW);
            // What was let in can be written, and read again as the same.
            byte[] written = EventCodec.encode(received.meta(), received.body()).value();
            assertThat(EventJson.read(written, received.body().getClass())).isEqualTo(received.body());
            return Optional.empty();
        } catch (InvalidEventException e) {
            StrictBody.requireStorable("reason", e.getMessage());
            assertThat(e.getMessage()).hasSizeLessThan(5_000).doesNotContain("dev.crosscheck.event.pricing");
            assertThat(e.field()).isNotNull();
            return Optional.of(e);
        } catch (RuntimeException e) {
            throw new AssertionError("not refused but failed: " + new String(value, UTF_8), e);
        }
    }

    private static void mutate(JsonNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        JsonNode value = EventJson.MAPPER.readTree(VALUES[random.nextInt(VALUES.length)]);
        switch (container) {
            case ObjectNode object -> {
                List<String> names = new ArrayList<>(object.propertyNames());
                names.add("surprise");
                String name = names.get(random.nextInt(names.size()));
                if (random.nextInt(5) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, value);
                }
            }
            case ArrayNode array -> array.add(value);
            default -> throw new IllegalStateException("no container: " + container);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(Object event, byte[] value) {
        Encoded encoded = EventCodec.encode(EventMeta.of("event-1", "/p", Events.READ_AT), event);
        RecordHeaders headers = new RecordHeaders(encoded.toRecord().headers());
        return new ConsumerRecord<>(
                encoded.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                encoded.key(),
                value,
                headers,
                Optional.empty());
    }
}
