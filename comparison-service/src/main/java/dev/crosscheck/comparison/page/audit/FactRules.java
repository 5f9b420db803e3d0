package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Holds what is printed against the facts: evidence, what is missing, what is live, what compares, dates. */
final class FactRules {

    private final Printed printed;
    private final Page page;
    private final List<Profile> profiles;
    private final OutsideText outside;
    private final List<String> found;

    private FactRules(Printed printed, List<Profile> profiles, OutsideText outside, List<String> found) {
        this.printed = printed;
        this.page = printed.page();
        this.profiles = profiles;
        this.outside = outside;
        this.found = found;
    }

    /** @param profiles in the order of the page's columns */
    static void check(Printed printed, List<Profile> profiles, OutsideText outside, List<String> found) {
        FactRules rules = new FactRules(printed, profiles, outside, found);
        rules.checkEvidence();
        rules.checkDates();
        for (int model = 0; model < profiles.size(); model++) {
            rules.checkCapabilities(model);
            rules.checkPrices(model);
            rules.checkProviders(model);
            rules.checkMaker(model);
            rules.checkOpenness(model);
            rules.checkLeads(model);
        }
        rules.checkComparable();
    }

    private void checkEvidence() {
        Set<String> used = new HashSet<>();
        for (Claim claim : printed.claims()) {
            used.addAll(claim.evidence());
            for (String id : claim.evidence()) {
                if (!page.evidence().containsKey(id)) {
                    found.add("evidence that is not on the page (" + id + "): " + claim.text());
                }
            }
        }
        page.evidence().forEach((id, fact) -> {
            if (!used.contains(id)) {
                found.add("a fact that nothing rests on: " + id);
            }
            if (!id.equals(fact.id())) {
                found.add("a fact under another id: " + id);
            }
            if ((fact.value() == null) != (fact.provenance() == null)) {
                found.add("a value without a source, or the other way round: " + id);
            }
        });
        for (Profile profile : profiles) {
            for (ModelState.Fact fact : profile.catalog().facts()) {
                Evidence shown =
                        page.evidence().get(profile.model() + "/" + fact.field().id());
                if (shown != null && !fact.provenance().equals(shown.provenance())) {
                    found.add("a fact with another source than it has: " + shown.id());
                }
            }
        }
    }

    private void checkDates() {
        Instant newest = null;
        Instant oldest = null;
        for (Evidence fact : page.evidence().values()) {
            Provenance provenance = fact.provenance();
            if (provenance != null) {
                Instant at = provenance.observedAt();
                newest = newest == null || at.isAfter(newest) ? at : newest;
                oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
            }
        }
        LocalDate day = newest == null ? null : LocalDate.ofInstant(newest, ZoneOffset.UTC);
        if (day == null ? page.reviewedOn() != null : !day.equals(page.reviewedOn())) {
            found.add("reviewed on " + page.reviewedOn() + ", but the newest fact is of " + day);
        }
        Claim oldestFact = page.oldestFact();
        if (newest != null
                && oldest != null
                && oldestFact != null
                && LocalDate.ofInstant(newest, ZoneOffset.UTC).equals(LocalDate.ofInstant(oldest, ZoneOffset.UTC))
                && oldestFact.text().startsWith("The oldest")) {
            found.add("an oldest fact among facts of one day: " + oldestFact.text());
        }
        if (oldest != null && oldestFact != null) {
            String since = LocalDate.ofInstant(oldest, ZoneOffset.UTC).toString();
            if (!oldestFact.text().contains(since)) {
                found.add("the oldest fact is of " + since + ": " + oldestFact.text());
            }
        }
    }

