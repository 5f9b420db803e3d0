package dev.crosscheck.publisher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.publisher.RealData;
import dev.crosscheck.publisher.litellm.LiteLlmSource;
import dev.crosscheck.publisher.modelsdev.CatalogFile;
import dev.crosscheck.publisher.modelsdev.ModelsDev;
import dev.crosscheck.publisher.modelsdev.ModelsDevCatalogue;
import dev.crosscheck.publisher.openrouter.OpenRouterSource;
import dev.crosscheck.publisher.portkey.PortkeySource;
import dev.crosscheck.publisher.source.ImportSource;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Offer;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The real histories, where they lie beside the project: folded, they are what the catalogues say. */
class RealHistoryTest {

    private static final Instant TAKEN = Instant.parse("2026-07-02T00:00:00Z");

    @Test
    void foldedModelsDevIsItsCatalogue() throws IOException {
        ModelsDevCatalogue catalogue = new ModelsDevCatalogue(
                new CatalogFile(RealData.file("models-dev/catalog.json")), ModelsDev.origin(TAKEN));
        Map<String, PriceReported> imported = new HashMap<>();
        catalogue.prices(mapping -> {
            PriceReported price =
                    ((Mapping.Mapped<ModelsDevCatalogue.Offer>) mapping).event().event();
            imported.put(price.provider() + "/" + price.route(), content(price));
        });

        Folded folded =
                fold(Histories.modelsDev(catalogue), "models-dev/events-2025.jsonl", "models-dev/events-2026.jsonl");

        assertThat(folded.steps())
                .isEqualTo(Map.of(
                        "added Told", 7_628L,
                        "changed Told", 4_036L,
                        "changed NoNews", 9_122L,
                        "removed Told", 2_352L));
        assertThat(folded.lines()).isEqualTo(23_138);
        assertThat(folded.withdrawn())
                .as("offers that were linked to another model later")
                .isEqualTo(11);
        assertThat(folded.standing()).hasSize(5_276).isEqualTo(imported);
    }

    @Test
    void foldedOpenRouterIsItsLastList() throws IOException {
        Path list = RealData.file("openrouter/models.2026-08-22.json");
        Map<String, PriceReported> imported = imported(new OpenRouterSource(list, TAKEN));

        Folded folded =
                fold(Histories.openRouter(), "openrouter/events-2024-2025.jsonl", "openrouter/events-2026.jsonl");

        assertThat(folded.steps())
                .isEqualTo(Map.of(
                        "added Told", 1_096L,
                        "changed Told", 3_982L,
                        "changed NoNews", 4_606L,
                        "removed Told", 675L));
        assertThat(folded.lines()).isEqualTo(10_359);
        assertThat(folded.standing().keySet()).hasSize(421).isEqualTo(imported.keySet());
        folded.standing()
                .forEach((id, price) -> assertThat(prompt(price)).as(id).isEqualTo(prompt(imported.get(id))));
        assertThat(folded.standing()).isEqualTo(imported);
    }

    @Test
    void foldedLiteLlmIsItsPriceMap() throws IOException {
        Map<String, PriceReported> imported = imported(new LiteLlmSource(
                RealData.file("litellm/model_prices_and_context_window.2026-07-24.json"),
                Instant.parse("2026-07-24T18:23:43.215560Z")));

        Folded folded = fold(Histories.liteLlm(), "litellm/events.jsonl");

        assertThat(folded.steps())
                .isEqualTo(Map.of(
                        "added Told", 3_625L,
                        "changed Told", 1_559L,
                        "changed NoNews", 6_060L,
                        "changed Refused", 2L,
                        "removed Told", 643L));
        assertThat(folded.lines()).isEqualTo(11_889);
        assertThat(folded.refusals()).isEqualTo(Map.of("deprecation_date: 2025-1-6 (expected: YYYY-MM-DD)", 2L));
        assertThat(folded.withdrawn()).as("offers whose provider changed").isEqualTo(7);
        assertThat(folded.standing())
                .hasSize(2_982)
                .allSatisfy((id, price) -> assertThat(price)
                        .usingRecursiveComparison()
                        // A day of deprecation that comes is no line of the history.
                        .ignoringFields("status")
                        .isEqualTo(imported.get(id)));
    }

