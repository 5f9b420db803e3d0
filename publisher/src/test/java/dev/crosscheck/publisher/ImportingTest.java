package dev.crosscheck.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventType;
import dev.crosscheck.event.Received;
import dev.crosscheck.event.pricing.PriceReported;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Public lists and histories, from files as their publishers write them. */
class ImportingTest extends ToolInUse {

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

    private List<String> firstOfEachKind() {
        return services.received().stream()
                .map(Received::type)
                .map(EventType::name)
                .distinct()
                .toList();
    }

    private static String change(long seq, String type, String more) {
        return """
            {"seq":%d,"source":"openrouter","type":"%s","ts":"2025-01-01T00:00:%02dZ",\
            "provider":"openrouter","model":"a/m"%s}\
            """.formatted(seq, type, seq, more);
    }

    private static String sampleCatalogue() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ImportingTest.class.getResource("/models-dev/catalogue.json"))
                        .toURI())
                .toString();
    }
}
