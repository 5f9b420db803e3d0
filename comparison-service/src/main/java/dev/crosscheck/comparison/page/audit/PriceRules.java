package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.util.List;
import java.util.Locale;

/** Holds what is printed of prices against the offers: what has a price, who lives, whose route it is. */
final class PriceRules {

    private final Printed printed;
    private final List<Profile> profiles;
    private final OutsideText outside;
    private final List<String> found;

    private PriceRules(Printed printed, List<Profile> profiles, OutsideText outside, List<String> found) {
        this.printed = printed;
        this.profiles = profiles;
        this.outside = outside;
        this.found = found;
    }

    /** @param profiles in the order of the page's columns */
    static void check(Printed printed, List<Profile> profiles, OutsideText outside, List<String> found) {
        PriceRules rules = new PriceRules(printed, profiles, outside, found);
        for (int model = 0; model < profiles.size(); model++) {
            rules.checkPrices(model);
            rules.checkProviders(model);
            rules.checkMaker(model);
        }
    }

    private void checkPrices(int model) {
        boolean priced = offers(model).stream().anyMatch(PriceRules::isPriced);
        for (String label : List.of("Cost a month", "Cheapest route")) {
            printed.row("monthly-cost", label).ifPresent(row -> {
                Cell cell = row.cells().get(model);
                if (priced == (cell.mark() == Mark.MISSING)) {
                    found.add(label + " of " + profiles.get(model).model() + ": "
                            + cell.claim().text() + (priced ? ", though it has a price" : ", though it has none"));
                }
                if (!priced && outside.maskFigures(cell.claim().text()).contains("$")) {
                    found.add("a price where there is none: " + cell.claim().text());
                }
            });
        }
    }

    private void checkProviders(int model) {
        long hosts = offers(model).stream()
                .filter(PriceRules::isLive)
                .filter(offer -> offer.provider().kind() == ProviderKind.MAKER
                        || offer.provider().kind() == ProviderKind.HOST)
                .map(offer -> offer.provider().id())
                .distinct()
                .count();
        printed.row("prices", "Providers with a live route").ifPresent(row -> {
            String text = row.cells().get(model).claim().text();
            boolean right = hosts == 0
                    ? !text.contains("provider")
                    : text.startsWith(hosts == 1 ? "one provider" : hosts + " providers");
            if (!right) {
                found.add(hosts + " live providers of " + profiles.get(model).model() + ", but printed: " + text);
            }
        });
    }

    /** A provider that makes models is the maker of this one only if it bears the maker's name. */
    private void checkMaker(int model) {
        String maker = profiles.get(model).catalog().facts().stream()
                .filter(fact -> fact.field() == ModelField.MAKER)
                .map(ModelState.Fact::value)
                .findFirst()
                .orElse("");
        printed.row("monthly-cost", "On its maker's own route").ifPresent(row -> {
            Cell cell = row.cells().get(model);
            String said = cell.claim().text().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
            String name = maker.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
            if (cell.mark() != Mark.MISSING && (name.isEmpty() || !said.contains("on" + name))) {
                found.add("not its maker's route: " + cell.claim().text());
            }
        });
    }

    private List<Offer> offers(int model) {
        PriceSheet prices = profiles.get(model).prices();
        return prices == null ? List.of() : prices.offers();
    }

    private static boolean isLive(Offer offer) {
        return offer.status() == RouteStatus.LIVE || offer.status() == RouteStatus.BETA;
    }

    private static boolean isPriced(Offer offer) {
        return isLive(offer)
                && offer.terms() == Terms.PRICED
                && has(offer, Component.INPUT)
                && has(offer, Component.OUTPUT)
                && offer.rates().stream()
                        .filter(rate -> rate.isUnconditional()
                                && (rate.component() == Component.INPUT || rate.component() == Component.OUTPUT))
                        .anyMatch(rate -> !rate.price().isZero());
    }

    private static boolean has(Offer offer, Component component) {
        return offer.rates().stream().anyMatch(rate -> rate.component() == component && rate.isUnconditional());
    }
}
