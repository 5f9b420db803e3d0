package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventType;
import dev.crosscheck.event.Topics;
import dev.crosscheck.local.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a whole system logs, whose Kafka and whose routes ask everybody who he is. */
@Tag("long")
class LogsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How every token of ours begins: {@code {"} in Base64. */
    private static final String TOKEN = "eyJ";

    private static final String GUESSED = "guessed-s3cret";

    @TempDir
    private static Path loaded;

    private static CrosscheckSystem system;

    /** Facts by both ways, some that nobody can read, and people who are let in, turned away and forgetful. */
    @BeforeAll
    static void live() throws Exception {
        system = CrosscheckSystem.startGuarded(
                launch -> launch.with("CROSSCHECK_LOG_FORMAT", "json").withFlags(listingClasses(launch.flags())));
        system.feed().send("one-model", TestFacts.model("acme-one", "Acme One"));
        system.feed()
                .sendNow(Feed.record(
                        Topics.CATALOG_UPDATES,
                        "acme-one".getBytes(UTF_8),
                        "garbled",
                        EventType.MODEL_REPORTED.id(),
                        "no JSON".getBytes(UTF_8)));
        assertThat(system.site()
                        .postUpdate(
                                Service.PRICING,
                                "one-price",
                                TestFacts.price("acme-one", "acme", "3.01", "8", TestFacts.START))
                        .status())
                .isEqualTo(200);
        for (Service service : Service.values()) {
            URI management = system.processes().managementUri(service);
            URI guarded = service == Service.COMPARISON
                    ? management.resolve("/audit?token=" + GUESSED)
                    : system.processes().uri(service).resolve("/v1/updates/one-price?token=" + GUESSED);
            for (String sent : List.of(
                    "Bearer " + GUESSED,
                    "Basic " + GUESSED,
                    system.site().authorization("reader") + GUESSED,
                    system.site().authorization("nobody"))) {
                assertThat(status(guarded, sent)).as(service + ": " + sent).isIn(401, 403);
            }
        }
        system.awaitQuiet();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyLineIsAnEntryAsJson(Service service) {
        assertThat(system.log(service)).isNotEmpty().allSatisfy(line -> {
            JsonNode entry = JSON.readTree(line);
            assertThat(entry.isObject()).isTrue();
            for (String field : new String[] {"timestamp", "level", "logger", "thread", "message"}) {
                assertThat(entry.path(field).asString("")).as(field).isNotEmpty();
            }
        });
    }

    /** Those who were turned away are in the log, and nothing that they, or the service, proved themselves by. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void nothingInALogLetsAnybodyIn(Service service) {
        String log = String.join("\n", system.log(service));

        assertThat(log).contains("Turned away: not known", "Turned away: not in this role");
        assertThat(system.secrets(service)).hasSizeGreaterThan(2).allSatisfy(secret -> {
            assertThat(secret).hasSizeGreaterThan(8);
            assertThat(log).doesNotContain(secret);
        });
        assertThat(log).doesNotContain(TOKEN, GUESSED);
    }

    @Test
    void whoWasLetInToChangeSomethingIsInTheLog() {
        assertThat(system.log(Service.PRICING))
                .anyMatch(
                        line -> line.contains(
                                "\"message\":\"Let"
                                        + " in\",\"values\":{\"caller\":\"system-test\",\"method\":\"POST\",\"path\":\"/v1/updates\"}"));
    }

    /** A Java machine that lists each class that it loads. */
    private static List<String> listingClasses(List<String> flags) {
        List<String> more = new ArrayList<>(flags);
        more.add("-Xlog:class+load=info:file=" + loaded.resolve("%p.txt"));
        return more;
    }

    /** Whoever wants no traces pays for none: not with the start, and not with memory. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void nothingOfTracesIsLoadedWhereNobodyWantsThem(Service service) throws Exception {
        Path classes = loaded.resolve(system.processes().process(service).pid() + ".txt");

        assertThat(Files.readAllLines(classes))
                .hasSizeGreaterThan(1_000)
                .anyMatch(line -> line.contains("dev.crosscheck.kit.trace.NoTracing"))
                // Kafka's client has a copy of some of it under a name of its own.
                .noneMatch(line -> line.contains(" io.opentelemetry"));
    }

    private static int status(URI uri, String authorization) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .header("Authorization", authorization)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