    @Test
    void foldedPortkeyIsItsPrices() throws IOException {
        Map<String, PriceReported> imported = imported(new PortkeySource(RealData.file("portkey/pricing.json"), TAKEN));

        Folded folded = fold(Histories.portkey(), "portkey/events.jsonl");

        assertThat(folded.steps())
                .isEqualTo(Map.of(
                        "added Told", 3_192L,
                        "added Refused", 46L,
                        "changed Told", 1_040L,
                        "changed NoNews", 214L,
                        "changed Refused", 4L,
                        "removed Told", 8L));
        assertThat(folded.lines()).isEqualTo(4_504);
        assertThat(folded.refusals())
                .isEqualTo(Map.of("model: default (expected: a model, not upstream's entry for all the others)", 50L));
        assertThat(folded.standing()).hasSize(3_184);
        assertThat(folded.standing().keySet()).isEqualTo(imported.keySet());
    }

    /**
     * @param steps    how many lines came to what
     * @param refusals  the reasons, with how many lines have each
     * @param withdrawn how many offers were withdrawn because they go by another name
     * @param standing  what the offers say in the end, by provider and route
     */
    private record Folded(
            Map<String, Long> steps, Map<String, Long> refusals, long withdrawn, Map<String, PriceReported> standing) {
        long lines() {
            return steps.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static Folded fold(History history, String... files) throws IOException {
        OfferFold fold = new OfferFold(history);
        Map<String, Long> steps = new TreeMap<>();
        Map<String, Long> refusals = new TreeMap<>();
        long withdrawn = 0;
        Instant now = Instant.parse("2026-09-01T00:00:00Z");
        for (String file : files) {
            try (BufferedReader reader = Files.newBufferedReader(RealData.file(file))) {
                int number = 0;
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    Step step = fold.take(file + ":" + ++number, line);
                    steps.merge(step.kind() + " " + step.getClass().getSimpleName(), 1L, Long::sum);
                    switch (step) {
                        case Step.Refused refused ->
                            refusals.merge(refused.reason().replaceFirst("seq \\d+: ", ""), 1L, Long::sum);
                        case Step.Told told -> {
                            requireReadable(told.offer(), told, now);
                            assertThat(told.left())
                                    .allMatch(left -> left.price().status() == RouteStatus.RETIRED);
                            withdrawn += told.left().size();
                        }
                        case Step.NoNews _ -> {}
                    }
                }
            }
        }
        Map<String, PriceReported> standing = new TreeMap<>();
        for (Offer offer : fold.standing()) {
            standing.put(key(offer.price()), content(offer.price()));
        }
        return new Folded(steps, refusals, withdrawn, standing);
    }

    private static void requireReadable(Offer offer, Step.Told told, Instant now) {
        EventMeta meta = EventMeta.of(EventId.of(told.seq()), "/publisher", told.at());
        assertThat(EventCodec.decodeInput(EventCodec.structured(meta, offer.price()), now)
                        .body())
                .isEqualTo(offer.price());
    }

    private static Map<String, PriceReported> imported(ImportSource source) throws IOException {
        Map<String, PriceReported> imported = new TreeMap<>();
        for (Mapping<Kind.Reported> mapping : RealData.all(source, "offers")) {
            if (mapping instanceof Mapping.Mapped<Kind.Reported> mapped) {
                PriceReported price = (PriceReported) mapped.event().event();
                imported.put(key(price), content(price));
            }
        }
        return imported;
    }

    /** A spelling may stand at several providers. */
    private static String key(PriceReported price) {
        return price.provider() + "/" + price.route()
                + (price.source().id().equals("litellm") ? " as " + price.model() : "");
    }

    private static BigDecimal prompt(PriceReported price) {
        return price.ratesInUsdPerMtok().stream()
                .filter(rate -> rate.component() == Component.INPUT && rate.window() == null)
                .filter(rate -> rate.minPromptTokens() == null)
                .map(Rate::price)
                .map(usd -> usd.amount())
                .findFirst()
                .orElse(BigDecimal.ONE.negate());
    }

    /** All that it says but when. */
    private static PriceReported content(PriceReported price) {
        return new PriceReported(
                price.model(),
                price.provider(),
                price.route(),
                price.terms(),
                price.currency(),
                price.unit(),
                price.rates(),
                price.facts(),
                price.status(),
                price.source(),
                TAKEN,
                null,
                price.correction());
    }
}
