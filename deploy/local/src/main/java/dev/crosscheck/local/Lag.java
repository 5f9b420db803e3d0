package dev.crosscheck.local;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a service has read a topic.
 *
 * @param service who reads
 * @param topic   what it reads
 * @param records how many it has not read yet
 */
public record Lag(Service service, String topic, long records) {

    /** How far every reader of a running system is behind. Offsets are kept in PostgreSQL, not in the broker. */
    public static List<Lag> read(DatabaseServer postgres, Broker broker) {
        List<Lag> lags = new ArrayList<>();
        for (Service service : Service.values()) {
            Map<TopicPartition, Long> offsets = offsets(postgres, service);
            Map<String, Long> behind = new TreeMap<>();
            broker.endOffsets(offsets.keySet())
                    .forEach((partition, end) ->
                            behind.merge(partition.topic(), end - offsets.getOrDefault(partition, 0L), Long::sum));
            behind.forEach((topic, records) -> lags.add(new Lag(service, topic, records)));
        }
        return lags;
    }

    static List<Lag> read(LocalFolder folder, Map<String, String> addresses) {
        Passwords passwords = new Passwords(folder.postgres().resolve("passwords.properties"));
        String port = addresses.getOrDefault("CROSSCHECK_POSTGRES_PORT", "");
        String broker = addresses.getOrDefault("CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS", "");
        return read(
                new DatabaseServer("127.0.0.1", Integer.parseInt(port), "postgres", passwords.of("postgres")),
                new Broker(broker));
    }

    @Override
    public String toString() {
        return service.id() + " reads " + topic + ": " + (records == 0 ? "up to date" : records + " behind");
    }

    private static Map<TopicPartition, Long> offsets(DatabaseServer postgres, Service service) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try (Connection admin = postgres.connect(service.id());
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery("select topic, partition, next_offset from kafka_offset")) {
            while (rows.next()) {
                offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        } catch (SQLException exception) {
            throw new IllegalStateException(service.id() + ": offsets not read: " + exception.getMessage(), exception);
        }
        return offsets;
    }
}
