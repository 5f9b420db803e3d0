package dev.crosscheck.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventType;
import dev.crosscheck.event.Received;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.local.FreePorts;
import dev.crosscheck.local.test.TestInfrastructure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The tool as a person uses it, on a real broker and with services that answer as the real ones do. */
class PublisherTest {

    private static String kafka = "";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeServices services;

    @TempDir
    Path folder;

    @BeforeAll
    static void startKafka() {
        kafka = TestInfrastructure.shared().kafka().bootstrapServers();
        TestInfrastructure.shared().kafka().createTopics(Topics.ALL);
    }

    @BeforeEach
    void startServices() {
        services = new FakeServices(kafka);
    }

    @AfterEach
    void stopServices() {
        services.close();
    }

    @Test
    void publishedFileIsTakenEventByEvent() throws IOException {
        Path file = file(model("m-" + UUID.randomUUID()), provider("groq"));

        assertThat(publish("events", file.toString())).isZero();

        assertThat(services.received())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.meta().batch()).startsWith("events-"));
        assertThat(row("catalog")).containsExactly("1", "1", "0", "0", "0", "0", "0", "0", "0");
        assertThat(row("pricing")).containsExactly("1", "1", "0", "0", "0", "0", "0", "0", "0");
    }

    @Test
    void sameFileAgainIsAllDuplicates() throws IOException {
        Path file = file(model("m-" + UUID.randomUUID()), provider("groq"));
        publish("events", file.toString());
        out.getBuffer().setLength(0);

        assertThat(publish("events", file.toString())).isZero();

        assertThat(row("catalog")).containsExactly("1", "0", "0", "1", "0", "0", "0", "0", "0");
    }

    @Test
    void wrongLineDoesNotStopTheOthers() throws IOException {
        Path file = file(provider("groq"), provider("Not A Slug"), provider("novita"));

        assertThat(publish("events", file.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains(":2: /provider: \"Not A Slug\" (expected: ")
                .contains("1 row was wrong and not sent");
        assertThat(row("pricing")).containsExactly("2", "2", "0", "0", "0", "0", "0", "0", "0");
    }

    @Test
    void wrongLineMeansThatNothingIsSentIfSoWanted() throws IOException {
        Path file = file(provider("groq"), provider("Not A Slug"));

        assertThat(publish("events", "--strict", file.toString())).isEqualTo(1);

        assertThat(out.toString()).contains("Nothing was sent: 1 of 2 rows is wrong");
        assertThat(services.received()).isEmpty();
    }

    @Test
    void fiveHundredPricesWithThreeBrokenRowsArePublishedAndTheThreeAreMended() throws IOException {
        String model = "m-" + UUID.randomUUID();
        publish("events", file(model(model)).toString());
        Path csv = pricesCsv(model, 500, 100, 200, 300);
        Path rejects = folder.resolve("rejects.csv");
        out.getBuffer().setLength(0);

        assertThat(publish("events", "--rejects", rejects.toString(), csv.toString()))
                .as("%s", out)
                .isEqualTo(1);

        assertThat(row("pricing")).containsExactly("497", "497", "0", "0", "0", "0", "0", "0", "0");
        assertThat(out.toString())
                .contains("prices.csv:102: input: $1.100 (expected: a number such as 0.25")
                .contains("3 rows were wrong and not sent")
                .contains("What was not taken is in " + rejects);
        assertThat(Files.readAllLines(rejects)).hasSize(4);

        String mended = Files.readString(rejects).replace("$", "");
        Files.writeString(folder.resolve("mended.csv"), mended);
        out.getBuffer().setLength(0);
        assertThat(publish("publish", folder.resolve("mended.csv").toString())).isZero();
        assertThat(row("pricing")).containsExactly("3", "3", "0", "0", "0", "0", "0", "0", "0");
    }

    @Test
    void rowRefusedByAServiceIsInTheRejectsToo() throws IOException {
        String model = "m-" + UUID.randomUUID();
        Path file = file(model(model), price(model, "refuse-me"));
        Path rejects = folder.resolve("rejects.jsonl");

        assertThat(publish("events", "--rejects", rejects.toString(), file.toString()))
                .isEqualTo(1);

        assertThat(Files.readAllLines(rejects))
                .singleElement()
                .asString()
                .contains("\"provider\":\"refuse-me\"", "\"reason\":\"provider: refuse-me (expected: another)\"");
    }

    @Test
    void rejectsNeverReplaceAFileThatSomebodyMayBeMending() throws IOException {
        Path rejects = Files.writeString(folder.resolve("rejects.csv"), "mine");

        assertThat(publish(
                        "events",
                        "--rejects",
                        rejects.toString(),
                        file(provider("groq")).toString()))
                .isEqualTo(2);

        assertThat(rejects).hasContent("mine");
        assertThat(err.toString()).contains("--rejects: " + rejects + " exists (expected: a new file)");
    }

    @Test
    void dryRunOfAFileCountsAndSendsNothing() throws IOException {
        Path csv = pricesCsv("m", 5, 2);

        assertThat(publish("events", "--dry-run", csv.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("4 × dev.crosscheck.pricing.price-reported.v1")
                .contains("Nothing was sent: a dry run of 4 events");
        assertThat(services.received()).isEmpty();
    }

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
    void templateIsWrittenAndIsRight() throws IOException {
        for (String kind : List.of("prices", "scores", "models", "providers")) {
            for (String format : List.of("csv", "jsonl")) {
                out.getBuffer().setLength(0);
                assertThat(publish("template", kind, "--format", format)).isZero();
                Path file = Files.writeString(folder.resolve(kind + "." + format), out.toString());
                assertThat(publish("validate", file.toString()))
                        .as(out.toString())
                        .isZero();
            }
        }
    }

    @Test
    void refusedEventIsShownWithItsReason() throws IOException {
        String model = "m-" + UUID.randomUUID();
        Path file = file(model(model), price(model, "refuse-me"), price("unknown/" + model, "groq"));

        assertThat(publish("events", file.toString())).isEqualTo(1);

        assertThat(row("pricing")).containsExactly("2", "0", "0", "0", "0", "1", "0", "1", "0");
        assertThat(out.toString())
                .contains("provider: refuse-me (expected: another)")
                .contains("waiting in pricing: model: unknown/" + model + " (expected: a known model)");
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

    @Test
    void absentFileIsWrongUsage() {
        assertThat(publish("events", "nowhere.jsonl")).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("publish: FILE: nowhere.jsonl is absent (expected: a file of events)\n");
    }

    @Test
    void wrongOptionIsWrongUsage() {
        assertThat(publish("events", "--timeout", "soon", "x.jsonl")).isEqualTo(2);

        assertThat(err.toString()).contains("soon (expected: a number with ms, s, m or h, such as 30s)");
    }

    @Test
    void validatingSendsNothing() throws IOException {
        Path file = file(provider("groq"), provider("Not A Slug"));

        assertThat(publish("validate", "--output", "json", file.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "\"events\":2",
                        "\"right\":1",
                        "\"row\":2",
                        "\"field\":\"/provider\"",
                        "\"met\":\"\\\"Not A Slug\\\"\"");
        assertThat(services.received()).isEmpty();
    }

    @Test
    void samplesAreRightAndAreTaken() {
        assertThat(publish("samples")).isZero();

        assertThat(services.received()).hasSizeGreaterThan(100);
        assertThat(row("catalog").getLast()).isEqualTo("0");
        assertThat(row("pricing").getLast()).isEqualTo("0");
    }

    @Test
    void onePriceBecomesOneEvent() {
        assertThat(publish(
                        "price",
                        "unknown-model",
                        "openrouter",
                        "--input",
                        "0.027",
                        "--output",
                        "0.20",
                        "--context",
                        "60000",
                        "--observed-at",
                        "2026-05-19T00:00:00Z"))
                .as("a price that waits is on no page")
                .isEqualTo(7);

        PriceReported price = (PriceReported) services.received().getFirst().body();
        assertThat(price.model()).isEqualTo("unknown-model");
        assertThat(price.facts().contextTokens()).isEqualTo(60_000);
        assertThat(price.ratesInUsdPerMtok())
                .extracting(rate -> rate.price().toString())
                .containsExactly("0.027", "0.2");
        assertThat(out.toString()).contains("pricing: waiting");
    }

    @Test
    void valueThatCanBeNoPriceIsWrongUsage() {
        assertThat(publish("price", "m", "groq", "--input", "-1", "--output", "2"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("publish: rates.amount: -1 (expected: 0 or more");
        err.getBuffer().setLength(0);

        assertThat(publish("price", "m", "groq", "--terms", "gratis")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("publish: --terms: gratis (expected: priced, free, subscription, varies, unknown)\n");
        err.getBuffer().setLength(0);

        assertThat(publish("price", "m", "groq", "--terms", "free", "--input", "1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("rates if and only if the terms are priced");
        assertThat(services.received()).isEmpty();
    }

    @Test
    void importedCatalogueAddsUpAndImportedAgainChangesNothing() throws Exception {
        assertThat(publish("import", "models-dev", sampleCatalogue()))
                .as("one model, one score and two offers can be no events")
                .isEqualTo(1);

        assertThat(row("models")).containsExactly("4", "3", "3", "0", "0", "0", "0", "0", "1", "0", "3");
        assertThat(row("scores")).containsExactly("6", "5", "5", "0", "0", "0", "0", "0", "1", "0", "0");
        assertThat(row("providers")).containsExactly("4", "4", "4", "0", "0", "0", "0", "0", "0", "0", "1");
        assertThat(row("offers")).containsExactly("10", "4", "4", "0", "0", "0", "4", "0", "2", "0", "5");
        assertThat(out.toString())
                .contains("refused offers: providers/backyard/broken-price: cost.input: -1 (expected: ")
                .contains(
                        "dropped from offers: 1 × cost.image (not a price by the token), first providers/backyard/odd")
                .contains("waiting in pricing (expected: a known model):\n  model: openrouter/openai/gpt-9:free\n");
        List<String> kinds = firstOfEachKind();
        assertThat(kinds)
                .containsSubsequence(EventType.MODEL_REPORTED.name(), EventType.SCORE_REPORTED.name())
                .containsSubsequence(EventType.MODEL_REPORTED.name(), EventType.PRICE_REPORTED.name())
                .containsSubsequence(EventType.PROVIDER_REPORTED.name(), EventType.PRICE_REPORTED.name());

        out.getBuffer().setLength(0);
        publish("import", "models-dev", sampleCatalogue());

        assertThat(row("models")).containsExactly("4", "3", "0", "0", "3", "0", "0", "0", "1", "0", "3");
        assertThat(row("offers")).containsExactly("10", "4", "0", "0", "8", "0", "0", "0", "2", "0", "5");
    }

    @Test
    void dryRunSendsNothing() throws Exception {
        assertThat(publish("import", "models-dev", "--dry-run", sampleCatalogue()))
                .isEqualTo(1);

        assertThat(row("offers")).containsExactly("10", "4", "0", "0", "0", "0", "0", "0", "2", "8", "5");
        assertThat(services.received()).isEmpty();
    }

    @Test
    void fileThatIsNoCatalogueIsWrongUsage() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"models\": 7}");

        assertThat(publish("import", "models-dev", "--observed-at", "2026-07-02T00:00:00Z", file.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).isEqualTo("publish: models: 7 (expected: an object)\n");
    }

    @Test
    void listOfPricesIsImportedUnderUpstreamsSpellings() throws IOException {
        Path file = Files.writeString(
                folder.resolve("models.2026-08-22.json"),
                "[{\"id\":\"a/m\",\"name\":\"M\",\"pricing\":{\"prompt\":\"0.000001\",\"completion\":\"0.000002\"}}]");

        assertThat(publish("import", "openrouter", file.toString())).isZero();

        assertThat(row("providers")).containsExactly("1", "1", "1", "0", "0", "0", "0", "0", "0", "0", "0");
        assertThat(row("offers")).containsExactly("1", "0", "0", "0", "0", "0", "1", "0", "0", "0", "0");
        assertThat(services.received())
                .extracting(event -> event.meta().time())
                .containsOnly(Instant.parse("2026-08-22T00:00:00Z"));
    }

    @Test
    void fileWithoutADateNeedsOne() throws IOException {
        Path file = Files.writeString(folder.resolve("pricing.json"), "{\"openai\":{}}");

        assertThat(publish("import", "portkey", file.toString())).isEqualTo(2);

        assertThat(err.toString())
                .isEqualTo("publish: --observed-at: absent, and the file's name has no date (expected: one of them)\n");
        assertThat(publish("import", "portkey", "--observed-at", "2026-08-21T00:00:00Z", file.toString()))
                .isZero();
        assertThat(row("offers")).containsExactly("0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0");
    }

    @Test
    void replayedHistoryIsWholeOffersAtTheirTimesAndItsRepetitionDuplicates() throws IOException {
        Path file = file(
                change(1, "offer_added", """
                    ,"record":{"name":"M","pricing.prompt":"0.000001","pricing.completion":"0.000002"}\
                    """),
                change(2, "offer_changed", ",\"changes\":{\"pricing.prompt\":[\"0.000001\",\"0.000003\"]}"),
                change(3, "offer_changed", ",\"changes\":{\"canonical_slug\":[null,\"a/m-1\"]}"),
                "{\"seq\":4,",
                change(5, "offer_removed", ""));

        assertThat(publish("replay", "openrouter", "--speed-up", "1000000", file.toString()))
                .isEqualTo(1);

        assertThat(row("added")).containsExactly("1", "0", "0", "0", "0", "0", "0", "1", "0", "0", "0", "0");
        assertThat(row("changed")).containsExactly("2", "0", "1", "0", "0", "0", "0", "1", "0", "0", "0", "0");
        assertThat(row("removed")).containsExactly("1", "0", "0", "0", "0", "0", "0", "1", "0", "0", "0", "0");
        assertThat(row("broken")).containsExactly("1", "0", "0", "0", "0", "0", "0", "0", "0", "1", "0", "0");
        assertThat(out.toString()).contains("refused broken: events.jsonl:4: body: ");
        assertThat(services.received())
                .extracting(event -> ((PriceReported) event.body()).observedAt().toString())
                .containsExactly("2025-01-01T00:00:01Z", "2025-01-01T00:00:02Z", "2025-01-01T00:00:05Z");

        out.getBuffer().setLength(0);
        publish("replay", "openrouter", file.toString());

        assertThat(row("added")).containsExactly("1", "0", "0", "0", "0", "1", "0", "0", "0", "0", "0", "0");
        assertThat(row("changed")).containsExactly("2", "0", "1", "0", "0", "1", "0", "0", "0", "0", "0", "0");
        assertThat(row("removed")).containsExactly("1", "0", "0", "0", "0", "1", "0", "0", "0", "0", "0", "0");
    }

    @Test
    void replayRehearsedSendsNothing() throws IOException {
        Path file = file(change(1, "offer_added", ",\"record\":{\"pricing.prompt\":\"0.000001\"}"));

        assertThat(publish("replay", "openrouter", "--dry-run", file.toString()))
                .isZero();

        assertThat(row("added")).containsExactly("1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "1", "0");
        assertThat(services.received()).isEmpty();
    }

    @Test
    void historyWrittenToAFileIsPublishedFromItLater() throws IOException {
        Path history = file(
                change(1, "offer_added", ",\"record\":{\"pricing.prompt\":\"0.000001\"}"),
                change(2, "offer_changed", ",\"changes\":{\"pricing.prompt\":[\"0.000001\",\"0.000003\"]}"));
        Path events = folder.resolve("later.jsonl");

        assertThat(publish("replay", "openrouter", "--events-to", events.toString(), history.toString()))
                .isZero();
        assertThat(services.received()).isEmpty();
        assertThat(publish("events", events.toString()))
                .as("prices of a spelling that nobody has linked are on no page")
                .isEqualTo(7);

        assertThat(services.received()).hasSize(2);
        out.getBuffer().setLength(0);
        publish("replay", "openrouter", history.toString());
        assertThat(row("added")).containsExactly("1", "0", "0", "0", "0", "1", "0", "0", "0", "0", "0", "0");
    }

    @Test
    void eventsGoToAFileOrNowhereAndNotBoth() throws IOException {
        String history = file(change(1, "offer_added", ",\"record\":{}")).toString();

        assertThat(publish("replay", "openrouter", "--dry-run", "--events-to", "later.jsonl", history))
                .isEqualTo(2);

        assertThat(err.toString()).contains("--dry-run").contains("--events-to");
    }

    @Test
    void listsShowWhatWaitsAndWhatWasRefused() throws IOException {
        String model = "m-" + UUID.randomUUID();
        publish(
                "events",
                file(price("some/" + model, "groq"), price(model, "refuse-me")).toString());
        out.getBuffer().setLength(0);

        assertThat(publish("waiting")).isZero();
        assertThat(out.toString()).contains("some/" + model).contains("a known model");
        out.getBuffer().setLength(0);

        assertThat(publish("dead-letters", "--output", "json")).isZero();
        assertThat(out.toString()).contains("\"reason\":\"provider: refuse-me (expected: another)\"");
    }

    @Test
    void everyCommandExplainsItself() {
        for (CommandLine listed : Publisher.commandLine().getSubcommands().values()) {
            String command = listed.getCommandName();
            if (command.equals("generate-completion")) {
                continue;
            }
            out.getBuffer().setLength(0);
            assertThat(publish(command, "--help")).as(command).isZero();
            assertThat(out.toString()).as(command).contains("Usage: publish " + command);
        }
        assertThat(publish("generate-completion")).isZero();
        assertThat(out.toString()).contains("complete -F _complete_publish");
    }

    // ---- what the sentences above are said of

    private int publish(String... args) {
        CommandLine line =
                Publisher.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(args));
        CommandLine command = line;
        for (String arg : args) {
            CommandLine next = command.getSubcommands().get(arg);
            if (next == null) {
                break;
            }
            command = next;
        }
        boolean connects = command.getCommandSpec().optionsMap().containsKey("--kafka");
        if (connects) {
            add(all, "--kafka", kafka);
            add(all, "--catalog-url", services.catalogUrl());
            add(all, "--pricing-url", services.pricingUrl());
        }
        return line.execute(all.toArray(String[]::new));
    }

    /** The tool as a process, which can be killed; what it says goes to a file. */
    private Process start(Path said, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Publisher.class.getName()));
        command.addAll(List.of(args));
        add(command, "--kafka", kafka);
        add(command, "--catalog-url", services.catalogUrl());
        add(command, "--pricing-url", services.pricingUrl());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    /** @param broken numbers of rows, from zero, whose price cannot be read */
    private Path pricesCsv(String model, int rows, Integer... broken) throws IOException {
        StringBuilder csv = new StringBuilder("model,provider,route,input,output,source,sourceName,observedAt\n");
        for (int i = 0; i < rows; i++) {
            csv.append("%s,groq,r-%d,%s1.%d,2,test,Test,2026-07-01\n"
                    .formatted(model, i, List.of(broken).contains(i) ? "$" : "", i));
        }
        return Files.writeString(folder.resolve("prices.csv"), csv);
    }

    private static void add(List<String> args, String option, String value) {
        if (!args.contains(option)) {
            args.addAll(List.of(option, value));
        }
    }

    /** The numbers of a row of the table last printed. */
    private List<String> row(String name) {
        return out.toString()
                .lines()
                .filter(line -> line.matches(name + "  +[\\d, ]+"))
                .reduce((_, last) -> last)
                .map(line -> List.of(line.substring(name.length()).strip().split(" +")))
                .orElseThrow(() -> new AssertionError("no row " + name + " in:\n" + out + err));
    }

    private List<String> firstOfEachKind() {
        return services.received().stream()
                .map(Received::type)
                .map(EventType::name)
                .distinct()
                .toList();
    }

    private Path file(String... events) throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), String.join("\n", events), UTF_8);
    }

    private static String change(long seq, String type, String more) {
        return """
            {"seq":%d,"source":"openrouter","type":"%s","ts":"2025-01-01T00:00:%02dZ",\
            "provider":"openrouter","model":"a/m"%s}\
            """.formatted(seq, type, seq, more);
    }

    private static String model(String id) {
        return event(
                "catalog.model-reported", "{\"model\":\"%s\",\"facts\":{\"name\":\"M\"},%s}".formatted(id, source()));
    }

    private static String provider(String id) {
        return event(
                "pricing.provider-reported",
                "{\"provider\":\"%s\",\"name\":\"Groq\",\"kind\":\"host\",%s}".formatted(id, source()));
    }

    private static String price(String model, String provider) {
        return event("pricing.price-reported", """
            {"model":"%s","provider":"%s","terms":"priced","rates":[{"component":"input","amount":"1"}],%s}\
            """.formatted(model, provider, source()));
    }

    private static String source() {
        return "\"source\":{\"id\":\"test\",\"name\":\"Test\"},\"observedAt\":\"2026-07-01T00:00:00Z\"";
    }

    private static String event(String type, String data) {
        return """
            {"specversion":"1.0","id":"%s","source":"/test","type":"dev.crosscheck.%s.v1",\
            "time":"2026-07-01T00:00:00Z","datacontenttype":"application/json","data":%s}\
            """.formatted(EventId.of(UUID.randomUUID()), type, data);
    }

    private static String sampleCatalogue() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(PublisherTest.class.getResource("/models-dev/catalogue.json"))
                        .toURI())
                .toString();
    }
}
