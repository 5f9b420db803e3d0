package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.local.Publisher;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Thirteen months of a real public list, change by change, through the whole system. */
@Tag("long")
@Tag("longest")
class ReplayTest {

    private static final Duration WITHIN = Duration.ofMinutes(10);

    /** Of so many pages the sentences of one are read: reading all of them takes minutes. */
    private static final int SENTENCES_READ_OF_EVERY = 25;

    private static final int ALL_TAKEN = 0;
    private static final int SOME_WAIT_OR_ARE_HELD = 7;

    private static final String PRICES = "dev.crosscheck.pricing.price-reported.v1";

    @TempDir
    private Path folder;

    @Test
    void historyEndsInTheCatalogueHoweverItCame() throws IOException {
        String catalogue = Upstream.file("models-dev/catalog.json");
        List<String> history =
                List.of(Upstream.file("models-dev/events-2025.jsonl"), Upstream.file("models-dev/events-2026.jsonl"));
        Path known = folder.resolve("known.jsonl");
        Path told = folder.resolve("told.jsonl");
        Map<List<Object>, Object> pages;
        try (CrosscheckSystem system = CrosscheckSystem.start()) {
            system.publisher(WITHIN, List.of("import", "models-dev", catalogue, "--events-to", known.toString()));
            Files.write(
                    known, lines(known).filter(line -> !line.contains(PRICES)).toList());
            ImportSummary written = ImportSummary.of(system.ask(
                    WITHIN,
                    Stream.of(
                                    List.of("replay", "models-dev", "--catalogue", catalogue),
                                    history,
                                    List.of("--events-to", told.toString(), "--output", "json"))
                            .flatMap(List::stream)
                            .toList()));
            assertThat(written.all("inFile") - written.of("moved", "inFile")).isEqualTo(23_138);
            // What says nothing that a page could show is no event at all, and so writes no page.
            assertThat(written.of("changed", "noNews")).isEqualTo(9_122);

            publish(system, known, ALL_TAKEN);
            publish(system, told, SOME_WAIT_OR_ARE_HELD);
            pages = system.pageDigests();
            system.assertPagesAreRight(SENTENCES_READ_OF_EVERY);
            List<List<Object>> afterTheFirst = system.storedPages();

            publish(system, told, ALL_TAKEN);

            assertThat(system.storedPages())
                    .as("pages after the second replay, with the transactions that wrote them")
                    .isEqualTo(afterTheFirst);
            assertOffersAreTheCatalogues(system, catalogue);
        }

        List<String> shuffledAndDoubled = new ArrayList<>(lines(told).toList());
        shuffledAndDoubled.addAll(List.copyOf(shuffledAndDoubled));
        Collections.shuffle(shuffledAndDoubled, new Random(20_260_702));
        Files.write(told, shuffledAndDoubled);
        try (CrosscheckSystem system = CrosscheckSystem.start()) {
            publish(system, known, ALL_TAKEN);
            publish(system, told, SOME_WAIT_OR_ARE_HELD);

            assertThat(system.pageDigests()).hasSize(231 * 230 / 2).isEqualTo(pages);
        }
    }

    /** The catalogue says what the end of its history says: imported now, it changes nothing. */
    private static void assertOffersAreTheCatalogues(CrosscheckSystem system, String catalogue) {
        assertThat(offers(system)).as("offers that can be used").isEqualTo(1_844);

        ImportSummary imported =
                ImportSummary.of(system.ask(WITHIN, List.of("import", "models-dev", catalogue, "--output", "json")));

        imported.assertAddsUp("models.dev");
        assertThat(imported.of("offers", "inFile")).isEqualTo(5_276);
        assertThat(imported.of("offers", "unchanged")).isEqualTo(1_844);
        assertThat(imported.of("offers", "waiting"))
                .as("of models that upstream links to none")
                .isEqualTo(3_432);
    }

    /** Offers that are shown, or held with nothing good to show in their place. */
    private static long offers(CrosscheckSystem system) {
        long shown = 0;
        for (String model : models(system)) {
            for (JsonNode offer : system.site()
                    .json(Service.PRICING, "/v1/price-sheets/" + model)
                    .get("offers")) {
                if (!offer.get("status").asString().equals("retired")) {
                    shown++;
                }
            }
        }
        return shown
                + system.count(
                        Service.PRICING,
                        "select count(*) from quarantined_quote where state = 'held' and good_event is null");
    }

    private static List<String> models(CrosscheckSystem system) {
        return system.query(Service.PRICING, "select distinct model_id from price_sheet order by model_id").stream()
                .map(row -> row.getFirst().toString())
                .toList();
    }

    private static void publish(CrosscheckSystem system, Path events, int exitCode) {
        Publisher.Answer answer = system.ask(
                WITHIN,
                List.of(
                        "events",
                        events.toString(),
                        "--timeout",
                        "10m",
                        "--expected-mass-change",
                        "a whole history",
                        "--by",
                        "system-test"));
        assertThat(answer.exitCode()).as(answer.text()).isEqualTo(exitCode);
        system.awaitQuiet();
    }

    private static Stream<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, UTF_8).stream();
    }
}
