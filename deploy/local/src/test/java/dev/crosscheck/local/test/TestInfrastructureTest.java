package dev.crosscheck.local.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.TopicSpec;
import dev.crosscheck.event.Topics;
import dev.crosscheck.local.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TestInfrastructureTest {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.shared();

    @Test
    void postgresIsVersion18() throws SQLException {
        ServiceDatabase database = INFRASTRUCTURE.newServiceDatabase("pricing");

        try (Connection owner = owner(database);
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("show server_version")) {
            rows.next();
            assertThat(rows.getString(1)).startsWith("18.");
        }
    }

    @Test
    void appMayDoOnlyWhatItWasGranted() throws SQLException {
        ServiceDatabase database = INFRASTRUCTURE.newServiceDatabase("pricing");
        try (Connection owner = owner(database);
                Statement statement = owner.createStatement()) {
            statement.execute("create table price (model_id text primary key)");
            statement.execute("grant insert on price to " + database.appUsername());
        }

        try (Connection app = app(database);
                Statement statement = app.createStatement()) {
            assertThat(statement.executeUpdate("insert into price values ('acme-large')"))
                    .isEqualTo(1);
            assertThatThrownBy(() -> statement.execute("delete from price")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("create table mine (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("create temporary table mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void serviceCannotEnterAnothersDatabase() {
        ServiceDatabase pricing = INFRASTRUCTURE.newServiceDatabase("pricing");
        ServiceDatabase catalog = INFRASTRUCTURE.newServiceDatabase("catalog");

        assertThatThrownBy(
                        () -> DriverManager.getConnection(pricing.url(), catalog.appUsername(), catalog.appPassword()))
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void serviceCannotEnterTheDatabasesThatComeWithTheServer() {
        ServiceDatabase pricing = INFRASTRUCTURE.newServiceDatabase("pricing");
        String server = pricing.url().substring(0, pricing.url().lastIndexOf('/') + 1);

        for (String shared : List.of("postgres", "template1")) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(server + shared, pricing.appUsername(), pricing.appPassword()))
                    .hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> DriverManager.getConnection(
                            server + shared, pricing.ownerUsername(), pricing.ownerPassword()))
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void everyDatabaseIsNew() {
        assertThat(INFRASTRUCTURE.newServiceDatabase("catalog").url())
                .isNotEqualTo(INFRASTRUCTURE.newServiceDatabase("catalog").url());
    }

    @Test
    void wrongPasswordIsRefused() {
        ServiceDatabase database = INFRASTRUCTURE.newServiceDatabase("pricing");

        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.appUsername(), "guess"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void topicsAreCreatedOnceAndKeptAsTheContractSays() throws Exception {
        INFRASTRUCTURE.kafka().createTopics(Topics.ALL);

        assertThat(INFRASTRUCTURE.kafka().createTopics(Topics.ALL)).isEmpty();
        try (Admin admin = INFRASTRUCTURE.kafka().admin()) {
            ConfigResource models = new ConfigResource(ConfigResource.Type.TOPIC, Topics.MODELS);
            assertThat(admin.describeConfigs(List.of(models))
                            .all()
                            .get()
                            .get(models)
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
            assertThat(admin.describeTopics(List.of(Topics.PRICE_UPDATES))
                            .allTopicNames()
                            .get()
                            .get(Topics.PRICE_UPDATES)
                            .partitions())
                    .hasSize(TopicSpec.PARTITIONS);
        }
    }

    @Test
    void whatIsSentCanBeRead() throws Exception {
        String topic = "test.round-trip";
        String servers = INFRASTRUCTURE.kafka().bootstrapServers();
        INFRASTRUCTURE.kafka().createTopics(List.of(new TopicSpec(topic, TopicSpec.Keeping.RETAINED)));

        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers, "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 3, "key", "value")).get();
        }

        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 3)));
            assertThat(consumer.poll(Duration.ofSeconds(20)))
                    .singleElement()
                    .satisfies(read -> assertThat(read.value()).isEqualTo("value"));
        }
    }

    private static Connection owner(ServiceDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.ownerUsername(), database.ownerPassword());
    }

    private static Connection app(ServiceDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.appUsername(), database.appPassword());
    }
}
