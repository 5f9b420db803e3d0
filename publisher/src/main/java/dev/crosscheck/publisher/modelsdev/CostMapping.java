package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Prices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Upstream's {@code cost} → rates, in US dollars per million tokens. Pure.
 *
 * <p>What our components have no place for, such as a price per request, is noted as dropped: a
 * price of another unit beside these would be read as one of them.
 */
final class CostMapping {

    private static final Map<String, Component> COMPONENTS = Map.of(
            "input", Component.INPUT,
            "output", Component.OUTPUT,
            "cache_read", Component.CACHE_READ,
            "cache_write", Component.CACHE_WRITE,
            "reasoning", Component.REASONING,
            "input_audio", Component.AUDIO_INPUT,
            "output_audio", Component.AUDIO_OUTPUT);

    /** Written by hand upstream; wherever they stand, they cost what the right key costs elsewhere. */
    private static final Map<String, String> MISSPELLED = new TreeMap<>(Map.of(
            "cache_input", "cache_read",
            "cached_input", "cache_read",
            "cached_read", "cache_read",
            "cached_write", "cache_write"));

    /** Not counted by the token, so that they cannot stand beside prices that are. */
    private static final List<String> NOT_BY_TOKEN = List.of("citation", "image", "request");

    /** @param cost the {@code cost} object, with its tiers */
    static List<ReportedRate> rates(Fields cost, Mapping.Notes notes) {
        List<ReportedRate> rates = new ArrayList<>(components(cost, null, null, notes));
        for (Fields tier : cost.objects("tiers")) {
            rates.addAll(tier(tier, notes));
        }
        for (String key : NOT_BY_TOKEN) {
            if (cost.number(key) != null) {
                notes.dropped(cost.path(key) + " (not a price by the token)");
            }
        }
        notes.unread(cost);
        return rates;
    }

    /** The rates of a request that is served faster: {@code experimental.modes.fast.cost}. */
    static List<ReportedRate> fastRates(Fields cost, Mapping.Notes notes) {
        List<ReportedRate> rates = components(cost, ServiceTier.FAST, null, notes);
        notes.unread(cost);
        return rates;
    }

    /** A tier holds for the whole request once the prompt is longer than its size. */
    private static List<ReportedRate> tier(Fields tier, Mapping.Notes notes) {
        Fields condition = tier.object("tier");
        Long size = condition == null ? null : condition.tokens("size");
        String type = condition == null ? null : condition.text("type");
        if (condition == null || size == null || (type != null && !type.equals("context"))) {
            notes.dropped("cost.tiers of type " + type + " and size " + size + " (not by context)");
            return List.of();
        }
        notes.unread(condition);
        List<ReportedRate> rates = components(tier, null, size, notes);
        notes.unread(tier);
        return rates;
    }

    private static List<ReportedRate> components(
            Fields cost, @Nullable ServiceTier tier, @Nullable Long minPromptTokens, Mapping.Notes notes) {
        Map<Component, ReportedRate> rates = new TreeMap<>();
        COMPONENTS.forEach((key, component) -> {
            BigDecimal amount = cost.number(key);
            if (amount != null) {
                rates.put(component, rate(component, cost.path(key), amount, tier, minPromptTokens, notes));
            }
        });
        MISSPELLED.forEach((key, right) -> {
            BigDecimal amount = cost.number(key);
            if (amount == null) {
                return;
            }
            Component component = componentOf(right);
            if (rates.containsKey(component)) {
                notes.dropped(cost.path(key) + " (beside " + right + ")");
                return;
            }
            notes.repaired(cost.path(key) + " read as " + right);
            rates.put(component, rate(component, cost.path(key), amount, tier, minPromptTokens, notes));
        });
        return List.copyOf(rates.values());
    }

    private static Component componentOf(String key) {
        Component component = COMPONENTS.get(key);
        if (component == null) {
            throw new IllegalStateException(key + ": no component (expected: one of " + COMPONENTS.keySet() + ")");
        }
        return component;
    }

    private static ReportedRate rate(
            Component component,
            String field,
            BigDecimal amount,
            @Nullable ServiceTier tier,
            @Nullable Long minPromptTokens,
            Mapping.Notes notes) {
        BigDecimal price = Prices.usdPerMtok(field, amount, PriceUnit.USD_PER_MILLION_TOKENS, notes);
        return new ReportedRate(component, price, tier, minPromptTokens, null);
    }

    private CostMapping() {}
}
