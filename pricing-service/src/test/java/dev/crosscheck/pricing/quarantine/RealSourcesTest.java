package dev.crosscheck.pricing.quarantine;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.pricing.quote.OfferKey;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.QuoteKey;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What five lists say of the same offers, by the provider's own id for the model. The figures are those of the
 * decision record.
 */
class RealSourcesTest {

    private static final Path DATA = Stream.of("../shared/data", "../../shared/data")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(Path.of("../shared/data"));

    /** Our ids of the lists' providers, as the importers have them. */
    private static final Path TABLES = Path.of("../publisher/src/main/resources");

    private static final List<Component> COMPONENTS =
            List.of(Component.INPUT, Component.OUTPUT, Component.CACHE_READ, Component.CACHE_WRITE);

    private final Map<OfferKey, List<Quote>> offers = new TreeMap<>();

    @Test
    void whatSourcesCannotBothMeanIsHeldAndLittleElse() throws IOException {
        for (String list : List.of("models-dev", "openrouter", "litellm", "portkey", "modelpricewatch")) {
            assumeTrue(Files.isDirectory(DATA.resolve(list)), DATA + "/" + list + " is not there");
        }
        assumeTrue(Files.isDirectory(TABLES), TABLES + " is not there");
        modelsDev();
        openRouter();
        liteLlm();
        portkey();
        modelPriceWatch();
        Plausibility plausibility = new Plausibility(PlausibilityTest.THRESHOLDS);
        OfferSources sources = new OfferSources(plausibility, SourcePolicy.standard());

        List<List<Quote>> shared =
                offers.values().stream().filter(quotes -> quotes.size() > 1).toList();
        Set<String> held = new TreeSet<>();
        for (List<Quote> said : shared) {
            // What a rule holds by itself is no witness.
            Map<QuoteKey, List<Quote>> good = said.stream()
                    .filter(quote ->
                            plausibility.doubt(quote, LastPrices.NONE, null).isEmpty())
                    .collect(toMap(Quote::key, List::of));
            List<Quote> candidates = good.values().stream().map(List::getFirst).toList();
            sources.yielding(candidates, key -> good.getOrDefault(key, List.of()))
                    .keySet()
                    .forEach(key -> held.add(key.source() + " " + key.offer().provider() + " "
                            + key.offer().route()));
        }

        assertThat(shared).hasSize(1_570);
        assertThat(shared.stream().mapToInt(List::size).sum()).isEqualTo(3_819);
        // Ten offers, read one by one: in eight of them one source is mistaken, in two the price of an image
        // stands beside the price of text.
        assertThat(held)
                .containsExactlyInAnyOrder(
                        "portkey minimax MiniMax-M2.7",
                        "portkey minimax MiniMax-M2.7-highspeed",
                        "portkey togetherai MiniMaxAI/MiniMax-M2.5",
                        "litellm openrouter gryphe/mythomax-l2-13b",
                        "litellm openrouter mancer/weaver",
                        "portkey azure gpt-4o-mini-audio-preview-2024-12-17",
                        "portkey cloudflare-workers-ai @cf/mistral/mistral-7b-instruct-v0.1",
                        "portkey google-vertex multimodalembedding",
                        "litellm google gemini-2.5-flash-image",
                        "litellm google gemini-3.1-flash-image-preview");
    }

    private void modelsDev() throws IOException {
        read("models-dev/catalog.json")
                .path("providers")
                .forEachEntry((provider, body) -> body.path("offers")
                        .forEachEntry((route, offer) -> add(
                                "models-dev",
                                provider,
                                route,
                                0,
                                offer.at("/cost/input"),
                                offer.at("/cost/output"),
                                offer.at("/cost/cache_read"),
                                offer.at("/cost/cache_write"))));
    }

    private void openRouter() throws IOException {
        read("openrouter/models.2026-08-22.json")
                .forEach(offer -> add(
                        "openrouter",
                        "openrouter",
                        offer.path("id").asString(""),
                        6,
                        offer.at("/pricing/prompt"),
                        offer.at("/pricing/completion"),
                        offer.at("/pricing/input_cache_read"),
                        offer.at("/pricing/input_cache_write")));
    }

