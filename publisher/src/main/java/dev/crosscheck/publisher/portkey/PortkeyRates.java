package dev.crosscheck.publisher.portkey;

import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.RateList;
import dev.crosscheck.publisher.source.RateList.Condition;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** One of upstream's lists of prices: {@code {"request_token": {"price": 0.00025}, …}}. Pure. */
final class PortkeyRates {

    private static final Map<String, Component> COMPONENTS = Map.ofEntries(
            Map.entry("request_token", Component.INPUT),
            Map.entry("response_token", Component.OUTPUT),
            Map.entry("cache_read_input_token", Component.CACHE_READ),
            Map.entry("cache_write_input_token", Component.CACHE_WRITE),
            Map.entry("reasoning_token", Component.REASONING),
            Map.entry("request_audio_token", Component.AUDIO_INPUT),
            Map.entry("response_audio_token", Component.AUDIO_OUTPUT),
            Map.entry("request_image_token", Component.IMAGE_INPUT),
            Map.entry("response_image_token", Component.IMAGE_OUTPUT));

    /** Token prices that upstream files under {@code additional_units}, beside those of searches and seconds. */
    private static final Map<String, Component> ADDITIONAL = Map.of(
            "cache_write_1h", Component.CACHE_WRITE_1H,
            "thinking_token", Component.REASONING,
            "request_audio_token", Component.AUDIO_INPUT,
            "response_audio_token", Component.AUDIO_OUTPUT,
            "image_token", Component.IMAGE_OUTPUT);

    /** Prices that are no component of ours: text apart from other input, cached sound and pictures, whole images. */
    private static final Set<String> NO_PLACE = Set.of(
            "cache_read_audio_input_token",
            "cache_read_image_input_token",
            "cache_read_text_input_token",
            "cached_image_input_token",
            "cached_text_input_token",
            "image",
            "request_text_token",
            "response_text_token");

    static void read(Fields prices, Condition condition, RateList rates, Mapping.Notes notes) {
        COMPONENTS.forEach((name, component) -> add(prices, name, component, condition, rates, notes));
        Fields additional = prices.object("additional_units");
        if (additional != null) {
            ADDITIONAL.forEach((name, component) -> add(additional, name, component, condition, rates, notes));
            for (String name : additional.unread()) {
                if (additional.any(name) != null) {
                    notes.dropped("additional_units." + name + " (not a price by the token)");
                }
            }
        }
        for (String name : prices.unread()) {
            if (NO_PLACE.contains(name) && prices.any(name) != null) {
                notes.dropped(name + " (no component of ours)");
            }
        }
        notes.unread(prices);
    }

    private static void add(
            Fields prices, String name, Component component, Condition condition, RateList rates, Mapping.Notes notes) {
        Fields price = prices.object(name);
        if (price != null) {
            BigDecimal amount = price.number("price");
            rates.add(component, condition, price.path("price"), amount);
            notes.unread(price);
        }
    }

    private PortkeyRates() {}
}
