package dev.crosscheck.publisher.openrouter;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UtcWindow;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.RateList;
import dev.crosscheck.publisher.source.RateList.Condition;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Upstream's {@code pricing}: decimals in quotes, US dollars per token, {@code "-1"} for "it varies". Pure. */
final class OpenRouterPricing {

    private static final BigDecimal VARIES = BigDecimal.ONE.negate();

    private static final Map<String, Component> ALWAYS =
            Map.of("prompt", Component.INPUT, "completion", Component.OUTPUT);

    /** Upstream used to write "0" where these are not charged apart, so their zero says nothing. */
    private static final Map<String, Component> IF_CHARGED = Map.of(
            "input_cache_read", Component.CACHE_READ,
            "input_cache_write", Component.CACHE_WRITE,
            "input_cache_write_1h", Component.CACHE_WRITE_1H,
            "internal_reasoning", Component.REASONING,
            "audio", Component.AUDIO_INPUT,
            "audio_output", Component.AUDIO_OUTPUT,
            "image_output", Component.IMAGE_OUTPUT);

    /** No component of ours, or no price by the token. */
    private static final List<String> NO_PLACE = List.of("input_audio_cache", "request", "web_search");

    private final boolean varies;
    private final RateList rates;

    private OpenRouterPricing(boolean varies, RateList rates) {
        this.varies = varies;
        this.rates = rates;
    }

    /** @param id a variant of it is the batch service: {@code openai/gpt-5.5:batch} */
    static OpenRouterPricing read(String id, Fields pricing, Mapping.Notes notes) {
        Condition ordinary = Condition.of(id.endsWith(":batch") ? ServiceTier.BATCH : null);
        RateList rates = new RateList(PriceUnit.USD_PER_TOKEN, notes);
        boolean varies = readRates(pricing, ordinary, rates, notes);
        for (Fields override : pricing.objects("overrides")) {
            Condition condition = condition(ordinary, override);
            if (condition.equals(ordinary)) {
                notes.dropped("pricing.overrides (without a condition that is known)");
                continue;
            }
            varies |= readRates(override, condition, rates, notes);
            notes.unread(override);
        }
        notes.unread(pricing);
        return new OpenRouterPricing(varies, rates);
    }

    /** How it is paid for. @param saysFree whether the name does */
    Terms terms(boolean saysFree) {
        if (varies) {
            return Terms.VARIES;
        }
        if (!rates.isZero()) {
            return Terms.PRICED;
        }
        return saysFree ? Terms.FREE : Terms.UNKNOWN;
    }

    List<ReportedRate> rates() {
        return rates.rates();
    }

    /**
     * Reads what a list of prices says; of overrides for one condition the later wins, as upstream documents.
     *
     * @return whether the price of a prompt or an answer varies
     */
    private static boolean readRates(Fields pricing, Condition condition, RateList rates, Mapping.Notes notes) {
        boolean[] varies = {false};
        BigDecimal prompt = pricing.decimal("prompt");
        ALWAYS.forEach((key, component) -> {
            BigDecimal amount = pricing.decimal(key);
            if (amount != null && amount.compareTo(VARIES) == 0) {
                varies[0] = true;
            } else {
                rates.replace(component, condition, pricing.path(key), amount);
            }
        });
        IF_CHARGED.forEach((key, component) -> {
            BigDecimal amount = pricing.decimal(key);
            if (isCharged(amount)) {
                rates.replace(component, condition, pricing.path(key), amount);
            }
        });
        BigDecimal image = pricing.decimal("image");
        if (image != null && isCharged(image)) {
            // Only an image that costs what text costs is counted in tokens; any other figure is for a whole image.
            if (prompt != null && image.compareTo(prompt) == 0) {
                rates.replace(Component.IMAGE_INPUT, condition, pricing.path("image"), image);
            } else {
                notes.dropped(pricing.path("image") + " (not a price by the token)");
            }
        }
        for (String key : NO_PLACE) {
            if (isCharged(pricing.decimal(key))) {
                notes.dropped(pricing.path(key) + " (no component of ours)");
            }
        }
        return varies[0];
    }

    private static boolean isCharged(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() != 0 && amount.compareTo(VARIES) != 0;
    }

    private static Condition condition(Condition ordinary, Fields override) {
        Condition condition = ordinary.above(override.tokens("min_prompt_tokens"));
        LocalTime from = clock(override, "utc_start");
        LocalTime until = clock(override, "utc_end");
        if (from == null && until == null) {
            return condition;
        }
        if (from == null || until == null) {
            throw new InvalidEventException(
                    override.path(from == null ? "utc_start" : "utc_end"), null, "both ends of the hours, or neither");
        }
        return condition.within(new UtcWindow(from, until));
    }

    /** Upstream writes 6:30 as 630, and midnight as 0. */
    private static @Nullable LocalTime clock(Fields override, String name) {
        BigDecimal number = override.number(name);
        if (number == null) {
            return null;
        }
        BigDecimal[] parts = number.divideAndRemainder(new BigDecimal(100));
        if (number.signum() < 0
                || number.stripTrailingZeros().scale() > 0
                || parts[0].compareTo(new BigDecimal(23)) > 0
                || parts[1].compareTo(new BigDecimal(59)) > 0) {
            throw new InvalidEventException(override.path(name), number, "hours and minutes, such as 1630");
        }
        return LocalTime.of(parts[0].intValue(), parts[1].intValue());
    }
}
