package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Ability;
import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.RouteStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the reasons of a page against the route whose price it ranks: no price of one and window of another. */
final class RouteRules {

    private final Printed printed;
    private final List<Profile> profiles;
    private final List<String> found;

    private RouteRules(Printed printed, List<Profile> profiles, List<String> found) {
        this.printed = printed;
        this.profiles = profiles;
        this.found = found;
    }

    /** @param profiles in the order of the page's columns */
    static void check(Printed printed, List<Profile> profiles, List<String> found) {
        RouteRules rules = new RouteRules(printed, profiles, found);
        for (int model = 0; model < profiles.size(); model++) {
            rules.checkWindow(model);
            if (profiles.size() == 2) {
                rules.checkReasons(model);
            }
        }
    }

    /** The scorecard's window is no larger than what the priced route serves. */
    private void checkWindow(int model) {
        Offer priced = priced(model);
        Long served = priced == null ? null : priced.facts().contextTokens();
        String listed = value(model, ModelField.CONTEXT_TOKENS);
        if (served != null && listed != null && served < Long.parseLong(listed)) {
            printed.row("scorecard", "Context").ifPresent(row -> {
                String text = row.cells().get(model).claim().text();
                if (!text.startsWith(String.format(Locale.ROOT, "%,d ", served))) {
                    found.add("the priced route of " + profiles.get(model).model() + " serves " + served
                            + " tokens, but ranked is: " + text);
                }
            });
        }
    }

    /** A reason says "it can" of a model only if its priced route can, and nobody says that the other one can. */
    private void checkReasons(int model) {
        Page page = printed.page();
        printed.section("trade-offs")
                .ifPresent(section -> section.blocks().forEach(block -> {
                    if (block instanceof Block.Points points
                            && ("Choose " + page.models().get(model).name() + " for").equals(points.heading())) {
                        points.claims().forEach(claim -> checkReason(claim, model));
                    }
                }));
    }

    private void checkReason(Claim claim, int model) {
        for (ModelField capability : ModelField.CAPABILITIES) {
            String says = "It " + Ability.of(capability).does() + ";";
            if (claim.text().startsWith(says)
                    && (!"true".equals(value(model, capability))
                            || serves(priced(model), capability, false)
                            || !"false".equals(value(1 - model, capability))
                            || live(1 - model).stream().anyMatch(offer -> serves(offer, capability, true)))) {
                found.add("a reason that a route or a source contradicts: " + claim.text());
            }
        }
    }

    /** The offer behind the printed monthly cost; null if there is none. */
    private @Nullable Offer priced(int model) {
        Optional<Evidence> fact = printed.row("monthly-cost", "Cost a month")
                .map(row -> row.cells().get(model))
                .filter(cell -> cell.mark() != Mark.MISSING)
                .map(cell -> cell.claim().evidence())
                .filter(evidence -> evidence.size() == 1)
                .map(evidence -> printed.page().evidence().get(evidence.getFirst()));
        if (fact.isEmpty()) {
            return null;
        }
        String field = fact.get().field();
        return offers(model).stream()
                .filter(offer -> field.equals("offer/" + offer.provider().id()
                                + (offer.route().isEmpty() ? "" : "/" + offer.route()))
                        && offer.provenance().equals(fact.get().provenance()))
                .findFirst()
                .orElse(null);
    }

    private static boolean serves(@Nullable Offer offer, ModelField capability, boolean yes) {
        return offer != null
                && Boolean.valueOf(yes).equals(offer.facts().capabilities().get(capability));
    }

    private List<Offer> live(int model) {
        return offers(model).stream()
                .filter(offer -> offer.status() == RouteStatus.LIVE || offer.status() == RouteStatus.BETA)
                .toList();
    }

    private List<Offer> offers(int model) {
        PriceSheet prices = profiles.get(model).prices();
        return prices == null ? List.of() : prices.offers();
    }

    private @Nullable String value(int model, ModelField field) {
        return profiles.get(model).catalog().facts().stream()
                .filter(fact -> fact.field() == field)
                .map(ModelState.Fact::value)
                .findFirst()
                .orElse(null);
    }
}
