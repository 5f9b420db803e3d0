package dev.crosscheck.measure;

import dev.crosscheck.event.TopicSpec;
import dev.crosscheck.event.Topics;
import dev.crosscheck.local.Reachable;
import dev.crosscheck.local.Service;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What has been sent and has not had its effect yet.
 *
 * <p>Asked often while something is timed, so every question is one short query on a kept connection.
 */
final class Backlog implements AutoCloseable {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);
    private static final Duration WITHIN = Duration.ofMinutes(30);
    private static final int ASK_FOR_SECONDS = 30;
    private static final String READ = "select coalesce(sum(next_offset), 0) from kafka_offset where topic = ?";

    private final Admin admin;
    private final Map<Service, Sql> databases = new EnumMap<>(Service.class);

    Backlog(Reachable system) throws SQLException {
        admin = system.broker().admin();
        for (Service service : Service.values()) {
            databases.put(service, new Sql(system.databases(), service));
        }
    }

    /** Returns when every service has read all there is and sent what follows from it. */
    void awaitRead() {
        awaitHandedOver();
        awaitRead(Service.COMPARISON, Topics.MODELS);
        awaitRead(Service.COMPARISON, Topics.PRICE_SHEETS);
    }

    /**
     * Returns when everything before comparison-service has been done; that one may be suspended.
     *
     * <p>Waited for in the order in which effects travel: once a part is done, nothing comes after it.
     */
    void awaitHandedOver() {
        awaitRead(Service.CATALOG, Topics.CATALOG_UPDATES);
        awaitSent(Service.CATALOG);
        awaitRead(Service.PRICING, Topics.MODELS);
        awaitRead(Service.PRICING, Topics.PRICE_UPDATES);
        awaitSent(Service.PRICING);
    }

    private void awaitRead(Service service, String topic) {
        long end = end(topic);
        await(
                () -> read(service, topic) >= end,
                () -> service + ": " + read(service, topic) + " of " + end + " records of " + topic + " read");
    }

    private void awaitSent(Service service) {
        await(() -> outbox(service) == 0, () -> service + ": " + outbox(service) + " events to send");
    }

    /** Returns when no stored page is older than the facts that comparison-service has. */
    void awaitRefreshed(Sql sql) {
        await(
                () -> sql.number("select count(*) from dirty_model") == 0,
                () -> sql.number("select count(*) from dirty_model") + " models with old pages");
    }

    /**
     * Returns when comparison-service has read so far and no stored page is older than what it read.
     *
     * @param offsets sum of the places in {@link Topics#MODELS} and {@link Topics#PRICE_SHEETS}
     */
    void awaitReadAndRefreshed(Sql sql, long offsets) {
        // What was read and what it made stale are committed together, so one look sees both or neither.
        String look = "select coalesce(sum(next_offset), 0) - (select count(*) * 1000000000000 from dirty_model)"
                + " from kafka_offset";
        await(() -> sql.number(look) >= offsets, () -> "comparison: not settled");
    }

    /** Returns when so many pages are stored. */
    void awaitPages(long pages, Sql sql) {
        // A count of millions of rows takes its time: the marks tell first whether it is worth it.
        await(
                () -> sql.number("select count(*) from dirty_model") == 0
                        && sql.number("select count(*) from page") >= pages,
                () -> sql.number("select count(*) from page") + " pages (expected: " + pages + ")");
    }

    /** How many records of the topic the service has not read. */
    long unread(Service service, String topic) {
        return end(topic) - read(service, topic);
    }

    /** How many records of the topic the service has read. */
    long read(Service service, String topic) {
        return database(service).number(READ, topic);
    }

    /** How many events the service has committed and not handed over. */
    long outbox(Service service) {
        return database(service).number("select count(*) from outbox");
    }

    /** How many records were ever written to the topic. */
    long end(String topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        try {
            return admin.listOffsets(latest).all().get(ASK_FOR_SECONDS, TimeUnit.SECONDS).values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException | TimeoutException exception) {
            throw new IllegalStateException(topic + ": its end was not read", exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", exception);
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < TopicSpec.PARTITIONS; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }

    private Sql database(Service service) {
        Sql sql = databases.get(service);
        if (sql == null) {
            throw new IllegalArgumentException(
                    "service: " + service + " (expected: one of " + databases.keySet() + ")");
        }
        return sql;
    }

    /** Looks often at first and seldom later: a look costs the machine something, and late is late by little. */
    private static void await(BooleanSupplier done, Supplier<String> undone) {
        long start = System.nanoTime();
        while (!done.getAsBoolean()) {
            long waited = System.nanoTime() - start;
            if (waited > WITHIN.toNanos()) {
                throw new IllegalStateException(undone.get() + " (expected: nothing to do within " + WITHIN + ")");
            }
            LockSupport.parkNanos(Math.clamp(waited / 50, SHORTEST_PAUSE.toNanos(), LONGEST_PAUSE.toNanos()));
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        databases.values().forEach(Sql::close);
    }
}
