package dev.crosscheck.kit.topic;

import dev.crosscheck.kit.deadletter.DeadLetters;
import dev.crosscheck.kit.kafka.KafkaClients;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Starts a reader for each handler once the server is up, and stops them all before anything they need. */
@Singleton
public final class TopicReaders implements ApplicationEventListener<ServerStartupEvent> {

    private final List<TopicHandler> handlers;
    private final KafkaClients kafka;
    private final DSLContext dsl;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final Pulses pulses;
    private final Tracing tracing;
    private final List<TopicReader> readers = new CopyOnWriteArrayList<>();
    private final Map<String, ReaderMetrics> metrics = new ConcurrentHashMap<>();

    public TopicReaders(
            List<TopicHandler> handlers,
            KafkaClients kafka,
            DSLContext dsl,
            DeadLetters deadLetters,
            MeterRegistry meters,
            Pulses pulses,
            Tracing tracing) {
        this.handlers = handlers;
        this.kafka = kafka;
        this.dsl = dsl;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.pulses = pulses;
        this.tracing = tracing;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        handlers.forEach(this::start);
    }

    /** Records published and not yet taken in, by topics, or that a reader cannot say. */
    public Map<String, Object> lag() {
        return metrics.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            OptionalLong lag = entry.getValue().lag();
            return lag.isPresent() ? lag.getAsLong() : "unknown";
        }));
    }

    private void start(TopicHandler handler) {
        String name = String.join("_", handler.topics());
        handler.topics().forEach(deadLetters::expect);
        ReaderMetrics told = new ReaderMetrics(meters, handler.topics());
        TopicReader reader = new TopicReader(
                () -> kafka.consumer(handler.group(), name),
                handler.topics(),
                handler.group(),
                handler,
                dsl,
                deadLetters,
                told,
                pulses.of("reader-" + name),
                tracing,
                new TopicIds(() -> kafka.admin("topics-" + name), handler.topics(), TopicIds.ASK_EVERY));
        metrics.put(name, told);
        readers.add(reader);
        Thread.ofPlatform().name("reader-" + name).daemon(true).start(reader);
    }

    @PreDestroy
    void stop() {
        List<Thread> closers = readers.stream()
                .map(reader -> Thread.ofVirtual().start(reader::close))
                .toList();
        for (Thread closer : closers) {
            try {
                closer.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
