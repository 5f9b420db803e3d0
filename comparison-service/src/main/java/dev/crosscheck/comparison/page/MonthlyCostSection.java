package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Paragraph;
import dev.crosscheck.comparison.page.Block.Table;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        if (lineup.models().stream().anyMatch(MonthlyCostSection::isDearerAtItsMaker)) {
            rows.add(Tables.row("On its maker's own route", lineup, MonthlyCostSection::atMaker));
        }
        List<Block> blocks = new ArrayList<>();
        List<Claim> sums = new ArrayList<>();
        if (rows.stream().allMatch(Tables::isEmpty)) {
            return new Section("monthly-cost", "Monthly cost at " + traffic, List.of(new Paragraph(unpriced(lineup))));
        }
        blocks.add(new Table("US dollars a month at " + traffic, lineup.names(), rows));
        for (int model = 0; model < lineup.size(); model++) {
            addSum(sums, lineup, model);
        }
        addGap(sums, lineup);
        if (!sums.isEmpty()) {
            blocks.add(new Paragraph(sums));
        }
        List<Claim> mind = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            RouteContext.addShortfall(mind, lineup, model);
            addFreeRoutes(mind, lineup, model);
            addLeftOut(mind, lineup, model);
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
            addSum(claims, lineup, model);
            evidence.addAll(lineup.model(model).routes().evidence());
            nothing &= lineup.model(model).routes().unpriced().claim().text().equals(RouteSheet.NO_PRICE);
        }
        return nothing
                ? List.of(new Claim(
                        "No price of " + Grammar.list(lineup.names()) + " is tracked, so no monthly cost is computed.",
                        evidence))
                : claims;
    }

    private static boolean isDearerAtItsMaker(PreparedProfile model) {
        CheapestRoute cheapest = model.routes().cheapest();
        CheapestRoute makers = model.routes().makers();
        return cheapest != null && makers != null && !makers.route().equals(cheapest.route());
    }

    private static Cell atMaker(PreparedProfile model) {
        CheapestRoute makers = model.routes().makers();
        return makers == null
                ? new Cell(new Claim(RouteSheet.NO_PRICE, model.routes().evidence()), Mark.MISSING)
                : new Cell(
                        Claim.of(
                                Usd.cost(makers.cost()) + " on "
                                        + makers.route().label() + ", "
                                        + Usd.exact(makers.input()) + " input and " + Usd.exact(makers.output())
                                        + " output per 1M",
                                makers.route().evidence()),
                        Mark.PLAIN);
    }

    /** The sum written out: {@code 800M × $0.027 + 250M × $0.20 = $71.60}. */
    private static void addSum(List<Claim> claims, Lineup lineup, int model) {
        CheapestRoute cheapest = lineup.model(model).routes().cheapest();
        if (cheapest == null) {
            String why = lineup.model(model).routes().unpriced().claim().text();
            claims.add(new Claim(
                    why.equals(RouteSheet.NO_PRICE)
                            ? lineup.name(model) + " has no tracked price, so no monthly cost."
                            : lineup.name(model) + " has no price to rank, so no monthly cost: " + why + ".",
                    lineup.model(model).routes().evidence()));
            return;
        }
        Traffic traffic = lineup.policy().traffic();
        claims.add(Claim.of(
                lineup.name(model) + " on " + cheapest.route().label() + ": "
                        + Tokens.compact(traffic.inputTokens()) + " × " + Usd.exact(cheapest.input()) + " + "
                        + Tokens.compact(traffic.outputTokens()) + " × " + Usd.exact(cheapest.output()) + " per 1M = "
                        + Usd.cost(cheapest.cost()) + ".",
                cheapest.route().evidence()));
    }

    private static void addGap(List<Claim> claims, Lineup lineup) {
        DecisionRow cost = lineup.row(Topic.COST);
        if (lineup.size() != 2 || cost == null || !cost.compares(0, 1)) {
            return;
        }
        List<Claim> cells =
                List.of(cost.cells().get(0).claim(), cost.cells().get(1).claim());
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

    private static void addFreeRoutes(List<Claim> claims, Lineup lineup, int model) {
        if (lineup.model(model).routes().cheapest() == null) {
            return;
        }
        List<Route> free = new ArrayList<>();
        for (Route route : lineup.model(model).routes().all()) {
            if (route.isLive() && route.offer().terms() == Terms.FREE) {
                free.add(route);
            }
        }
        if (!free.isEmpty()) {
            claims.add(new Claim(
                    lineup.name(model) + " is also free on "
                            + Grammar.shortList(free.stream().map(Route::label).toList())
                            + ", which is not ranked as a price.",
                    free.stream().map(Route::evidence).toList()));
        }
    }

    /** What the cheapest route prices and the sum leaves out. */
    private static void addLeftOut(List<Claim> claims, Lineup lineup, int model) {
        CheapestRoute cheapest = lineup.model(model).routes().cheapest();
        if (cheapest == null) {
            return;
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
        if (!leftOut.isEmpty()) {
            claims.add(Claim.of(
                    "Not in the figure for " + lineup.name(model) + ", though "
                            + cheapest.route().label() + " prices it apart: " + Grammar.list(List.copyOf(leftOut))
                            + ".",
                    cheapest.route().evidence()));
        }
    }

    private MonthlyCostSection() {}
}
