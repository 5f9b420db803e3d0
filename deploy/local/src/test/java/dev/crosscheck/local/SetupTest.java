package dev.crosscheck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.TopicSpec;
import dev.crosscheck.event.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On servers of its own: it makes databases and topics by the names that they have in a real system. */
class SetupTest {

    @TempDir
    private Path folder;

    private LocalPostgres postgres;
    private LocalKafka kafka;

    @BeforeEach
    void start() {
        postgres = LocalPostgres.start(folder.resolve("postgres"), FreePorts.any(), LocalPostgres.Durability.FAST);
        kafka = LocalKafka.start(folder.resolve("kafka"), FreePorts.any());
    }

    @AfterEach
    void stop() {
        kafka.close();
        postgres.close();
    }

    @Test
    void servicesFindTheirDatabasesTopicsAndTheKeysOfTokens() throws Exception {
        setUp("first");

        for (Service service : Service.values()) {
            try (Connection app = enter(service, "app", "first");
                    Connection owner = enter(service, "owner", "first")) {
                assertThat(app.isValid(5)).isTrue();
                assertThat(owner.isValid(5)).isTrue();
            }
        }
        assertThat(kafka.broker().createTopics(Topics.ALL)).isEmpty();
        assertThat(Topics.ALL).extracting(TopicSpec::name).contains(Topics.MODELS);
        assertThat(filesIn(folder.resolve("keys"))).containsExactly("keys.json");
        assertThat(Files.readString(folder.resolve("keys/keys.json"))).doesNotContain("\"d\"");
        assertThat(new LocalFolder(folder).publisherToken()).isNotEmptyFile();
    }

    @Test
    void secondRunKeepsTheKeysAndGivesOtherPasswords() throws Exception {
        setUp("first");
        byte[] keys = Files.readAllBytes(folder.resolve("keys/keys.json"));

        setUp("second");

        assertThat(folder.resolve("keys/keys.json")).hasBinaryContent(keys);
        try (Connection app = enter(Service.PRICING, "app", "second")) {
            assertThat(app.isValid(5)).isTrue();
        }
        assertThatThrownBy(() -> enter(Service.PRICING, "app", "first").close())
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void passwordThatIsMissingIsNamed() {
        Map<String, String> environment = passwords("first");
        environment.remove("COMPARISON_APP_PASSWORD");

        assertThatThrownBy(() -> setUp(environment)).hasMessageContaining("COMPARISON_APP_PASSWORD: empty");
    }

    private void setUp(String passwords) {
        setUp(passwords(passwords));
    }

    private void setUp(Map<String, String> environment) {
        Setup.make(
                postgres.server(),
                kafka.broker(),
                environment,
                new LocalFolder(folder),
                folder.resolve("keys/keys.json"),
                Progress.SILENT);
    }

    private static Map<String, String> passwords(String which) {
        Map<String, String> environment = new HashMap<>();
        Arrays.stream(Service.values())
                .flatMap(service -> Stream.of(service.id() + "_owner", service.id() + "_app"))
                .forEach(role -> environment.put(Setup.variable(role), which + "-" + role));
        return environment;
    }

    private Connection enter(Service service, String role, String passwords) throws SQLException {
        String name = service.id() + "_" + role;
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.server().port() + "/" + service.id(),
                name,
                passwords + "-" + name);
    }

    private static Stream<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