    private void liteLlm() throws IOException {
        JsonNode ids = table("litellm/providers.json").path("ids");
        read("litellm/model_prices_and_context_window.2026-07-24.json").forEachEntry((key, offer) -> {
            String provider = offer.path("litellm_provider").asString("");
            if (key.equals("sample_spec") || provider.isEmpty()) {
                return;
            }
            String first = key.substring(0, Math.max(0, key.indexOf('/')));
            boolean isNamed = !first.isEmpty()
                    && provider.replace('-', '_').concat("_").startsWith(first.replace('-', '_') + "_");
            add(
                    "litellm",
                    ids.path(provider)
                            .asString(provider.toLowerCase(Locale.ROOT).replace('_', '-')),
                    isNamed ? key.substring(first.length() + 1) : key,
                    6,
                    offer.path("input_cost_per_token"),
                    offer.path("output_cost_per_token"),
                    offer.path("cache_read_input_token_cost"),
                    offer.path("cache_creation_input_token_cost"));
        });
    }

    private void portkey() throws IOException {
        JsonNode ids = table("portkey/providers.json");
        read("portkey/pricing.json")
                .forEachEntry((provider, routes) -> routes.forEachEntry((route, offer) -> {
                    JsonNode prices = offer.at("/pricing_config/pay_as_you_go");
                    add(
                            "portkey",
                            ids.path(provider).asString(provider),
                            route,
                            // Cents for one token.
                            4,
                            prices.at("/request_token/price"),
                            prices.at("/response_token/price"),
                            prices.at("/cache_read_input_token/price"),
                            prices.at("/cache_write_input_token/price"));
                }));
    }

    private void modelPriceWatch() throws IOException {
        read("modelpricewatch/models.json")
                .forEach(offer -> add(
                        "model-price-watch",
                        offer.path("provider")
                                .asString("")
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9._-]+", "-"),
                        offer.path("id").asString(""),
                        0,
                        offer.path("input_per_mtok"),
                        offer.path("output_per_mtok"),
                        offer.path("cached_input_per_mtok")));
    }

    /** @param shift of the decimal point, to come to US dollars per million tokens */
    private void add(String list, String provider, String route, int shift, JsonNode... prices) {
        List<Rate> rates = new ArrayList<>();
        for (int i = 0; i < prices.length; i++) {
            BigDecimal price =
                    price(prices[i]).movePointRight(shift).setScale(UsdPerMtok.MAX_DECIMALS, RoundingMode.HALF_UP);
            if (price.signum() > 0) {
                rates.add(new Rate(COMPONENTS.get(i), new UsdPerMtok(price), ServiceTier.STANDARD, null, null));
            }
        }
        if (!rates.isEmpty()) {
            OfferKey offer = new OfferKey("a-model", provider, route);
            Source source = new Source(list, list, null);
            Quote quote = new Quote(
                    offer,
                    new QuoteContent(Terms.PRICED, rates, RouteFacts.NONE, RouteStatus.LIVE),
                    new Provenance(source, Instant.EPOCH, Instant.EPOCH, list + " " + provider + " " + route),
                    false,
                    Instant.EPOCH);
            List<Quote> said = offers.computeIfAbsent(offer, _ -> new ArrayList<>());
            // LiteLLM lists some offers by two names; the first stands for both.
            if (said.stream().noneMatch(other -> other.key().equals(quote.key()))) {
                said.add(quote);
            }
        }
    }

    private static BigDecimal price(JsonNode value) {
        return value.isNumber()
                ? value.decimalValue()
                : value.isString() && value.asString("").matches("[0-9.]+")
                        ? new BigDecimal(value.asString(""))
                        : BigDecimal.ZERO;
    }

    private static JsonNode read(String file) throws IOException {
        return EventJson.readTree(Files.readAllBytes(DATA.resolve(file)));
    }

    private static JsonNode table(String file) throws IOException {
        return EventJson.readTree(Files.readAllBytes(TABLES.resolve(file)));
    }
}
