package dev.crosscheck.publisher.portkey;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.RateList;
import dev.crosscheck.publisher.source.RateList.Condition;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Upstream's {@code custom_pricing}: prices by region, then by how urgently the request is served, then by the length
 * of the prompt. Pure.
 *
 * <p>Our offers have tiers and cliffs and no regions, so the region {@code default} is read and others are noted.
 */
final class PortkeyConditions {

    private static final String EVERYWHERE = "default";

    private static final Map<String, ServiceTier> MODES = Map.of(
            "batch", ServiceTier.BATCH,
            "fast", ServiceTier.FAST,
            "flex", ServiceTier.FLEX,
            "priority", ServiceTier.PRIORITY);

    static void read(Fields custom, RateList rates, Mapping.Notes notes) {
        Map<String, Long> cliffs = cliffs(custom.object("context_tier_map"));
        Fields regions = custom.object("regions");
        if (regions != null) {
            for (String region : regions.names()) {
                Fields prices = regions.object(region);
                if (!region.equals(EVERYWHERE)) {
                    notes.dropped("custom_pricing.regions (prices of one region)");
                } else if (prices != null) {
                    readModes(prices, cliffs, rates, notes);
                }
            }
        }
        notes.unread(custom);
    }

    /** The name of each tier, with the prompt length above which it holds: {@code {"272000": "gt-272k"}}. */
    private static Map<String, Long> cliffs(@Nullable Fields tiers) {
        Map<String, Long> cliffs = new TreeMap<>();
        if (tiers != null) {
            for (String tokens : tiers.names()) {
                if (!tokens.matches("\\d{1,12}")) {
                    throw new InvalidEventException(tiers.path(tokens), tokens, "a number of tokens");
                }
                cliffs.put(String.valueOf(tiers.text(tokens)), Long.valueOf(tokens));
            }
        }
        return cliffs;
    }

    private static void readModes(Fields region, Map<String, Long> cliffs, RateList rates, Mapping.Notes notes) {
        Fields modes = region.object("execution_modes");
        if (modes != null) {
            for (String name : modes.names()) {
                Fields mode = modes.object(name);
                if (mode == null) {
                    continue;
                }
                if (!name.equals("standard") && !MODES.containsKey(name)) {
                    notes.dropped("custom_pricing execution mode " + name + " (no tier of ours)");
                    continue;
                }
                readMode(mode, Condition.of(MODES.get(name)), cliffs, rates, notes);
            }
        }
        notes.unread(region);
    }

    private static void readMode(
            Fields mode, Condition condition, Map<String, Long> cliffs, RateList rates, Mapping.Notes notes) {
        readPrices(mode.object("pricing_config"), condition, rates, notes);
        Fields tiers = mode.object("context_tiers");
        if (tiers != null) {
            for (String name : tiers.names()) {
                Fields tier = tiers.object(name);
                Long above = cliffs.get(name);
                if (tier == null || above == null) {
                    notes.dropped("custom_pricing context tier " + name + " (not in context_tier_map)");
                    continue;
                }
                readPrices(tier.object("pricing_config"), condition.above(above == 0 ? null : above), rates, notes);
                notes.unread(tier);
            }
        }
        notes.unread(mode);
    }

    private static void readPrices(@Nullable Fields pricing, Condition condition, RateList rates, Mapping.Notes notes) {
        Fields prices = pricing == null ? null : pricing.object("pay_as_you_go");
        if (prices != null) {
            PortkeyRates.read(prices, condition, rates, notes);
        }
        if (pricing != null) {
            notes.unread(pricing);
        }
    }

    private PortkeyConditions() {}
}
