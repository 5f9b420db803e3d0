package dev.crosscheck.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersTest {

    @TempDir
    private Path folder;

    @Test
    void postgresKeepsItsDataWhenItWasKilled() throws SQLException {
        int port = FreePorts.any();
        ServiceDatabase database;
        try (LocalPostgres postgres = LocalPostgres.start(folder, port, LocalPostgres.Durability.DURABLE)) {
            database = postgres.createServiceDatabase("pricing");
            execute(database, "create table price as select 1 as id");
            ProcessHandle process = PidFile.findPostgres(folder.resolve("data")).orElseThrow();
            assertThat(postgres.isAlive()).isTrue();

            Signals.send(process, "KILL");
            process.onExit().join();

            assertThat(postgres.isAlive()).isFalse();
        }

        try (LocalPostgres _ = LocalPostgres.start(folder, port, LocalPostgres.Durability.DURABLE)) {
            assertThat(count(database, "select count(*) from price")).isEqualTo(1);
        }
        assertThat(PidFile.findPostgres(folder.resolve("data"))).isEqualTo(Optional.empty());
    }

    @Test
    void kafkaKeepsItsDataWhenItWasKilled() throws Exception {
        int port = FreePorts.any();
        try (LocalKafka kafka = LocalKafka.start(folder, port)) {
            kafka.createTopics(Topics.ALL);
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>(Topics.PRICE_UPDATES, 0, "key", "value"))
                        .get();
            }
            kafka.process().kill();
        }

        try (LocalKafka kafka = LocalKafka.start(folder, port)) {
            assertThat(kafka.broker().createTopics(Topics.ALL)).isEmpty();
            assertThat(kafka.broker().endOffset(Topics.PRICE_UPDATES)).isEqualTo(1);
        }
    }

    private static void execute(ServiceDatabase database, String sql) throws SQLException {
        try (Connection connection = owner(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(ServiceDatabase database, String sql) throws SQLException {
        try (Connection connection = owner(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Connection owner(ServiceDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.ownerUsername(), database.ownerPassword());
    }
}
