package dev.crosscheck.pricing.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.pricing.quote.QuoteContent;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * How far the prices of tiers and of long prompts really are from those of ordinary requests. The figures are those
 * of the decision record.
 */
class RealConditionsTest {

    private static final Path DATA = Stream.of("../shared/data", "../../shared/data")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(Path.of("../shared/data"));

    private static final Pattern CONDITIONAL =
            Pattern.compile("(.+?)(_above_[0-9]+k_tokens)?(_batches|_flex|_priority)?");

    private static final Map<String, Component> LITE_LLM = Map.of(
            "input_cost_per_token", Component.INPUT,
            "output_cost_per_token", Component.OUTPUT,
            "cache_read_input_token_cost", Component.CACHE_READ,
            "cache_creation_input_token_cost", Component.CACHE_WRITE,
            "cache_creation_input_token_cost_above_1hr", Component.CACHE_WRITE_1H,
            "output_cost_per_reasoning_token", Component.REASONING,
            "input_cost_per_audio_token", Component.AUDIO_INPUT,
            "output_cost_per_audio_token", Component.AUDIO_OUTPUT);

    private static final Map<String, Component> MODELS_DEV = Map.of(
            "input", Component.INPUT,
            "output", Component.OUTPUT,
            "cache_read", Component.CACHE_READ,
            "cache_write", Component.CACHE_WRITE,
            "reasoning", Component.REASONING,
            "input_audio", Component.AUDIO_INPUT,
            "output_audio", Component.AUDIO_OUTPUT);

    private final Plausibility plausibility = new Plausibility(PlausibilityTest.THRESHOLDS);
    private final Set<String> held = new TreeSet<>();
    private int compared;

    @Test
    void nextToNoRealTierIsHeld() throws IOException {
        Path liteLlm = DATA.resolve("litellm/model_prices_and_context_window.2026-07-24.json");
        Path modelsDev = DATA.resolve("models-dev/catalog.json");
        assumeTrue(Files.isReadable(liteLlm), liteLlm + " is not there");
        assumeTrue(Files.isReadable(modelsDev), modelsDev + " is not there");

        EventJson.readTree(Files.readAllBytes(liteLlm)).forEachEntry(this::liteLlm);
        EventJson.readTree(Files.readAllBytes(modelsDev))
                .path("providers")
                .forEachEntry((provider, body) -> body.path("offers")
                        .forEachEntry((route, offer) -> modelsDev(provider + " " + route, offer.path("cost"))));

        assertThat(compared).isEqualTo(1_671);
        assertThat(held)
                .containsExactly(
                        "crof mimo-v2.5-pro cache_read",
                        "gpt-5-nano input_cost_per_token_priority",
                        "llmgateway mimo-v2.5 cache_read",
                        "llmgateway mimo-v2.5-pro cache_read");
    }

    private void liteLlm(String key, JsonNode offer) {
        offer.forEachEntry((field, price) -> {
            Matcher parts = CONDITIONAL.matcher(field);
            if (!key.equals("sample_spec") && !LITE_LLM.containsKey(field) && parts.matches()) {
                Component component = LITE_LLM.get(parts.group(1));
                if (component != null) {
                    compare(key + " " + field, component, offer.path(parts.group(1)), price, 6);
                }
            }
        });
    }

    private void modelsDev(String offer, JsonNode cost) {
        cost.path("tiers")
                .forEach(tier -> MODELS_DEV.forEach((field, component) ->
                        compare(offer + " " + field, component, cost.path(field), tier.path(field), 0)));
    }

    /** @param shift of the decimal point, to come to US dollars per million tokens */
    private void compare(String what, Component component, JsonNode ordinary, JsonNode conditional, int shift) {
        BigDecimal price = price(conditional, shift);
        if (price.signum() > 0 && price(ordinary, shift).signum() > 0) {
            compared++;
            QuoteContent content = new QuoteContent(
                    Terms.PRICED,
                    List.of(
                            new Rate(
                                    component,
                                    new UsdPerMtok(price(ordinary, shift)),
                                    ServiceTier.STANDARD,
                                    null,
                                    null),
                            new Rate(component, new UsdPerMtok(price), ServiceTier.BATCH, null, null)),
                    RouteFacts.NONE,
                    RouteStatus.LIVE);
            if (plausibility.condition(content).isPresent()) {
                held.add(what);
            }
        }
    }

    private static BigDecimal price(JsonNode value, int shift) {
        return value.isNumber()
                ? value.decimalValue().movePointRight(shift).setScale(UsdPerMtok.MAX_DECIMALS, RoundingMode.HALF_UP)
                : BigDecimal.ZERO;
    }
}
