package dev.crosscheck.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.pricing.PriceReported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is published, and what is said of it. */
class PublisherTest extends ToolInUse {

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
}
