package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UtcWindow;
import java.util.List;

/** Prices and terms in a reader's words. */
public final class RateText {

    public static String component(Component component) {
        return switch (component) {
            case INPUT -> "input";
            case OUTPUT -> "output";
            case CACHE_READ -> "cache read";
            case CACHE_WRITE -> "cache write";
            case CACHE_WRITE_1H -> "cache write for an hour";
            case REASONING -> "reasoning";
            case AUDIO_INPUT -> "audio input";
            case AUDIO_OUTPUT -> "audio output";
            case IMAGE_INPUT -> "image input";
            case IMAGE_OUTPUT -> "image output";
        };
    }

    public static String terms(Terms terms) {
        return switch (terms) {
            case PRICED -> "priced";
            case FREE -> "free";
            case SUBSCRIPTION -> "in a subscription";
            case VARIES -> "varies";
            case UNKNOWN -> "no tracked price";
        };
    }

    public static String status(RouteStatus status) {
        return switch (status) {
            case LIVE -> "live";
            case BETA -> "beta";
            case DEPRECATED -> "deprecated";
            case RETIRED -> "retired";
        };
    }

    /** Under which conditions a rate holds: {@code batch, above 200,000 prompt tokens}; empty if always. */
    public static String condition(Rate rate) {
        StringBuilder text = new StringBuilder();
        if (rate.tier() != ServiceTier.STANDARD) {
            text.append(tier(rate.tier()));
        }
        Long above = rate.minPromptTokens();
        if (above != null) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append("above ")
                    .append(Tokens.exact(above))
                    .append(" prompt tokens");
        }
        UtcWindow window = rate.window();
        if (window != null) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(window.from())
                    .append(" to ")
                    .append(window.until())
                    .append(" UTC");
        }
        return text.toString();
    }

    /** Every rate with a condition, {@code input $10 (above 272,000 prompt tokens); …}; empty if there is none. */
    static String conditional(List<Rate> rates) {
        StringBuilder text = new StringBuilder();
        for (Rate rate : rates) {
            if (!rate.isUnconditional()) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(component(rate.component()))
                        .append(' ')
                        .append(Usd.exact(rate.price()))
                        .append(" (")
                        .append(condition(rate))
                        .append(')');
            }
        }
        return text.toString();
    }

    /** An offer as the text of a fact: {@code priced; input 0.027; output 0.2; context 60000; live}. */
    public static String fact(Offer offer) {
        StringBuilder text = new StringBuilder(terms(offer.terms()));
        text.append(rates(offer.rates()));
        Long context = offer.facts().contextTokens();
        if (context != null) {
            text.append("; context ").append(context);
        }
        Long maxOutput = offer.facts().maxOutputTokens();
        if (maxOutput != null) {
            text.append("; longest answer ").append(maxOutput);
        }
        offer.facts()
                .capabilities()
                .forEach((field, yes) -> text.append("; ").append(field.id()).append(yes ? " yes" : " no"));
        return text.append("; ").append(status(offer.status())).toString();
    }

    public static String rates(List<Rate> rates) {
        StringBuilder text = new StringBuilder();
        for (Rate rate : rates) {
            text.append("; ").append(component(rate.component())).append(' ').append(rate.price());
            if (!rate.isUnconditional()) {
                text.append(" (").append(condition(rate)).append(')');
            }
        }
        return text.toString();
    }

    static String tier(ServiceTier tier) {
        return switch (tier) {
            case STANDARD -> "standard";
            case BATCH -> "batch";
            case FLEX -> "flex";
            case PRIORITY -> "priority";
            case FAST -> "fast";
        };
    }

    private RateText() {}
}
