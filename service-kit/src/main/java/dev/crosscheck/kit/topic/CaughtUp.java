package dev.crosscheck.kit.topic;

import dev.crosscheck.kit.kafka.KafkaClients;
import dev.crosscheck.kit.pulse.Pulse;
import dev.crosscheck.kit.pulse.Pulses;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the service knows all that had been published when this process began. Once it does, that is never taken
 * back.
 *
 * <p>Asked is the database, which says how far all replicas together have read: one of them may well have no partition.
 * What others took in, this one has {@linkplain TopicHandler#takeOver taken over} before it says that it knows it.
 */
@Singleton
public final class CaughtUp implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(CaughtUp.class);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final List<TopicHandler> needed;
    private final KafkaClients kafka;
    private final DSLContext dsl;
    private final CatchUpConfig config;
    private final Pulse pulse;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean hasCaughtUp;

    public CaughtUp(
            List<TopicHandler> handlers, KafkaClients kafka, DSLContext dsl, CatchUpConfig config, Pulses pulses) {
        this.needed = handlers.stream().filter(TopicHandler::isNeededToServe).toList();
        this.kafka = kafka;
        this.dsl = dsl;
        this.config = config;
        this.pulse = pulses.of("catch-up");
        this.hasCaughtUp = needed.isEmpty();
    }

    public boolean hasCaughtUp() {
        return hasCaughtUp;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (!hasCaughtUp) {
            Thread.ofPlatform().name("catch-up").daemon(true).start(() -> pulse.through(this::catchUp));
        }
    }

    @PreDestroy
    void close() {
        pulse.mayEnd();
        closing.countDown();
    }

    private void catchUp() {
        try {
            for (TopicHandler handler : needed) {
                Map<TopicPartition, Long> published = awaitPublished(handler);
                while (!isTakenIn(handler, published) || !isTakenOver(handler)) {
                    pulse.beat();
                    if (closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
            pulse.mayEnd();
            hasCaughtUp = true;
            LOG.atInfo().log("Knows all that was published before it began");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where each partition ended; those that have nothing to read are left out, and all if the broker stays away. */
    private Map<TopicPartition, Long> awaitPublished(TopicHandler handler) throws InterruptedException {
        long latest = System.nanoTime() + config.brokerWithin().toNanos();
        while (true) {
            pulse.beat();
            try {
                return published(handler);
            } catch (KafkaException e) {
                if (System.nanoTime() - latest >= 0) {
                    LOG.atWarn()
                            .addKeyValue("topics", handler.topics())
                            .addKeyValue("because", String.valueOf(e.getMessage()))
                            .log("The broker does not say what was published; serving what the database knows");
                    return Map.of();
                }
            }
            if (closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                return Map.of();
            }
        }
    }

    private Map<TopicPartition, Long> published(TopicHandler handler) {
        try (Consumer<byte[], byte[]> consumer = kafka.consumer(handler.group(), "catch-up")) {
            List<TopicPartition> partitions = handler.topics().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic, ANSWER_WITHIN).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, ANSWER_WITHIN));
            consumer.beginningOffsets(partitions, ANSWER_WITHIN).forEach(ends::remove);
            return ends;
        }
    }

    private boolean isTakenIn(TopicHandler handler, Map<TopicPartition, Long> published) {
        if (published.isEmpty()) {
            return true;
        }
        try {
            Map<TopicPartition, Long> next = new Offsets(handler.group()).of(dsl, published.keySet());
            return published.entrySet().stream()
                    .allMatch(partition -> next.getOrDefault(partition.getKey(), 0L) >= partition.getValue());
        } catch (DataAccessException _) {
            // It is away, and so is whatever would have been taken in.
            return false;
        }
    }

    private boolean isTakenOver(TopicHandler handler) {
        try {
            handler.takeOver(dsl);
            return true;
        } catch (DataAccessException e) {
            LOG.atWarn()
                    .addKeyValue("topics", handler.topics())
                    .addKeyValue("because", String.valueOf(e.getMessage()))
                    .log("Cannot take over what was taken in; trying again");
            return false;
        }
    }
}
