package dev.crosscheck.pricing.price;

import static java.util.Comparator.comparing;

import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.SourcePolicy.Choice;
import dev.crosscheck.event.SourcePolicy.Other;
import dev.crosscheck.event.Tolerances;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.PricePoint;
import dev.crosscheck.event.pricing.PriceSheet.Quoted;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.pricing.provider.Providers;
import dev.crosscheck.pricing.quarantine.Shown;
import dev.crosscheck.pricing.quote.OfferKey;
import dev.crosscheck.pricing.quote.PastQuote;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.QuoteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a model's offers from what sources say. Pure: the same quotes give the same offers, in any order. */
final class SheetBuilder {

    /**
     * Points of all offers of one sheet together. A point is about 250 bytes of JSON, and a sheet has to
     * stay well under the million bytes of an event.
     */
    static final int MAX_POINTS = 2_000;

    private final SourcePolicy policy;
    private final SourcePolicy.Reading<Shown> reading;

    SheetBuilder(SourcePolicy policy) {
        this.policy = policy;
        Tolerances tolerances = policy.tolerances();
        reading = new SourcePolicy.Reading<>(
                shown -> shown.quote().provenance(),
                Shown::lastReadAt,
                (one, other) -> disagree(
                        tolerances, one.quote().content(), other.quote().content()),
                shown -> shown.quote().offer().provider(),
                shown -> isSilent(shown.quote().content()));
    }

    /**
     * @param shown     what each source says now of each offer of one model, as far as it is shown
     * @param providers by id; one that is missing is shown by its id
     * @param history   of each series, in the order observed
     * @return by provider id, then route
     */
    List<Offer> offers(
            List<Shown> shown, Map<String, PriceSheet.Provider> providers, Map<QuoteKey, List<PastQuote>> history) {
        SortedMap<OfferKey, List<Shown>> byOffer = new TreeMap<>();
        shown.forEach(one -> byOffer.computeIfAbsent(one.quote().offer(), _ -> new ArrayList<>())
                .add(one));
        int points = Math.min(Offer.MAX_HISTORY, MAX_POINTS / Math.max(1, byOffer.size()));
        List<Offer> offers = new ArrayList<>();
        byOffer.forEach((key, ofOffer) -> {
            Choice<Shown> choice = policy.choose(SourcePolicy.Subject.PRICE, ofOffer, reading);
            PriceSheet.Provider provider = providers.get(key.provider());
            Shown chosen = choice.chosen();
            offers.add(offer(
                    choice,
                    provider == null ? Providers.unreported(key.provider()) : provider,
                    points(history.getOrDefault(chosen.quote().key(), List.of()), chosen.notShown(), points)));
        });
        return offers;
    }

    /**
     * Prices of an ordinary request, how the route is paid for, and whether it can be used. Who says nothing of the
     * price contradicts no price.
     */
    private static boolean disagree(Tolerances tolerances, QuoteContent one, QuoteContent other) {
        if (one.status() != other.status()) {
            return true;
        }
        return one.terms() != Terms.UNKNOWN
                && other.terms() != Terms.UNKNOWN
                && (one.terms() != other.terms() || tolerances.disagree(one.rates(), other.rates()));
    }

    /** Whether it tells nothing of what a request costs: that a route is gone tells that there is none. */
    private static boolean isSilent(QuoteContent content) {
        return content.terms() == Terms.UNKNOWN && content.status() != RouteStatus.RETIRED;
    }

    private static Offer offer(Choice<Shown> choice, PriceSheet.Provider provider, List<PricePoint> points) {
        Quote chosen = choice.chosen().quote();
        QuoteContent content = chosen.content();
        return new Offer(
                provider,
                chosen.offer().route(),
                content.terms(),
                content.rates(),
                content.facts(),
                content.status(),
                chosen.provenance(),
                choice.rule(),
                choice.others().stream().map(SheetBuilder::quoted).toList(),
                choice.chosen().underReview(),
                points);
    }

    private static Quoted quoted(Other<Shown> other) {
        Quote quote = other.word().quote();
        QuoteContent content = quote.content();
        return new Quoted(content.terms(), content.rates(), content.status(), quote.provenance(), other.disagrees());
    }

    /**
     * The beginnings of what the source quoted, by the day each was valid from; the last {@code limit} of them.
     *
     * @param notShown events of beginnings to leave out
     */
    static List<PricePoint> points(List<PastQuote> history, Set<String> notShown, int limit) {
        List<PastQuote> runs = new ArrayList<>();
        for (PastQuote quote : history) {
            if (runs.isEmpty() || !quote.repeats(runs.getLast())) {
                runs.add(quote);
            }
        }
        runs.removeIf(run -> notShown.contains(run.provenance().eventId()));
        // The sort is stable: what was observed later of the same day stands later.
        runs.sort(comparing(run -> run.provenance().validFrom()));
        List<PricePoint> points = new ArrayList<>();
        for (PastQuote run : runs) {
            PricePoint point = point(run);
            if (points.isEmpty() || !saysTheSame(points.getLast(), point)) {
                points.add(point);
            }
        }
        return points.subList(Math.max(0, points.size() - limit), points.size());
    }

    /** A change of the route's context, say, is no new point of its price. */
    private static boolean saysTheSame(PricePoint before, PricePoint after) {
        return !after.correction()
                && before.terms() == after.terms()
                && before.status() == after.status()
                && Objects.equals(before.input(), after.input())
                && Objects.equals(before.output(), after.output());
    }

    private static PricePoint point(PastQuote quote) {
        return new PricePoint(
                quote.provenance().validFrom(),
                quote.recordedAt(),
                quote.terms(),
                quote.input(),
                quote.output(),
                quote.status(),
                quote.correction(),
                quote.provenance().eventId());
    }
}
