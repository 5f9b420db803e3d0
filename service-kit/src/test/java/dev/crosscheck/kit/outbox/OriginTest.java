package dev.crosscheck.kit.outbox;

import static dev.crosscheck.kit.Kit.text;
import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.json.TextMap;
import dev.crosscheck.kit.kafka.KafkaClients;
import dev.crosscheck.kit.topic.TopicReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OriginTest {

    private static final Instant SENT = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-02T09:00:05Z");

    private final Kit kit = Kit.start(false);
    private TopicReader reader;

    /** It says a state for each record, under the record's own key. */
    @BeforeEach
    void read() {
        reader = kit.reader(
                "group",
                "group",
                (tx, records) -> records.forEach(record -> kit.context
                        .getBean(Outbox.class)
                        .addState(tx, new Outgoing("out", record.key(), Map.of("kind", "test"), record.value()))));
        Thread.ofPlatform().daemon(true).start(reader);
    }

    @AfterEach
    void stop() {
        reader.close();
        kit.close();
    }

    @Test
    void stateCarriesWhenTheRecordWasSentThatItGoesBackTo() {
        send("a", SENT, new RecordHeaders());

        assertThat(headersOfState("a"))
                .containsEntry("kind", "test")
                .containsEntry("origin_time", "2026-03-02T09:00:00Z");
    }

    /** The next service measures from the same moment. */
    @Test
    void stateThatIsMadeOfAStateCarriesTheSameMoment() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("origin_time", SENT.toString().getBytes(UTF_8));

        send("a", LATER, headers);

        assertThat(headersOfState("a")).containsEntry("origin_time", SENT.toString());
    }

    @Test
    void stateThatGoesBackToNoRecordCarriesNone() {
        kit.dsl()
                .transaction(tx -> kit.context
                        .getBean(Outbox.class)
                        .addState(tx.dsl(), new Outgoing("out", "own".getBytes(UTF_8), Map.of(), new byte[] {1})));

        assertThat(headersOfState("own")).doesNotContainKey("origin_time");
    }

    @Test
    void momentThatIsNoneIsPassedOver() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(kit.topic, 0, 0, null, new byte[0]);
        record.headers().add("origin_time", "yesterday".getBytes(UTF_8));

        assertThat(Origin.carriedBy(record)).isEmpty();
        assertThat(Origin.of(record)).isEmpty();
    }

    /** A client without a clock says 1970: a lag of half a century is nobody's. */
    @Test
    void momentBeforeThereWasAnythingToPublishIsPassedOver() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                kit.topic,
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
        assertThat(Origin.of(record)).isEmpty();

        record.headers().add("origin_time", Instant.EPOCH.toString().getBytes(UTF_8));
        assertThat(Origin.carriedBy(record)).isEmpty();
        assertThat(Origin.of(record)).isEmpty();
    }

    private void send(String key, Instant at, RecordHeaders headers) {
        try (Producer<byte[], byte[]> producer =
                kit.context.getBean(KafkaClients.class).producer("test")) {
            producer.send(new ProducerRecord<>(
                    kit.topic, null, at.toEpochMilli(), key.getBytes(UTF_8), key.getBytes(UTF_8), headers));
        }
    }

    private Map<String, String> headersOfState(String key) {
        await().until(() -> kit.dsl().fetch(OUTBOX).stream()
                .anyMatch(row -> text(row.getKey()).equals(key)));
        return kit.dsl().fetch(OUTBOX).stream()
                .filter(row -> text(row.getKey()).equals(key))
                .map(row -> TextMap.fromJson(row.getHeaders()))
                .findFirst()
                .orElseThrow();
    }
}
