package dev.crosscheck.pricing.quarantine;

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
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * How far the routes of one provider to one model really are from one another, with all their fast, slow and regional
 * variants. The figures are those of the decision record.
 */
class RealRoutesTest {

    private static final Path DATA = Stream.of("../shared/data", "../../shared/data")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(Path.of("../shared/data"));

    /** By provider and model. */
    private final Map<String, List<Quote>> routes = new TreeMap<>();

    /** Routes of models.dev, by the models that a person says they are of. */
    @Test
    void noRealRouteIsHeldForAnotherOfTheSameModel() throws IOException {
        Path identities = DATA.resolve("identity/identity-gold.jsonl");
        assumeTrue(Files.isReadable(identities), identities + " is not there");
        JsonNode providers = read("models-dev/catalog.json").path("providers");
        for (String line : Files.readAllLines(identities)) {
            JsonNode identity = EventJson.MAPPER.readTree(line);
            if (identity.path("source").asString("").equals("models.dev")) {
                String provider = identity.path("provider").asString("");
                String route = identity.path("model").asString("");
                JsonNode cost =
                        providers.path(provider).path("offers").path(route).path("cost");
                add(
                        provider,
                        identity.path("canonical").asString(""),
                        route,
                        cost.path("input"),
                        cost.path("output"),
                        0);
            }
        }

        assertThat(held()).isEmpty();
        assertThat(several()).isEqualTo(73);
    }

    /** Routes of LiteLLM, by their names without region, account and version. */
    @Test
    void noRealRouteIsHeldForAnotherOfTheSameName() throws IOException {
        read("litellm/model_prices_and_context_window.2026-07-24.json").forEachEntry((key, offer) -> {
            String model = key.substring(key.lastIndexOf('/') + 1)
                    .replaceFirst("^(us|eu|apac|global|jp|au)\\.", "")
                    .replaceFirst("[@:].*$", "");
            // What "ft:" stands before is the model, and not its name.
            if (!model.equals("ft") && !key.equals("sample_spec")) {
                add(
                        offer.path("litellm_provider").asString(""),
                        model,
                        key,
                        offer.path("input_cost_per_token"),
                        offer.path("output_cost_per_token"),
                        6);
            }
        });

        assertThat(held()).isEmpty();
        assertThat(several()).isEqualTo(536);
    }

    private Set<String> held() {
        OfferSources judge =
                OfferSources.ofRoutes(new Plausibility(PlausibilityTest.THRESHOLDS), SourcePolicy.standard());
        Set<String> held = new TreeSet<>();
        routes.values()
                .forEach(said -> judge.yielding(
                                said,
                                key -> said.stream()
                                        .filter(quote -> quote.key().equals(key))
                                        .toList())
                        .keySet()
                        .forEach(key -> held.add(key.offer().toString())));
        return held;
    }

    /** How many routes stand beside another. */
    private int several() {
        return routes.values().stream()
                .mapToInt(List::size)
                .filter(size -> size > 1)
                .sum();
    }

    /** @param shift of the decimal point, to come to US dollars per million tokens */
    private void add(String provider, String model, String route, JsonNode input, JsonNode output, int shift) {
        List<Rate> rates = new ArrayList<>();
        addTo(rates, Component.INPUT, input, shift);
        addTo(rates, Component.OUTPUT, output, shift);
        if (!rates.isEmpty()) {
            routes.computeIfAbsent(provider + " " + model, _ -> new ArrayList<>())
                    .add(new Quote(
                            new OfferKey("a-model", provider, route),
                            new QuoteContent(Terms.PRICED, rates, RouteFacts.NONE, RouteStatus.LIVE),
                            new Provenance(new Source("list", "A list", null), Instant.EPOCH, Instant.EPOCH, route),
                            false,
                            Instant.EPOCH));
        }
    }

    private static void addTo(List<Rate> rates, Component component, JsonNode value, int shift) {
        if (value.isNumber() && value.decimalValue().signum() > 0) {
            BigDecimal price =
                    value.decimalValue().movePointRight(shift).setScale(UsdPerMtok.MAX_DECIMALS, RoundingMode.HALF_UP);
            rates.add(new Rate(component, new UsdPerMtok(price), ServiceTier.STANDARD, null, null));
        }
    }

    private static JsonNode read(String file) throws IOException {
        Path path = DATA.resolve(file);
        assumeTrue(Files.isReadable(path), path + " is not there");
        return EventJson.readTree(Files.readAllBytes(path));
    }
}
