package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Paragraph;
import dev.crosscheck.comparison.page.Block.Table;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the stated traffic costs on each model's cheapest route, so that a reader can compute it again. */
final class MonthlyCostSection {

    static Section of(Lineup lineup) {
        String traffic = lineup.policy().traffic().text();
        List<Row> rows = new ArrayList<>();
        DecisionRow cost = lineup.row(Topic.COST);
        if (cost != null) {
            rows.add(Tables.row("Cost a month", cost));
        }
        rows.add(Tables.row("Cheapest route", lineup, model -> model.routes().routeCell()));
        if (isDearerAtItsMaker(lineup)) {
            rows.add(Tables.row(
                    "On its maker's own route", lineup, model -> model.routes().makersCell()));
        }
        List<Block> blocks = new ArrayList<>();
        List<Claim> sums = new ArrayList<>();
        if (Tables.areEmpty(rows)) {
            return new Section("monthly-cost", "Monthly cost at " + traffic, List.of(new Paragraph(unpriced(lineup))));
        }
        blocks.add(new Table("US dollars a month at " + traffic, lineup.names(), rows));
        for (int model = 0; model < lineup.size(); model++) {
            sums.add(lineup.named(model).sum());
        }
        addGap(sums, lineup);
        if (!sums.isEmpty()) {
            blocks.add(new Paragraph(sums));
        }
        List<Claim> mind = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            NamedModel named = lineup.named(model);
            add(mind, named.shortfall());
            add(mind, named.freeRoutes());
            add(mind, named.leftOut());
        }
        if (!mind.isEmpty()) {
            blocks.add(new Paragraph(mind));
        }
        return new Section("monthly-cost", "Monthly cost at " + traffic, blocks);
    }

    /** One sentence where nothing is known of any price; else one for each model, with what is known. */
    private static List<Claim> unpriced(Lineup lineup) {
        List<Claim> claims = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        boolean nothing = true;
        for (int model = 0; model < lineup.size(); model++) {
            claims.add(lineup.named(model).sum());
            evidence.addAll(lineup.model(model).routes().evidence());
            nothing &= lineup.model(model).routes().unpriced().claim().text().equals(RouteSheet.NO_PRICE);
        }
        return nothing
                ? List.of(new Claim(
                        "No price of " + lineup.allNames() + " is tracked, so no monthly cost is computed.", evidence))
                : claims;
    }

    private static boolean isDearerAtItsMaker(Lineup lineup) {
        boolean any = false;
        for (PreparedProfile model : lineup.models()) {
            any |= model.routes().isDearerAtItsMaker();
        }
        return any;
    }

    private static void add(List<Claim> claims, @Nullable Claim claim) {
        if (claim != null) {
            claims.add(claim);
        }
    }

    /** The sum written out: {@code 800M × $0.027 + 250M × $0.20 = $71.60}. */
    static Claim sum(PreparedProfile model, String name, Traffic traffic) {
        CheapestRoute cheapest = model.routes().cheapest();
        if (cheapest == null) {
            String why = model.routes().unpriced().claim().text();
            return new Claim(
                    why.equals(RouteSheet.NO_PRICE)
                            ? name + " has no tracked price, so no monthly cost."
                            : name + " has no price to rank, so no monthly cost: " + why + ".",
                    model.routes().evidence());
        }
        return Claim.of(
                name + " on " + cheapest.route().label() + ": " + Tokens.compact(traffic.inputTokens()) + " × "
                        + cheapest.inputText() + " + " + Tokens.compact(traffic.outputTokens()) + " × "
                        + cheapest.outputText() + " per 1M = " + cheapest.costText() + ".",
                cheapest.route().evidence());
    }

    private static void addGap(List<Claim> claims, Lineup lineup) {
        DecisionRow cost = lineup.row(Topic.COST);
        if (lineup.size() != 2 || cost == null || !cost.compares(0, 1)) {
            return;
        }
        List<Claim> cells = cost.claims();
        if (cost.best() < 0) {
            claims.add(Claim.resting("Both cost the same: " + cost.text(0) + ".", cells));
            return;
        }
        int low = cost.best();
        BigDecimal gap = amount(lineup, 1 - low).subtract(amount(lineup, low));
        claims.add(Claim.resting(
                lineup.name(low) + " has the lower estimate, by " + Usd.cost(gap) + " a month ("
                        + new Cheaper(amount(lineup, low), amount(lineup, 1 - low)).text() + ").",
                cells));
    }

    private static BigDecimal amount(Lineup lineup, int model) {
        CheapestRoute cheapest = lineup.model(model).routes().cheapest();
        return cheapest == null ? BigDecimal.ZERO : cheapest.cost();
    }

    static @Nullable Claim freeRoutes(PreparedProfile model, String name) {
        List<String> free = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        for (Route route : model.routes().all()) {
            if (route.isLive() && route.offer().terms() == Terms.FREE) {
                free.add(route.label());
                evidence.add(route.evidence());
            }
        }
        return model.routes().cheapest() == null || free.isEmpty()
                ? null
                : new Claim(
                        name + " is also free on " + Grammar.shortList(free) + ", which is not ranked as a price.",
                        evidence);
    }

    /** What the cheapest route prices and the sum leaves out. */
    static @Nullable Claim leftOut(PreparedProfile model, String name) {
        CheapestRoute cheapest = model.routes().cheapest();
        if (cheapest == null) {
            return null;
        }
        Set<String> leftOut = new LinkedHashSet<>();
        cheapest.route().offer().rates().forEach(rate -> {
            if (rate.tier() != ServiceTier.STANDARD) {
                leftOut.add(RateText.tier(rate.tier()) + " requests");
            } else if (rate.minPromptTokens() != null) {
                leftOut.add("long prompts");
            } else if (rate.window() != null) {
                leftOut.add("other hours");
            } else if (rate.component() != Component.INPUT && rate.component() != Component.OUTPUT) {
                leftOut.add(RateText.component(rate.component()));
            }
        });
        return leftOut.isEmpty()
                ? null
                : Claim.of(
                        "Not in the figure for " + name + ", though "
                                + cheapest.route().label() + " prices it apart: " + Grammar.list(List.copyOf(leftOut))
                                + ".",
                        cheapest.route().evidence());
    }

    private MonthlyCostSection() {}
}
