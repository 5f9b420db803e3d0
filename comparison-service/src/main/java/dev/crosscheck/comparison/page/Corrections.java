package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelState.Fact;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.PricePoint;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a model's facts takes back an earlier word of the same source: the page had been wrong, and nothing has
 * changed but what is known. A price says what it was corrected from.
 */
final class Corrections {

    static List<Claim> of(FactSheet facts, RouteSheet routes, List<Measured> scores) {
        List<Claim> claims = new ArrayList<>();
        for (Fact fact : facts.all()) {
            if (fact.provenance().correction()) {
                claims.add(Claim.of(
                        FieldText.label(fact.field()) + ": corrected to " + FieldText.value(fact.field(), fact.value())
                                + by(fact.provenance()),
                        facts.evidence(fact.field())));
            }
        }
        for (Measured measured : scores) {
            if (measured.score().provenance().correction()) {
                claims.add(Claim.of(
                        measured.label() + ": corrected to " + measured.text(measured.decimals())
                                + by(measured.score().provenance()),
                        measured.evidence()));
            }
        }
        for (Route route : routes.all()) {
            if (route.offer().provenance().correction()) {
                claims.add(Claim.of(text(route), route.evidence()));
            }
        }
        return List.copyOf(claims);
    }

    private static String text(Route route) {
        Offer offer = route.offer();
        String by = by(offer.provenance());
        List<PricePoint> points = offer.history();
        PricePoint now = points.isEmpty() ? null : points.getLast();
        PricePoint before = points.size() < 2 ? null : points.getFirst();
        // What was learned later is not what this one took back.
        if (now == null || before == null || before.recordedAt().isAfter(now.recordedAt())) {
            return "Price on " + route.label() + ": corrected" + by;
        }
        return sameFigures(before, now)
                ? "Price on " + route.label() + ": corrected in the day it began, not in its figures" + by
                : "Price on " + route.label() + ": corrected from " + figures(before) + " to " + figures(now) + by;
    }

    private static boolean sameFigures(PricePoint one, PricePoint other) {
        return one.terms() == other.terms()
                && one.status() == other.status()
                && Objects.equals(one.input(), other.input())
                && Objects.equals(one.output(), other.output());
    }

    private static String figures(PricePoint point) {
        if (point.terms() != Terms.PRICED) {
            return RateText.terms(point.terms());
        }
        List<String> figures = new ArrayList<>();
        add(figures, "input", point.input());
        add(figures, "output", point.output());
        return figures.isEmpty() ? RateText.terms(point.terms()) : Grammar.list(figures);
    }

    private static void add(List<String> figures, String what, @Nullable UsdPerMtok price) {
        if (price != null) {
            figures.add(what + " " + Usd.exact(price));
        }
    }

    /** Such as {@code  on 2026-05-16 (models.dev).} */
    private static String by(Provenance provenance) {
        return " on " + Sources.day(provenance.observedAt()) + " (" + Sources.name(provenance.source()) + ").";
    }

    private Corrections() {}
}
