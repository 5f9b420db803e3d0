package dev.crosscheck.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.TopicSpec;
import dev.crosscheck.local.Child;
import dev.crosscheck.local.Folders;
import dev.crosscheck.local.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** {@link StreamsFanOut} at work: feeds it models and pairs, and reads what it decides, committed decisions only. */
final class StreamsProcess implements AutoCloseable {

    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int PARTITIONS = TopicSpec.PARTITIONS;

    private final int models;
    private final Path folder;
    private final Child process;
    private final OnInterrupt onInterrupt;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private long changes;

    /** Starts it, publishes the models and all of their pairs, and returns when there is a decision for each pair. */
    StreamsProcess(RunningSystem system, int models) throws IOException {
        this.models = models;
        String brokers = system.kafka().bootstrapServers();
        system.kafka().createTopics(StreamsFanOut.TOPICS);
        folder = Files.createTempDirectory("crosscheck-streams-");
        Path log = folder.resolve("log");
        process = Child.start(
                "kafka streams",
                List.of(
                        Child.java(),
                        "-Xmx1g",
                        "-Dlogback.configurationFile=kafka-broker-logback.xml",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamsFanOut.class.getName(),
                        brokers,
                        folder.resolve("state").toString()),
                Map.of(),
                log);
        onInterrupt = OnInterrupt.run(process::close);
        producer = MeasuredSystem.producer(brokers);
        consumer = consumer(brokers);
        awaitRunning(log);
        for (int model = 0; model < models; model++) {
            send(model);
        }
        for (int first = 0; first < models; first++) {
            for (int second = first + 1; second < models; second++) {
                String pair = Catalogue.modelId(first) + StreamsFanOut.MARK + Catalogue.modelId(second);
                producer.send(new ProducerRecord<>(StreamsFanOut.PAIRS, pair.getBytes(UTF_8), pair.getBytes(UTF_8)));
            }
        }
        producer.flush();
        awaitDecisions(Scale.pages(models), 0, new Latencies());
    }

    /** Changes a model and reads the decisions that follow. @return nanoseconds until the last of them */
    long change(int model, Latencies latencies) {
        long start = System.nanoTime();
        long change = send(model);
        awaitDecisions(models - 1L, change, latencies);
        return System.nanoTime() - start;
    }

    private long send(int model) {
        changes++;
        String value = changes + "|" + (Catalogue.usualInput(model).doubleValue() + changes * 1e-6) + "|"
                + Catalogue.usualInput(model).doubleValue() * 4 + "|8192|50.0";
        producer.send(new ProducerRecord<>(
                StreamsFanOut.MODELS, Catalogue.modelId(model).getBytes(UTF_8), value.getBytes(UTF_8)));
        return changes;
    }

    /** @param change that decisions have to be about; 0 for any */
    private void awaitDecisions(long expected, long change, Latencies latencies) {
        long start = System.nanoTime();
        String mark = change + "|";
        long seen = 0;
        while (seen < expected) {
            for (ConsumerRecord<byte[], byte[]> decision : consumer.poll(POLL)) {
                if (change == 0 || new String(decision.value(), UTF_8).startsWith(mark)) {
                    seen++;
                    latencies.add(System.nanoTime() - start);
                }
            }
            if (System.nanoTime() - start > WITHIN.toNanos() || !process.isAlive()) {
                throw new IllegalStateException(
                        "kafka streams: " + seen + " decisions (expected: " + expected + " within " + WITHIN + ")");
            }
        }
    }

    private void awaitRunning(Path log) throws IOException {
        long latest = System.nanoTime() + WITHIN.toNanos();
        while (!Files.readString(log).contains(StreamsFanOut.RUNNING)) {
            if (System.nanoTime() > latest || !process.isAlive()) {
                String said = Files.readString(log);
                close();
                throw new IllegalStateException("kafka streams: does not run; it said " + said);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private static Consumer<byte[], byte[]> consumer(String brokers) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "isolation.level",
                        "read_committed",
                        "fetch.min.bytes",
                        1,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(StreamsFanOut.DECISIONS, partition))
                .toList();
        consumer.assign(partitions);
        return consumer;
    }

    @Override
    public void close() throws IOException {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
        process.close();
        onInterrupt.close();
        Folders.delete(folder);
    }
}
