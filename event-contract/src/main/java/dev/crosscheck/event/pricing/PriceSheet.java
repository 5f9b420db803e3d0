package dev.crosscheck.event.pricing;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Slug;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every offer of one model: whole state, never a difference. A reader that keeps the highest
 * {@code revision} is right, whatever was repeated or reordered on the way.
 *
 * @param model    id
 * @param revision 1 for the first sheet, higher with each change: by one, or by a leap after a restore
 * @param offers   by provider id, then route
 */
public record PriceSheet(String model, long revision, List<Offer> offers) {

    public PriceSheet {
        Slug.require("model", model);
        if (revision < 1) {
            throw new InvalidEventException("revision", revision, "at least 1");
        }
        offers = offers == null ? List.of() : List.copyOf(offers);
    }

    /** Who a provider is, as pricing knows it at this revision. */
    public record Provider(
            String id,
            String name,
            ProviderKind kind,
            @Nullable String url) {
        public Provider {
            Slug.require("provider.id", id);
            requireNonNull(name, "provider.name");
            requireNonNull(kind, "provider.kind");
        }
    }

    /**
     * One route to the model: a provider, what it serves and what it charges.
     *
     * @param provider    who charges it
     * @param route       the provider's own id for the model; empty for its only route
     * @param terms       how it is paid for
     * @param rates       in reading order; empty unless the terms are {@code priced}
     * @param facts       what the route serves
     * @param status      whether it can be used
     * @param provenance  of the quote chosen
     * @param rule        why this source was chosen, for readers; null when none disagrees
     * @param others      what other sources quote for the same route; they may agree
     * @param underReview why a newer quote is being held back; null if none is
     * @param history     what the chosen source quoted before and now, oldest first, the last 50
     */
    public record Offer(
            Provider provider,
            String route,
            Terms terms,
            List<Rate> rates,
            RouteFacts facts,
            RouteStatus status,
            Provenance provenance,
            @Nullable String rule,
            List<Quoted> others,
            @Nullable String underReview,
            List<PricePoint> history) {

        public static final int MAX_HISTORY = 50;

        public Offer {
            requireNonNull(provider, "provider");
            route = route == null ? "" : route;
            requireNonNull(terms, "terms");
            rates = rates == null ? List.of() : List.copyOf(rates);
            facts = facts == null ? RouteFacts.NONE : facts;
            requireNonNull(status, "status");
            requireNonNull(provenance, "provenance");
            others = others == null ? List.of() : List.copyOf(others);
            history = history == null ? List.of() : List.copyOf(history);
        }
    }

    /**
     * What another source quotes for the same route.
     *
     * @param disagrees whether it is further from the chosen one than the source policy tolerates
     */
    public record Quoted(Terms terms, List<Rate> rates, RouteStatus status, Provenance provenance, boolean disagrees) {
        public Quoted {
            rates = rates == null ? List.of() : List.copyOf(rates);
        }
    }

    /**
     * A price in time, of an ordinary request.
     *
     * @param validFrom  since when it was charged
     * @param recordedAt when Crosscheck learned of it
     * @param correction true if it took back an earlier figure, false if the price moved
     */
    public record PricePoint(
            Instant validFrom,
            Instant recordedAt,
            Terms terms,
            @Nullable UsdPerMtok input,
            @Nullable UsdPerMtok output,
            RouteStatus status,
            boolean correction,
            String eventId) {}
}
