package dev.crosscheck.publisher.send;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.EventType;
import dev.crosscheck.event.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events. An event counts as sent when every in-sync replica has it; the events of one
 * subject stay in their order.
 */
public final class EventSender implements EventSink {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int BATCH_BYTES = 128 * 1024;

    private final Producer<byte[], byte[]> producer;
    private final String servers;
    private final EventTraces traces;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private EventSender(Producer<byte[], byte[]> producer, String servers, EventTraces traces) {
        this.producer = producer;
        this.servers = servers;
        this.traces = traces;
    }

    /**
     * Connects, and looks whether the topics are there.
     *
     * @param servers {@code host:port}, several with commas between
     * @throws Interruption if Kafka does not answer, or has no such topics
     */
    public static EventSender connect(String servers) {
        return connect(servers, Map.of());
    }

    /**
     * Connects to a cluster that wants more than an address.
     *
     * @param more settings of a Kafka producer, such as {@code security.protocol}
     */
    public static EventSender connect(String servers, Map<String, String> more) {
        Map<String, Object> config = new HashMap<>(more);
        // A broker that is making a partition may refuse the first request and take the second. The first is out of
        // order from then on, and idempotence is no help (KAFKA-15591).
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // Compression pays by the batch; a flush waits for no linger.
        config.putAll(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "publisher",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                ANSWER_WITHIN.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                30_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000));
        EventSender sender;
        try {
            sender = new EventSender(
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()),
                    servers,
                    EventTraces.byEnvironment());
        } catch (ConfigException e) {
            throw new Interruption(
                    Interruption.Kind.USAGE, "--kafka: " + servers + " (expected: host:port, such as 127.0.0.1:9092)");
        } catch (KafkaException e) {
            throw unreachable(servers, e);
        }
        try {
            List.of(Topics.CATALOG_UPDATES, Topics.PRICE_UPDATES).forEach(sender.producer::partitionsFor);
        } catch (KafkaException e) {
            sender.producer.close(Duration.ZERO);
            sender.traces.close();
            throw unreachable(servers, e);
        }
        return sender;
    }

    /**
     * Hands an event over to be sent; blocks while the buffer is full.
     *
     * @throws Interruption if this event or an earlier one could not be sent
     */
    @Override
    public void send(EventMeta meta, Object body) {
        EventTraces.Sending sending = traces.begin(EventType.of(body), meta);
        send(EventCodec.encode(sending.meta(), body).toRecord(), sending.done());
    }

    /** The same for a record that is not ours to read. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        send(record, _ -> {});
    }

    private void send(ProducerRecord<byte[], byte[]> record, Consumer<@Nullable Exception> done) {
        requireNoFailure();
        try {
            producer.send(record, (_, exception) -> {
                done.accept(exception);
                if (exception != null) {
                    failure.compareAndSet(null, exception);
                }
            });
        } catch (KafkaException e) {
            throw unreachable(servers, e);
        }
    }

    /**
     * Returns when everything handed over is sent.
     *
     * @throws Interruption if some of it could not be sent
     */
    @Override
    public void flush() {
        producer.flush();
        requireNoFailure();
    }

    private void requireNoFailure() {
        Exception met = failure.get();
        if (met != null) {
            throw unreachable(servers, met);
        }
    }

    private static Interruption unreachable(String servers, Exception met) {
        Throwable cause = met.getCause() instanceof KafkaException deeper ? deeper : met;
        return new Interruption(
                Interruption.Kind.UNREACHABLE,
                "kafka: " + cause.getMessage() + " (expected: a broker at " + servers + " with the topics "
                        + Topics.CATALOG_UPDATES + " and " + Topics.PRICE_UPDATES + ")");
    }

    @Override
    public void close() {
        producer.close(ANSWER_WITHIN);
        traces.close();
    }
}
