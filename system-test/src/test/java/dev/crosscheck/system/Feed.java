package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends events, right ones and wrong ones, as any Kafka client could. */
final class Feed implements AutoCloseable {

    private static final int SECONDS = 60;

    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Feed(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /** @param more what a client needs beside the address */
    Feed(String bootstrapServers, Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("linger.ms", 0);
        settings.put("max.request.size", 2 * 1024 * 1024);
        // In order, also in topics that were made just now.
        settings.put("max.in.flight.requests.per.connection", 1);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends an event under an id; the same id again is the same event again. */
    void send(String eventId, Object body) {
        send(EventMeta.of(eventId, "/system-test", Instant.now()), body);
    }

    void send(EventMeta meta, Object body) {
        sendBytes(EventCodec.encode(meta, body).toRecord());
    }

    /** Sends any bytes under the headers of a right event. */
    void sendBytes(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (_, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /** Headers of binary mode, for bodies that no record of ours would give. */
    static ProducerRecord<byte[], byte[]> record(String topic, byte[] key, String eventId, String type, byte[] body) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, body);
        record.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", eventId.getBytes(UTF_8))
                .add("ce_source", "/system-test".getBytes(UTF_8))
                .add("ce_type", type.getBytes(UTF_8))
                .add("ce_time", Instant.now().toString().getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        return record;
    }

    /**
     * Returns when the broker has everything that was sent.
     *
     * @throws IllegalStateException if it has not taken all of it
     */
    void flush() {
        producer.flush();
        Exception failed = failure.getAndSet(null);
        if (failed != null) {
            throw new IllegalStateException("The broker has not taken all that was sent to it", failed);
        }
    }

    /** Sends, and returns when the broker has it. */
    void sendNow(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException exception) {
            throw new IllegalStateException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
