package dev.crosscheck.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Received;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.local.Programs;
import dev.crosscheck.local.test.TestInfrastructure;
import dev.crosscheck.publisher.eventfile.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of docs/publishing.md that do without the tool, run as they stand there, where their client is. */
class RecipesTest {

    private static final Path GUIDE = Path.of("..", "docs", "publishing.md");

    @TempDir
    Path folder;

    @Test
    void pythonRecipeSendsTheTemplate() throws Exception {
        assumeTrue(Programs.find("python3").isPresent(), "python3 is not installed");
        Path script = Files.writeString(folder.resolve("prices.py"), block("python"));
        try (CannedServices services = new CannedServices()) {
            services.say("/pricing/v1/updates", "[{\"index\":0,\"outcome\":\"accepted\"}]");

            String said = run(
                    Template.PRICES.csv(),
                    "python3",
                    script.toString(),
                    services.options().get(3));

            assertThat(said.strip()).isEqualTo("0 accepted");
            List<Received> sent = new ArrayList<>();
            EventJson.readTree(services.posted().getFirst().getBytes(UTF_8))
                    .forEach(event -> sent.add(EventCodec.decodeInput(event, Instant.now())));
            assertThat(sent)
                    .extracting(event -> ((PriceReported) event.body()).provider())
                    .containsExactly("openrouter", "groq", "free-host");
        }
    }

    @Test
    void kcatRecipesSendAPrice() throws Exception {
        assumeTrue(Programs.find("kcat").isPresent(), "kcat is not installed");
        String kafka = TestInfrastructure.shared().kafka().bootstrapServers();
        TestInfrastructure.shared().kafka().createTopics(Topics.ALL);
        String event = block("json")
                .replace("5f0c9ab24e7d4c0f8d1f6f6f0b7f4e11", UUID.randomUUID().toString());
        Files.writeString(folder.resolve("event.json"), event.replaceAll("\\s*\\n\\s*", " "));
        Files.writeString(
                folder.resolve("price.json"),
                EventJson.readTree(event.getBytes(UTF_8)).get("data").toString());
        try (FakeServices services = new FakeServices(kafka)) {
            for (String recipe : kcatRecipes()) {
                run(
                        "",
                        "sh",
                        "-c",
                        recipe.replace("localhost:19092", kafka)
                                .replace("$(uuidgen)", UUID.randomUUID().toString()));
            }

            Awaitility.await().until(() -> services.received().size() == 2);
            assertThat(services.received())
                    .allSatisfy(received -> assertThat(((PriceReported) received.body()).provider())
                            .isEqualTo("openrouter"));
        }
    }

    private static List<String> kcatRecipes() throws IOException {
        Matcher blocks =
                Pattern.compile("```sh\\n(kcat .*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
        return blocks.results().map(block -> block.group(1)).toList();
    }

    /** The first block of a language. */
    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE));
        assertThat(block.find()).as("a block of " + language).isTrue();
        return block.group(1);
    }

    private String run(String input, String... command) throws Exception {
        Path stdin = Files.writeString(folder.resolve("stdin"), input);
        Path stdout = folder.resolve("stdout");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(stdin.toFile())
                .redirectErrorStream(true)
                .redirectOutput(stdout.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(process.exitValue()).as(Files.readString(stdout)).isZero();
            return Files.readString(stdout);
        } finally {
            process.destroyForcibly();
        }
    }
}
