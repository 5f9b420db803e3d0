package dev.crosscheck.pricing.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.pricing.quarantine.SeriesFold.Folded;
import dev.crosscheck.pricing.quote.OfferKey;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A year of real prices, with their real mistakes. The figures are those of the decision record. */
class RealPricesTest {

    private static final Path DATA = Stream.of("../shared/data", "../../shared/data")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(Path.of("../shared/data"));

    private static final Map<String, Component> COMPONENTS = Map.of(
            "cost.input", Component.INPUT,
            "cost.output", Component.OUTPUT,
            "cost.cache_read", Component.CACHE_READ,
            "cost.cache_write", Component.CACHE_WRITE,
            "cost.reasoning", Component.REASONING,
            "cost.input_audio", Component.AUDIO_INPUT,
            "cost.output_audio", Component.AUDIO_OUTPUT);

    private final Plausibility plausibility = new Plausibility(PlausibilityTest.THRESHOLDS);

    /** Of models.dev's year: every known mistake is held, and of all else next to nothing. */
    @Test
    void mistakesOfAYearAreHeldAndFewTrueMoves() throws IOException {
        assumeTrue(Files.isDirectory(DATA.resolve("models-dev")), DATA + "/models-dev is not there");
        Map<String, List<Quote>> series = modelsDev();

        Map<String, Verdict> held = new TreeMap<>();
        series.values().stream()
                .map(said -> SeriesFold.fold(said, Map.of(), null, plausibility))
                .map(Folded::verdicts)
                .flatMap(List::stream)
                .forEach(verdict -> held.put(verdict.quote().provenance().eventId(), verdict));

        int quotes = series.values().stream().mapToInt(List::size).sum();
        int moves = quotes - series.size();
        long heldMoves =
                held.values().stream().filter(verdict -> verdict.good() != null).count();
        assertThat(held).containsKeys("4440", "12464", "12465");
        assertThat(held.get("4440").doubt().reason()).startsWith("input: $560000 per 1M");
        assertThat(held.get("12464").doubt().reason()).startsWith("input: $0.00000075 per 1M");
        assertThat(moves).isEqualTo(1_560);
        assertThat(held).hasSize(56);
        assertThat(heldMoves).isEqualTo(40);
    }

    /** LiteLLM's list has 13 prices of one provider 100,000 times too high, and three right ones. */
    @Test
    void pricesHundredThousandTimesTooHighAreHeld() throws IOException {
        Path file = DATA.resolve("litellm/model_prices_and_context_window.2026-07-24.json");
        assumeTrue(Files.isReadable(file), file + " is not there");
        List<String> held = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        EventJson.readTree(Files.readAllBytes(file)).properties().forEach(entry -> {
            if (entry.getKey().startsWith("wandb/")) {
                Map<String, BigDecimal> costs = new TreeMap<>();
                costs.put("cost.input", perMillion(entry.getValue().path("input_cost_per_token")));
                costs.put("cost.output", perMillion(entry.getValue().path("output_cost_per_token")));
                Quote quote = quote(entry.getKey(), "wandb", entry.getKey(), content(costs), Instant.EPOCH);
                (SeriesFold.fold(List.of(quote), Map.of(), besideOthers(), plausibility)
                                                .shown()
                                        == null
                                ? held
                                : shown)
                        .add(entry.getKey());
            }
        });

        assertThat(held).hasSize(13).contains("wandb/meta-llama/Llama-3.1-8B-Instruct");
        assertThat(shown).hasSize(3);
    }

    /** Two others at prices of the usual size. */
    private static Beside besideOthers() {
        QuoteContent usual = content(Map.of("cost.input", new BigDecimal("0.3"), "cost.output", new BigDecimal("1.2")));
        Peers peers = Peers.of(
                List.of(quote("1", "one", "", usual, Instant.EPOCH), quote("2", "two", "", usual, Instant.EPOCH)));
        return new Beside(peers, List.of(), List.of());
    }

    /** What each offer cost over time, as far as its price is a price: zero in and out may mean anything there. */
    private static Map<String, List<Quote>> modelsDev() throws IOException {
        Map<String, Map<String, BigDecimal>> now = new TreeMap<>();
        Map<String, List<Quote>> series = new LinkedHashMap<>();
        for (String year : List.of("2025", "2026")) {
            for (String line : Files.readAllLines(DATA.resolve("models-dev/events-" + year + ".jsonl"))) {
                JsonNode event = EventJson.MAPPER.readTree(line);
                String provider = event.path("provider").stringValue();
                String route = event.path("model").stringValue();
                String offer = provider + " " + route;
                Map<String, BigDecimal> before = now.getOrDefault(offer, Map.of());
                Map<String, BigDecimal> costs = costs(event, before);
                now.put(offer, costs);
                if (!costs.equals(before) && !isAmbiguous(costs)) {
                    Instant at =
                            OffsetDateTime.parse(event.path("ts").stringValue()).toInstant();
                    series.computeIfAbsent(offer, _ -> new ArrayList<>())
                            .add(quote(event.path("seq").asString(), provider, route, content(costs), at));
                }
            }
        }
        return series;
    }

    private static boolean isAmbiguous(Map<String, BigDecimal> costs) {
        return costs.isEmpty() || costs.values().stream().allMatch(cost -> cost.signum() == 0);
    }

    private static Map<String, BigDecimal> costs(JsonNode event, Map<String, BigDecimal> before) {
        Map<String, BigDecimal> costs = new TreeMap<>(before);
        switch (event.path("type").stringValue()) {
            case "offer_added" -> {
                costs.clear();
                COMPONENTS
                        .keySet()
                        .forEach(field -> put(costs, field, event.path("record").path(field)));
            }
            case "offer_changed" ->
                COMPONENTS.keySet().forEach(field -> {
                    JsonNode change = event.path("changes").path(field);
                    if (change.isArray()) {
                        put(costs, field, change.path(1));
                    }
                });
            default -> costs.clear();
        }
        return costs;
    }

    private static void put(Map<String, BigDecimal> costs, String field, JsonNode value) {
        if (value.isNumber()) {
            costs.put(field, value.decimalValue().setScale(UsdPerMtok.MAX_DECIMALS, RoundingMode.HALF_UP));
        } else {
            costs.remove(field);
        }
    }

    private static BigDecimal perMillion(JsonNode usdPerToken) {
        return usdPerToken.decimalValue().movePointRight(6);
    }

    private static QuoteContent content(Map<String, BigDecimal> costs) {
        List<Rate> rates = new ArrayList<>();
        costs.forEach((field, cost) -> rates.add(new Rate(
                Objects.requireNonNull(COMPONENTS.get(field)),
                new UsdPerMtok(cost),
                ServiceTier.STANDARD,
                null,
                null)));
        return new QuoteContent(
                rates.isEmpty() ? Terms.UNKNOWN : Terms.PRICED, rates, RouteFacts.NONE, RouteStatus.LIVE);
    }

    private static Quote quote(String event, String provider, String route, QuoteContent content, Instant at) {
        Source source = new Source("list", "A list", null);
        return new Quote(
                new OfferKey("a-model", provider, route), content, new Provenance(source, at, at, event), false, at);
    }
}
