package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.Grant.Operation;
import dev.crosscheck.event.Grant.Resource;
import dev.crosscheck.event.Grants;
import dev.crosscheck.event.TopicSpec;
import dev.crosscheck.event.Topics;
import dev.crosscheck.local.FreePorts;
import dev.crosscheck.local.KafkaGuard;
import dev.crosscheck.local.LocalKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real broker with TLS, passwords, certificates and its authorizer on: everybody tries everything, and may do what is
 * granted and nothing else.
 */
class KafkaAccessTest {

    private static final long SECONDS = 30;

    /** For those who are not let in: their clients would go on trying. */
    private static final int GIVE_UP_MILLIS = 5_000;

    @TempDir
    private static Path folder;

    private static KafkaGuard guard;
    private static LocalKafka kafka;

    /** How somebody proves who he is. */
    private enum Way {
        PASSWORD,
        CERTIFICATE
    }

    @BeforeAll
    static void start() throws Exception {
        guard = KafkaGuard.make(folder.resolve("guard"));
        kafka = LocalKafka.start(folder.resolve("kafka"), FreePorts.any(), guard);
        kafka.createTopics(Topics.ALL);
        // Something to read in each, so that having read nothing is no success.
        Map<String, Object> settings = new HashMap<>(kafka.broker().clientSettings());
        settings.put("bootstrap.servers", kafka.broker().bootstrapServers());
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (TopicSpec topic : Topics.ALL) {
                producer.send(record(topic.name())).get(SECONDS, TimeUnit.SECONDS);
            }
        }
        // What was granted last is known once it is in force.
        await().atMost(CrosscheckSystem.PATIENCE)
                .ignoreExceptions()
                .until(() -> mayDescribe(settings(Way.PASSWORD, Grants.DATA_TEAM), Topics.PRICE_UPDATES));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void keysAndTheirPasswordsAreTheirOwnersAlone() throws IOException {
        assertThat(permissions(folder.resolve("guard"))).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("kafka/broker.properties"))).isEqualTo("rw-------");
        assertThat(folder.resolve("kafka/broker.properties")).content().contains("ssl.keystore.password");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    static Stream<Arguments> everybody() {
        return Stream.of(Way.values())
                .flatMap(way -> Grants.PRINCIPALS.stream().map(principal -> Arguments.of(way, principal)));
    }

    @ParameterizedTest(name = "{1} by {0}")
    @MethodSource("everybody")
    void everybodyMayDoWhatIsGrantedAndNothingElse(Way way, String principal) throws Exception {
        Map<String, Object> settings = settings(way, principal);
        List<String> met = new ArrayList<>();
        List<String> granted = new ArrayList<>();
        for (TopicSpec spec : Topics.ALL) {
            String topic = spec.name();
            for (Operation operation : Operation.values()) {
                boolean may = switch (operation) {
                    case READ -> mayRead(settings, topic);
                    case WRITE -> mayWrite(settings, topic);
                    case DESCRIBE -> mayDescribe(settings, topic);
                };
                note(met, may, operation, topic);
                note(granted, Grants.allow(principal, Resource.TOPIC, topic, operation), operation, topic);
            }
        }
        String known = Topics.ALL.stream()
                .map(TopicSpec::name)
                .filter(topic -> Grants.allow(principal, Resource.TOPIC, topic, Operation.DESCRIBE))
                .findFirst()
                .orElseThrow();
        for (String group : Stream.concat(Grants.GROUPS.stream(), Stream.of("another-group"))
                .toList()) {
            note(met, mayJoin(settings, group, known), Operation.READ, group);
            note(granted, Grants.allow(principal, Resource.GROUP, group, Operation.READ), Operation.READ, group);
        }

        assertThat(met).isEqualTo(granted).isNotEmpty();
    }

    @ParameterizedTest(name = "{1} by {0}")
    @MethodSource("everybody")
    void nobodyRulesOverTopicsAndPermissions(Way way, String principal) {
        ConfigResource updates = new ConfigResource(ConfigResource.Type.TOPIC, Topics.PRICE_UPDATES);
        AlterConfigOp keepLess = new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(settings(way, principal))) {
            assertThat(isForbidden(admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1)))
                            .all()))
                    .isTrue();
            assertThat(isForbidden(
                            admin.deleteTopics(List.of(Topics.PRICE_UPDATES)).all()))
                    .isTrue();
            assertThat(isForbidden(admin.incrementalAlterConfigs(Map.of(updates, List.of(keepLess)))
                            .all()))
                    .isTrue();
            assertThat(isForbidden(admin.deleteRecords(Map.of(
                                    new TopicPartition(Topics.PRICE_UPDATES, 0), RecordsToDelete.beforeOffset(1)))
                            .all()))
                    .isTrue();
            assertThat(isForbidden(admin.describeAcls(AclBindingFilter.ANY).values()))
                    .isTrue();
        }
    }

    @Test
    void wrongPasswordIsNoPassword() {
        Map<String, Object> settings = new HashMap<>(guard.withPassword(Grants.DATA_TEAM, "guess"));
        settings.put("bootstrap.servers", kafka.bootstrapServers());

        assertThat(failure(settings)).isInstanceOf(SaslAuthenticationException.class);
    }

    /** By TLS 1.3 a client learns that it was turned away at once, or by a connection that is closed. */
    @Test
    void whoShowsNoCertificateIsNotLetIn() {
        Map<String, Object> settings = new HashMap<>(guard.withNothing());
        settings.put("bootstrap.servers", guard.certificateBootstrapServers());

        assertThat(failure(settings)).isInstanceOf(KafkaException.class);
    }

    @Test
    void nobodyIsUnderstoodWithoutTls() {
        assertThat(failure(new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()))))
                .isInstanceOf(KafkaException.class);
    }

    // ---- trying

    private static boolean mayDescribe(Map<String, Object> settings, String topic) throws Exception {
        try (Admin admin = Admin.create(settings)) {
            return !isForbidden(admin.describeTopics(List.of(topic)).allTopicNames());
        }
    }

    private static boolean mayWrite(Map<String, Object> settings, String topic) throws Exception {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("acks", "all");
        all.put("enable.idempotence", true);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record(topic)).get(SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return allowed(e.getCause());
        } catch (AuthorizationException _) {
            return false;
        }
    }

    /** Without a group: what a group takes is tried by itself. */
    private static boolean mayRead(Map<String, Object> settings, String topic) {
        TopicPartition first = new TopicPartition(topic, 0);
        try (Consumer<byte[], byte[]> consumer = consumer(settings, Map.of())) {
            consumer.assign(List.of(first));
            consumer.seek(first, 0);
            return pollUntil(consumer, records -> records > 0);
        } catch (AuthorizationException _) {
            return false;
        }
    }

    private static boolean mayJoin(Map<String, Object> settings, String group, String topic) {
        try (Consumer<byte[], byte[]> consumer = consumer(settings, Map.of("group.id", group))) {
            consumer.subscribe(List.of(topic));
            return pollUntil(consumer, _ -> !consumer.assignment().isEmpty());
        } catch (AuthorizationException _) {
            return false;
        }
    }

    /** What is seen of a poll. */
    private interface Seen {
        boolean isEnough(int records);
    }

    private static boolean pollUntil(Consumer<byte[], byte[]> consumer, Seen seen) {
        Instant latest = Instant.now().plusSeconds(SECONDS);
        while (Instant.now().isBefore(latest)) {
            if (seen.isEnough(consumer.poll(Duration.ofMillis(100)).count())) {
                return true;
            }
        }
        throw new IllegalStateException("neither allowed nor forbidden within " + SECONDS + " s");
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("enable.auto.commit", false);
        all.put("auto.offset.reset", "earliest");
        all.put("allow.auto.create.topics", false);
        all.putAll(more);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static boolean isForbidden(KafkaFuture<?> asked) {
        try {
            asked.get(SECONDS, TimeUnit.SECONDS);
            return false;
        } catch (ExecutionException e) {
            return !allowed(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Any other trouble is no answer to the question. */
    private static boolean allowed(Throwable trouble) {
        if (trouble instanceof AuthorizationException) {
            return false;
        }
        throw new IllegalStateException("neither allowed nor forbidden", trouble);
    }

    /** Why somebody does not even get to ask how the cluster is. */
    private static Throwable failure(Map<String, Object> settings) {
        settings.put("request.timeout.ms", GIVE_UP_MILLIS);
        settings.put("default.api.timeout.ms", GIVE_UP_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            Collection<?> nodes = admin.describeCluster().nodes().get(SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("let in: " + nodes);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> settings(Way way, String principal) {
        Map<String, Object> settings =
                new HashMap<>(way == Way.PASSWORD ? guard.withPassword(principal) : guard.withCertificate(principal));
        settings.put(
                "bootstrap.servers",
                way == Way.PASSWORD ? kafka.bootstrapServers() : guard.certificateBootstrapServers());
        return settings;
    }

    private static ProducerRecord<byte[], byte[]> record(String topic) {
        return new ProducerRecord<>(topic, 0, "key".getBytes(UTF_8), "value".getBytes(UTF_8));
    }

    private static void note(List<String> notes, boolean may, Operation operation, String name) {
        if (may) {
            notes.add(operation + " " + name);
        }
    }
}
