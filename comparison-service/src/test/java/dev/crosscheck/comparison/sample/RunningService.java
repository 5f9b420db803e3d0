package dev.crosscheck.comparison.sample;

import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.Encoded;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.TopicSpec;
import dev.crosscheck.event.Topics;
import dev.crosscheck.local.Broker;
import dev.crosscheck.local.ServiceDatabase;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The comparison service with a real database, a real broker and HTTP. One for all tests of a class. */
public final class RunningService implements AutoCloseable {

    private final Map<String, Object> properties;
    private final EmbeddedServer server;
    private final KafkaProducer<byte[], byte[]> producer;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    public static RunningService start() {
        return new RunningService(true, Map.of());
    }

    /** With the pages that readers see. */
    public static RunningService startWithRealPages() {
        return new RunningService(false, Map.of());
    }

    /** With the pages that readers see, and these settings. */
    public static RunningService startWithRealPages(Map<String, Object> settings) {
        return new RunningService(false, settings);
    }

    private RunningService(boolean simplePages, Map<String, Object> settings) {
        Broker kafka = TestInfrastructure.shared().kafka();
        startFromNothing(kafka);
        ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase("comparison");
        properties = new HashMap<>(database.properties());
        if (simplePages) {
            properties.put("test.simple-pages", true);
        }
        properties.putAll(TestInfrastructure.shared().tokens().properties());
        properties.put("micronaut.server.port", -1);
        properties.put("endpoints.all.port", -1);
        // Tests ask faster than anybody should.
        properties.put("crosscheck.limits.enabled", false);
        properties.put("crosscheck.refresh.quiet", "10ms");
        properties.put("crosscheck.kafka.bootstrap-servers", kafka.bootstrapServers());
        properties.putAll(settings);
        server = ApplicationContext.run(EmbeddedServer.class, properties);
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The broker is shared by all tests of this JVM; what another one published is not of this one. */
    private static void startFromNothing(Broker kafka) {
        Set<String> ours = Topics.ALL.stream().map(TopicSpec::name).collect(Collectors.toSet());
        try (Admin admin = kafka.admin()) {
            Set<String> left = new HashSet<>(admin.listTopics().names().get());
            left.retainAll(ours);
            admin.deleteTopics(left).all().get();
            await().until(() -> Collections.disjoint(admin.listTopics().names().get(), ours));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        kafka.createTopics(Topics.ALL);
    }

    /** Another replica on the same database and broker, with these settings; whoever asks closes it. */
    public EmbeddedServer another(Map<String, Object> settings) {
        Map<String, Object> others = new HashMap<>(properties);
        others.putAll(settings);
        return ApplicationContext.run(EmbeddedServer.class, others);
    }

    public <T> T get(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public URI address() {
        return server.getURI();
    }

    /** Publishes a state and waits for the broker to have it. */
    public void publish(Object state) {
        EventMeta meta = EventMeta.of("state-" + System.nanoTime(), "/test", Instant.now());
        Encoded encoded = EventCodec.encode(meta, state);
        publish(encoded.toRecord());
    }

    public void publish(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> fetch(String path, String... headers) {
        return fetch(path, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), headers);
    }

    /** The body as it came, compressed if it was. */
    public HttpResponse<byte[]> fetchBytes(String path, String... headers) {
        return fetch(path, HttpResponse.BodyHandlers.ofByteArray(), headers);
    }

    private <T> HttpResponse<T> fetch(String path, HttpResponse.BodyHandler<T> body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURI() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), body);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends JSON, as the data team does. */
    public HttpResponse<String> post(String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.getURI() + path))
                .header("content-type", "application/json")
                .header("authorization", TestInfrastructure.shared().authorization("publisher"))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        server.close();
    }
}
