package dev.crosscheck.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Makes consumers and producers. Whoever asks for one closes it. */
@Singleton
public final class KafkaClients {

    private static final int SESSION_TIMEOUT_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 2_000;
    /** A database that is away is waited for between polls; this is far longer than one batch and one wait. */
    private static final int MAX_POLL_INTERVAL_MILLIS = 300_000;
    /** New partitions and topics are seen within this time. */
    private static final int METADATA_MAX_AGE_MILLIS = 10_000;

    private static final int DELIVERY_TIMEOUT_MILLIS = 20_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
    private static final int MAX_REQUEST_BYTES = 8 * 1024 * 1024;

    private final KafkaConfig config;
    private final MeterRegistry meters;
    private final String service;

    public KafkaClients(KafkaConfig config, MeterRegistry meters, ApplicationConfiguration application) {
        this.config = config;
        this.meters = meters;
        this.service = application.getName().orElse("crosscheck");
    }

    /**
     * A consumer that never commits offsets and never chooses one by itself: they are kept in PostgreSQL.
     *
     * @param name tells the readers of one process apart; also who it is to those who watch
     */
    public Consumer<byte[], byte[]> consumer(String group, String name) {
        Map<String, Object> settings = common(name);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        if (hasInstanceId()) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instanceId() + "-" + name);
        }
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.maxBatch());
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MILLIS);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MILLIS);
        return new MeasuredConsumer(settings, meters);
    }

    /**
     * A producer whose messages are on every in-sync replica, once and in order, when they are acknowledged.
     *
     * @param name what it is for, and who it is to those who watch
     */
    public Producer<byte[], byte[]> producer(String name) {
        Map<String, Object> settings = common(name);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A broker that is making a partition may refuse the first request and take the second. The first is out of
        // order from then on, and idempotence is no help (KAFKA-15591).
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        return new MeasuredProducer(settings, meters);
    }

    /**
     * For questions about topics; it may do nothing else.
     *
     * @param name what it is for, as it stands in the figures of Kafka's clients
     */
    public Admin admin(String name) {
        return Admin.create(common(name));
    }

    private Map<String, Object> common(String name) {
        Map<String, Object> settings = new HashMap<>();
        if (config.properties() != null) {
            settings.putAll(config.properties());
        }
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId(name));
        // A broker that comes back is found at once, not after a backed-off minute.
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    /**
     * Without one a client is numbered, and the next that takes its place has other figures: an error that was counted
     * once would be gone.
     */
    private String clientId(String name) {
        String client = service + "." + name;
        return hasInstanceId() ? client + "." + config.instanceId() : client;
    }

    private boolean hasInstanceId() {
        return config.instanceId() != null && !config.instanceId().isBlank();
    }
}
