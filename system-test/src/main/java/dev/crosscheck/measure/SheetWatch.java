package dev.crosscheck.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the price sheets beside comparison-service and notes when each came: what divides the way of an event into
 * pricing-service's part and comparison-service's.
 */
final class SheetWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration HERE_WITHIN = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread reading;

    private record Arrival(String sheet, long nanoTime) {}

    private SheetWatch(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.reading = Thread.ofPlatform().name("sheet-watch").start(this::read);
    }

    /** Reads what comes from now on. */
    static SheetWatch of(String bootstrapServers) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.PRICE_SHEETS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new SheetWatch(consumer);
    }

    /**
     * When the sheet with this price came, as {@link System#nanoTime} has it; waits for it. Sheets before it are
     * forgotten.
     *
     * @throws IllegalStateException if it does not come
     */
    long arrivalOf(String price) {
        try {
            while (true) {
                Arrival arrival = arrivals.poll(HERE_WITHIN.toSeconds(), TimeUnit.SECONDS);
                if (arrival == null) {
                    throw new IllegalStateException("no sheet has the price " + price + " (expected: within "
                            + HERE_WITHIN.toSeconds() + " s)");
                }
                if (arrival.sheet().contains(price)) {
                    return arrival.nanoTime();
                }
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the sheet of " + price, interruption);
        }
    }

    private void read() {
        while (closing.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                arrivals.add(new Arrival(new String(record.value(), UTF_8), System.nanoTime()));
            }
        }
        consumer.close();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            reading.join(HERE_WITHIN.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
