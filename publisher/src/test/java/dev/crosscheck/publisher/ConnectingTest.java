package dev.crosscheck.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.local.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A way that is not there, not safe, or cut in the middle. */
class ConnectingTest extends ToolInUse {

    @Test
    void killedRunGoesOnWhereItStood() throws Exception {
        String model = "m-" + UUID.randomUUID();
        publish("events", file(model(model)).toString());
        Path csv = pricesCsv(model, 300);
        Path checkpoint = folder.resolve("checkpoint.json");
        String[] command = {
            "events", "--rate", "50/s", "--checkpoint", checkpoint.toString(), csv.toString(),
        };
        Path said = folder.resolve("said.txt");
        Process run = start(said, command);
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(checkpoint) || !run.isAlive());
        } finally {
            run.destroyForcibly();
        }
        run.waitFor();
        assertThat(checkpoint)
                .as("what it said: %s", Files.readString(said))
                .exists()
                .content()
                .contains("\"isWhole\":false");
        out.getBuffer().setLength(0);

        assertThat(publish("events", "--checkpoint", checkpoint.toString(), csv.toString()))
                .as("%s%s", out, err)
                .isZero();

        assertThat(out.toString()).containsPattern("Going on after [1-9]\\d* of 300 events");
        assertThat(services.received().stream()
                        .filter(event -> event.body() instanceof PriceReported)
                        .map(event -> event.meta().id())
                        .distinct())
                .hasSize(300);
        assertThat(services.received().stream()
                        .map(event -> event.meta().batch())
                        .distinct())
                .as("the model's, and one for both runs")
                .hasSize(2);
        out.getBuffer().setLength(0);

        assertThat(publish("events", "--checkpoint", checkpoint.toString(), csv.toString()))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString()).contains("Going on after 300 of 300 events");
    }

    @Test
    void checkpointOfOtherFilesIsNotUsed() throws IOException {
        Path checkpoint = folder.resolve("checkpoint.json");
        publish(
                "events",
                "--checkpoint",
                checkpoint.toString(),
                file(provider("groq")).toString());

        assertThat(publish(
                        "events",
                        "--checkpoint",
                        checkpoint.toString(),
                        file(provider("novita")).toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("of other content (expected: the files as they were, or a new name)");
    }

    @Test
    void batchThatIsNotTakenInTimeIsSaidToBeUnanswered() throws IOException {
        services.close();
        services = FakeServices.deaf(kafka);
        Path file = file(provider("groq"));

        assertThat(publish("events", "--timeout", "300ms", file.toString())).isEqualTo(4);

        assertThat(row("pricing")).containsExactly("1", "0", "0", "0", "0", "0", "0", "0", "1");
    }

    @Test
    void unreachableKafkaIsNamed() throws IOException {
        int nobody = FreePorts.any();
        Path file = file(provider("groq"));

        assertThat(publish("events", "--kafka", "127.0.0.1:" + nobody, file.toString()))
                .isEqualTo(3);

        assertThat(err.toString())
                .startsWith("publish: kafka: ")
                .contains("(expected: a broker at 127.0.0.1:" + nobody)
                .doesNotContain("\tat ");
    }

    @Test
    void unreachableServiceIsFoundBeforeAnythingIsSent() throws IOException {
        int nobody = FreePorts.any();
        Path file = file(provider("groq"));

        assertThat(publish("events", "--pricing-url", "http://127.0.0.1:" + nobody, file.toString()))
                .isEqualTo(3);

        assertThat(err.toString()).startsWith("publish: pricing: ").contains("127.0.0.1:" + nobody);
        assertThat(services.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pricing.example:8082",
                "http://192.0.2.1/",
                "http://localhost.example/",
                "http://[2001:db8::1]/"
            })
    void tokenIsNotShownWhereOthersCouldReadIt(String url) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "secret");
        Path file = file(provider("groq"));

        assertThat(publish("events", "--token-file", token.toString(), "--pricing-url", url, file.toString()))
                .isEqualTo(2);

        assertThat(err.toString())
                .startsWith("publish: --pricing-url: " + url + " (expected: https, or an address of this machine")
                .contains("--plain-http")
                .doesNotContain("secret");
        assertThat(services.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost", "http://LOCALHOST", "http://127.0.0.9", "http://[::1]", "https://127.0.0.1"})
    void tokenIsShownOnThisMachineAndOverHttps(String server) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "secret");
        String url = server + ":" + FreePorts.any();

        assertThat(publish("waiting", "--token-file", token.toString(), "--pricing-url", url))
                .as("asked, and nobody there")
                .isEqualTo(3);
    }

    @Test
    void whoKnowsTheWayMayShowTheTokenOverHttp() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "secret");
        String[] asked = {"waiting", "--token-file", token.toString(), "--pricing-url", "http://nowhere.invalid"};
        assertThat(publish(asked)).isEqualTo(2);

        assertThat(publish(Stream.concat(Stream.of(asked), Stream.of("--plain-http"))
                        .toArray(String[]::new)))
                .isEqualTo(3);
    }

    @Test
    void whoHasNoTokenNeedsNoSafeWay() {
        assertThat(publish("waiting", "--pricing-url", "http://nowhere.invalid"))
                .isEqualTo(3);
    }
}
