package dev.crosscheck.pricing.quote;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a quote says, without who says it and when. Two quotes that say the same are equal here,
 * whatever the scale and the order of their figures.
 *
 * @param terms  how the offer is paid for
 * @param rates  US dollars per million tokens, in reading order; empty unless the terms are priced
 * @param facts  what the route serves
 * @param status whether the route can be used
 */
public record QuoteContent(Terms terms, List<Rate> rates, RouteFacts facts, RouteStatus status) {

    public QuoteContent {
        requireNonNull(terms, "terms");
        rates = rates == null ? List.of() : rates.stream().sorted().toList();
        facts = facts == null ? RouteFacts.NONE : facts;
        requireNonNull(status, "status");
    }

    /** The price of an ordinary request; empty where the quote has none. */
    public Optional<UsdPerMtok> base(Component component) {
        return rates.stream()
                .filter(rate -> rate.component() == component && rate.isUnconditional())
                .map(Rate::price)
                .findFirst();
    }

    public String json() {
        return new String(EventJson.write(this), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Reads what {@link #json()} wrote. */
    public static QuoteContent parse(String json) {
        return EventJson.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), QuoteContent.class);
    }

    /** The same for equal contents only, so that they can be compared without being read: SHA-256, as hex. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(EventJson.write(this)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
