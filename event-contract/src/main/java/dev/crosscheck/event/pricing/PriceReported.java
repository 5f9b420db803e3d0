package dev.crosscheck.event.pricing;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Texts;
import dev.crosscheck.event.catalog.ModelAlias;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source says what a provider charges for a model. It carries the whole offer, not what changed.
 *
 * @param model      id in Crosscheck, or a spelling that the catalog has as an alias of the source
 * @param provider   id of who charges it
 * @param route      the provider's own id for the model, which tells its several routes to one model
 *                   apart; empty for its only one
 * @param terms      how it is paid for
 * @param currency   USD; any other is refused
 * @param unit       of the amounts in {@code rates}
 * @param rates      one for each component and condition; empty unless the terms are {@code priced}
 * @param facts      what the route serves
 * @param status     whether the route can be used
 * @param hold       why a person should look at it before it is shown, such as that it is one of very many
 *                   changes at once; null to let the rules of quarantine alone decide
 */
public record PriceReported(
        String model,
        String provider,
        String route,
        Terms terms,
        String currency,
        PriceUnit unit,
        List<ReportedRate> rates,
        RouteFacts facts,
        RouteStatus status,
        Source source,
        Instant observedAt,
        @Nullable Instant validFrom,
        boolean correction,
        @Nullable String hold)
        implements PricingUpdate {

    public static final int MAX_RATES = 60;
    public static final int MAX_HOLD = 300;

    public PriceReported {
        Texts.requireLength("model", model, 1, ModelAlias.MAX_LENGTH);
        Slug.require("provider", provider);
        route = route == null ? "" : route;
        Texts.requireLength("route", route, 0, ModelAlias.MAX_LENGTH);
        requireNonNull(terms, "terms");
        currency = currency == null ? "USD" : currency;
        if (!currency.equals("USD")) {
            throw new InvalidEventException("currency", currency, "USD");
        }
        unit = unit == null ? PriceUnit.USD_PER_MILLION_TOKENS : unit;
        rates = rates == null ? List.of() : List.copyOf(rates);
        if (rates.isEmpty() == (terms == Terms.PRICED)) {
            throw new InvalidEventException(
                    "rates",
                    rates.size() + " with terms " + terms.name().toLowerCase(Locale.ROOT),
                    "rates if and only if the terms are priced");
        }
        if (rates.size() > MAX_RATES) {
            throw new InvalidEventException("rates", rates.size(), "at most " + MAX_RATES);
        }
        for (int i = 0; i < rates.size(); i++) {
            requireConvertible("rates/" + i + "/amount", unit, rates.get(i));
        }
        requireOnce(rates);
        facts = facts == null ? RouteFacts.NONE : facts;
        status = status == null ? RouteStatus.LIVE : status;
        if (hold != null) {
            Texts.requireLength("hold", hold, 1, MAX_HOLD);
        }
    }

    /** One that nobody asks to hold. */
    public PriceReported(
            String model,
            String provider,
            String route,
            Terms terms,
            String currency,
            PriceUnit unit,
            List<ReportedRate> rates,
            RouteFacts facts,
            RouteStatus status,
            Source source,
            Instant observedAt,
            @Nullable Instant validFrom,
            boolean correction) {
        this(
                model,
                provider,
                route,
                terms,
                currency,
                unit,
                rates,
                facts,
                status,
                source,
                observedAt,
                validFrom,
                correction,
                null);
    }

    /** The same, to be looked at by a person before it is shown. */
    public PriceReported heldBecause(String reason) {
        return new PriceReported(
                model,
                provider,
                route,
                terms,
                currency,
                unit,
                rates,
                facts,
                status,
                source,
                observedAt,
                validFrom,
                correction,
                reason);
    }

    private static void requireConvertible(String field, PriceUnit unit, ReportedRate rate) {
        try {
            unit.toUsdPerMtok(rate.amount());
        } catch (InvalidEventException e) {
            throw new InvalidEventException(field, rate.amount(), e.expected());
        }
    }

    /** Two prices for the same thing: whichever a page showed, it would be a guess. */
    private static void requireOnce(List<ReportedRate> rates) {
        Set<ReportedRate> conditions = new HashSet<>();
        for (int i = 0; i < rates.size(); i++) {
            ReportedRate rate = rates.get(i);
            ReportedRate condition = new ReportedRate(
                    rate.component(),
                    BigDecimal.ZERO,
                    rate.tier() == null ? ServiceTier.STANDARD : rate.tier(),
                    rate.minPromptTokens(),
                    rate.window());
            if (!conditions.add(condition)) {
                throw new InvalidEventException(
                        "rates/" + i,
                        rate.component().name().toLowerCase(Locale.ROOT) + " again, " + rate.amount(),
                        "one price for each component and condition");
            }
        }
    }

    @Override
    public String subject() {
        return model;
    }

    /** The rates in US dollars per million tokens, in reading order. */
    public List<Rate> ratesInUsdPerMtok() {
        return rates.stream()
                .map(rate -> new Rate(
                        rate.component(),
                        unit.toUsdPerMtok(rate.amount()),
                        rate.tier() == null ? ServiceTier.STANDARD : rate.tier(),
                        rate.minPromptTokens(),
                        rate.window()))
                .sorted()
                .toList();
    }
}
