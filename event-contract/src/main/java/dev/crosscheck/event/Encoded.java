package dev.crosscheck.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * An event as Kafka carries it, in the binary mode of CloudEvents.
 *
 * @param topic   where it goes
 * @param key     what it is about; the events of one key stay in order
 * @param headers the CloudEvents attributes, in the order they are written
 * @param value   the body, JSON in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to a socket; nobody compares two of these.
public record Encoded(String topic, byte[] key, Map<String, String> headers, byte[] value) {

    public ProducerRecord<byte[], byte[]> toRecord() {
        RecordHeaders written = new RecordHeaders();
        headers.forEach((name, text) -> written.add(name, text.getBytes(UTF_8)));
        return new ProducerRecord<>(topic, null, null, key, value, written);
    }
}
