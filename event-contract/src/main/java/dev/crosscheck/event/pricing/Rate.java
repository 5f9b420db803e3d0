package dev.crosscheck.event.pricing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One price of an offer.
 *
 * @param component       what is paid for
 * @param price           US dollars per million tokens
 * @param tier            how urgently the request is served
 * @param minPromptTokens the whole request has this price once its prompt is longer than this many
 *                        tokens; null for from the first token
 * @param window          null for all day
 */
public record Rate(
        Component component,
        UsdPerMtok price,
        ServiceTier tier,
        @Nullable Long minPromptTokens,
        @Nullable UtcWindow window)
        implements Comparable<Rate> {

    private static final Comparator<Rate> ORDER = Comparator.comparing(Rate::component)
            .thenComparing(Rate::tier)
            .thenComparing(Rate::minPromptTokens, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(rate -> rate.window() == null ? "" : rate.window().toString())
            .thenComparing(Rate::price);

    public Rate {
        requireNonNull(component, "component");
        requireNonNull(price, "price");
        tier = tier == null ? ServiceTier.STANDARD : tier;
    }

    /** The price of an ordinary request: standard tier, short prompt, any hour. */
    public static Rate standard(Component component, String usdPerMtok) {
        return new Rate(component, UsdPerMtok.of(usdPerMtok), ServiceTier.STANDARD, null, null);
    }

    /** Whether it is the price of an ordinary request: standard tier, short prompt, any hour. */
    @JsonIgnore
    public boolean isUnconditional() {
        return tier == ServiceTier.STANDARD && minPromptTokens == null && window == null;
    }

    /** In reading order: component, tier, prompt length, hour. */
    @Override
    public int compareTo(Rate other) {
        return ORDER.compare(this, other);
    }
}
