package dev.crosscheck.publisher.litellm;

import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.RateList;
import dev.crosscheck.publisher.source.RateList.Condition;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Upstream's flat price fields → rates. Pure.
 *
 * <p>Upstream has a field for each component in each condition, and makes a new name for each new tier:
 * {@code cache_read_input_token_cost_above_272k_tokens_priority}. The names follow a grammar, and are read by it.
 */
final class LiteLlmRates {

    private static final Map<String, Component> COMPONENTS = Map.ofEntries(
            Map.entry("input_cost_per_token", Component.INPUT),
            Map.entry("output_cost_per_token", Component.OUTPUT),
            Map.entry("cache_read_input_token_cost", Component.CACHE_READ),
            Map.entry("input_cost_per_token_cache_hit", Component.CACHE_READ),
            Map.entry("cache_creation_input_token_cost", Component.CACHE_WRITE),
            Map.entry("cache_creation_input_token_cost_above_1hr", Component.CACHE_WRITE_1H),
            Map.entry("output_cost_per_reasoning_token", Component.REASONING),
            Map.entry("input_cost_per_audio_token", Component.AUDIO_INPUT),
            Map.entry("output_cost_per_audio_token", Component.AUDIO_OUTPUT),
            Map.entry("input_cost_per_image_token", Component.IMAGE_INPUT),
            Map.entry("output_cost_per_image_token", Component.IMAGE_OUTPUT));

    private static final Map<String, ServiceTier> TIERS = Map.of(
            "batches", ServiceTier.BATCH,
            "batch_requests", ServiceTier.BATCH,
            "flex", ServiceTier.FLEX,
            "priority", ServiceTier.PRIORITY);

    private static final Pattern GRAMMAR = Pattern.compile("(?<component>"
            + COMPONENTS.keySet().stream().sorted().collect(Collectors.joining("|"))
            + ")(_above_(?<thousands>\\d{1,6})k_tokens)?(_(?<tier>batches|batch_requests|flex|priority))?");

    /** Prices by the image, second, page, character and so on, and what is charged beside the tokens. */
    private static final Pattern NOT_BY_TOKEN = Pattern.compile(
            "(in|out)put_(cost_per_|dbu_cost_|db_cost_).*|.*_cost_per_(page|credit|session|query|1k_.*|gb_.*|token)"
                    + "|cache_(creation|read)_input_.*|regional_processing_uplift_multiplier_.*"
                    + "|search_context_cost_per_query|web_search_billing_unit");

    /** What a field says, if it is a price of a component of ours. */
    private record Meaning(Component component, Condition condition) {}

    private static Optional<Meaning> meaning(String name) {
        Matcher parts = GRAMMAR.matcher(name);
        Component component = parts.matches() ? COMPONENTS.get(parts.group("component")) : null;
        if (component == null) {
            return Optional.empty();
        }
        String thousands = parts.group("thousands");
        String tier = parts.group("tier");
        return Optional.of(new Meaning(
                component,
                Condition.of(tier == null ? null : TIERS.get(tier))
                        .above(thousands == null ? null : Long.parseLong(thousands) * 1_000)));
    }

    /** @param entry of which every price field is read */
    static RateList read(Fields entry, Mapping.Notes notes) {
        RateList rates = new RateList(PriceUnit.USD_PER_TOKEN, notes);
        for (String name : entry.names()) {
            Optional<Meaning> meaning = meaning(name);
            if (meaning.isPresent()) {
                rates.add(meaning.get().component(), meaning.get().condition(), entry.path(name), entry.number(name));
            } else if (NOT_BY_TOKEN.matcher(name).matches() && says(entry.any(name))) {
                notes.dropped(entry.path(name) + " (no component of ours)");
            }
        }
        for (Fields tier : entry.objects("tiered_pricing")) {
            readTier(tier, rates, notes);
        }
        return rates;
    }

    /** A tier holds for a prompt longer than the beginning of its range; the first is the ordinary price. */
    private static void readTier(Fields tier, RateList rates, Mapping.Notes notes) {
        tier.leaveOut("max_results_range");
        JsonNode range = tier.any("range");
        Long from = range != null
                        && range.isArray()
                        && range.size() == 2
                        && range.get(0).isNumber()
                ? Long.valueOf(range.get(0).decimalValue().longValue())
                : null;
        for (String name : tier.names()) {
            Optional<Meaning> meaning = meaning(name);
            if (meaning.isPresent() && from != null) {
                rates.add(
                        meaning.get().component(),
                        meaning.get().condition().above(from == 0 ? null : from),
                        tier.path(name),
                        tier.number(name));
            } else if (NOT_BY_TOKEN.matcher(name).matches() && says(tier.any(name))) {
                notes.dropped(tier.path(name) + " (no component of ours)");
            }
        }
        notes.unread(tier);
    }

    /** A zero beside other prices says nothing of what it costs. */
    private static boolean says(@Nullable JsonNode value) {
        return value != null && !(value.isNumber() && value.decimalValue().signum() == 0);
    }

    private LiteLlmRates() {}
}