    private void checkCapabilities(int model) {
        for (ModelField capability : ModelField.CAPABILITIES) {
            String known = profiles.get(model).catalog().facts().stream()
                    .filter(fact -> fact.field() == capability)
                    .map(ModelState.Fact::value)
                    .findFirst()
                    .orElse(null);
            String expected = known == null ? "not known" : known.equals("true") ? "yes" : "no";
            String label = capability.id().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
            for (Block.Table table : printed.tables("capabilities")) {
                for (Row row : table.rows()) {
                    if (row.label().toLowerCase(Locale.ROOT).equals(label)
                            && !row.cells().get(model).claim().text().equals(expected)) {
                        found.add(capability.id() + " of " + profiles.get(model).model() + " is " + expected + ", not "
                                + row.cells().get(model).claim().text());
                    }
                }
            }
        }
    }

    /** Only a fact makes a model open source, or says that it is not known to be. */
    private void checkOpenness(int model) {
        boolean openSource = profiles.get(model).catalog().facts().stream()
                .anyMatch(fact ->
                        fact.field() == ModelField.OPENNESS && fact.value().equals("open-source"));
        String claimed = page.models().get(model).name() + " is open source.";
        for (Claim claim : printed.sentences()) {
            if (!openSource && claim.text().startsWith(claimed)) {
                found.add("open source, though no fact says so: " + claim.text());
            }
        }
    }

    /** A model without a score among those that compare has led none and lost none. */
    private void checkLeads(int model) {
        printed.row("scorecard", "Benchmarks measured alike").ifPresent(leads -> {
            boolean known = printed.tables("benchmarks").stream()
                    .filter(table -> table.caption().equals("Benchmarks measured alike"))
                    .flatMap(table -> table.rows().stream())
                    .anyMatch(row -> row.cells().get(model).mark() != Mark.MISSING);
            Cell cell = leads.cells().get(model);
            if (known == (cell.mark() == Mark.MISSING)) {
                found.add(page.models().get(model).name() + (known ? " has scores" : " has no score")
                        + ", but printed: " + cell.claim().text());
            }
        });
    }

    private void checkPrices(int model) {
        boolean priced = offers(model).stream().anyMatch(FactRules::isPriced);
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

    private void checkProviders(int model) {
        long hosts = offers(model).stream()
                .filter(FactRules::isLive)
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

    private void checkComparable() {
        for (Block.Table table : printed.tables("benchmarks")) {
            if (!table.caption().equals("Benchmarks measured alike")) {
                if (table.rows().stream()
                        .flatMap(row -> row.cells().stream())
                        .anyMatch(cell -> cell.mark() == Mark.BEST)) {
                    found.add("a lead among scores that do not compare: " + table.caption());
                }
                continue;
            }
            for (Row row : table.rows()) {
                List<List<ModelState.Score>> scores = row.cells().stream()
                        .filter(cell -> cell.mark() != Mark.MISSING)
                        .map(cell -> scores(cell.claim()))
                        .toList();
                boolean alike = scores.getFirst().stream()
                        .anyMatch(first -> scores.stream()
                                .allMatch(others -> others.stream().anyMatch(other -> isAlike(first, other))));
                if (!alike) {
                    found.add("scores that do not compare in one row: " + row.label());
                }
            }
        }
    }

    /** The scores that a cell can mean: those of its fact's source, benchmark and value. */
    private List<ModelState.Score> scores(Claim claim) {
        Evidence fact = page.evidence().get(claim.evidence().getFirst());
        String value = fact == null ? null : fact.value();
        if (fact == null || value == null) {
            return List.of();
        }
        return profiles.stream()
                .filter(profile -> profile.model().equals(fact.model()))
                .flatMap(profile -> profile.catalog().scores().stream())
                .filter(score -> score.provenance().equals(fact.provenance())
                        && fact.field().startsWith("score/" + score.benchmark().id())
                        && value.startsWith(plain(score.value())))
                .toList();
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    private static boolean isAlike(ModelState.Score one, ModelState.Score other) {
        return one.benchmark().id().equals(other.benchmark().id())
                && one.benchmark().unit() == other.benchmark().unit()
                && one.benchmark().better() == other.benchmark().better()
                && one.setting().equals(other.setting())
                && (!one.setting().equals(Setting.UNSTATED)
                        || one.provenance()
                                .source()
                                .id()
                                .equals(other.provenance().source().id()));
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
