package dev.crosscheck.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.TopicSpec;
import dev.crosscheck.local.RunningSystem;
import dev.crosscheck.local.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The least that an event must go through to be seen elsewhere: produce (acks=all) → consume → a durable row → produce →
 * consume. On the same broker and the same PostgreSQL as the system beside it.
 */
final class BareLoop implements AutoCloseable {

    private static final String IN = "measure.in";
    private static final String OUT = "measure.out";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> middle;
    private final Consumer<byte[], byte[]> end;
    private final Connection connection;
    private final Thread thread;

    /** Makes its two topics and its table; there is one at a time on a system. */
    BareLoop(RunningSystem system) throws SQLException {
        String bootstrapServers = system.kafka().bootstrapServers();
        system.kafka()
                .createTopics(List.of(
                        new TopicSpec(IN, TopicSpec.Keeping.RETAINED), new TopicSpec(OUT, TopicSpec.Keeping.RETAINED)));
        connection = system.postgres().server().connect(Service.COMPARISON.id());
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists measure");
            statement.execute("drop table if exists measure.seen");
            statement.execute("create table measure.seen (id bigint generated always as identity primary key,"
                    + " value bytea not null)");
        }
        connection.setAutoCommit(false);
        producer = MeasuredSystem.producer(bootstrapServers);
        middle = consumer(bootstrapServers, IN);
        end = consumer(bootstrapServers, OUT);
        thread = Thread.ofPlatform().daemon().name("bare-loop").start(this::passOn);
    }

    /** Sends one value round. @return how long it took, in nanoseconds */
    long once(String value) {
        long start = System.nanoTime();
        producer.send(new ProducerRecord<>(IN, 0, null, value.getBytes(UTF_8)));
        long latest = start + ANSWER_WITHIN.toNanos();
        while (System.nanoTime() < latest) {
            for (ConsumerRecord<byte[], byte[]> record : end.poll(ANSWER_WITHIN)) {
                if (new String(record.value(), UTF_8).equals(value)) {
                    return System.nanoTime() - start;
                }
            }
        }
        throw new IllegalStateException("bare loop: no answer (expected: within " + ANSWER_WITHIN.toSeconds() + " s)");
    }

    @Override
    public void close() throws SQLException {
        middle.wakeup();
        try {
            thread.join(ANSWER_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        end.close();
        producer.close();
        connection.close();
    }

    private void passOn() {
        try (middle;
                PreparedStatement insert = connection.prepareStatement("insert into measure.seen (value) values (?)")) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : middle.poll(ANSWER_WITHIN)) {
                    insert.setBytes(1, record.value());
                    insert.executeUpdate();
                    connection.commit();
                    producer.send(new ProducerRecord<>(OUT, 0, null, record.value()));
                }
            }
        } catch (WakeupException _) {
            // close() was called.
        } catch (SQLException exception) {
            throw new IllegalStateException("bare loop: row not written", exception);
        }
    }

    private static Consumer<byte[], byte[]> consumer(String bootstrapServers, String topic) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "fetch.min.bytes",
                        1,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        return consumer;
    }
}
