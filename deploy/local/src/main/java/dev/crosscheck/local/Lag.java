package dev.crosscheck.local;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a service has read a topic.
 *
 * @param service who reads
 * @param topic   what it reads
 * @param records how many it has not read yet
 */
public record Lag(Service service, String topic, long records) {

    /** How far a service is behind, topic by topic. Offsets are kept in PostgreSQL, not in the broker. */
    public static List<Lag> of(Service service, DatabaseServer postgres, Broker broker) {
        Map<String, Map<TopicPartition, Long>> offsets = offsets(postgres, service);
        return service.reads().stream()
                .map(topic -> new Lag(
                        service,
                        topic,
                        broker.endOffset(topic)
                                - offsets.getOrDefault(topic, Map.of()).values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()))
                .toList();
    }

    static List<Lag> read(LocalFolder folder, Map<String, String> addresses) {
        Passwords passwords = new Passwords(folder.postgres().resolve("passwords.properties"));
        String port = addresses.getOrDefault("CROSSCHECK_POSTGRES_PORT", "");
        String broker = addresses.getOrDefault("CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS", "");
        DatabaseServer server =
                new DatabaseServer("127.0.0.1", Integer.parseInt(port), "postgres", passwords.of("postgres"));
        return Arrays.stream(Service.values())
                .flatMap(service -> of(service, server, new Broker(broker)).stream())
                .toList();
    }

    @Override
    public String toString() {
        return service.id() + " reads " + topic + ": "
                + (records == 0
                        ? "up to date"
                        : records > 0
                                ? records + " behind"
                                : "its place is " + -records + " beyond the topic's end: the topic is a new one");
    }

    private static Map<String, Map<TopicPartition, Long>> offsets(DatabaseServer postgres, Service service) {
        Map<String, Map<TopicPartition, Long>> offsets = new HashMap<>();
        try (Connection admin = postgres.connect(service.id());
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery("select topic, partition, next_offset from kafka_offset")) {
            while (rows.next()) {
                offsets.computeIfAbsent(rows.getString(1), _ -> new HashMap<>())
                        .put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        } catch (SQLException exception) {
            throw new IllegalStateException(service.id() + ": offsets not read: " + exception.getMessage(), exception);
        }
        return offsets;
    }
}
