package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.BenchmarkComparison.Shared;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;

/** Why one model wins a row against another, with the figures of both. */
final class Advantage {

    /** @param row that one of two models wins */
    static Claim of(Lineup lineup, DecisionRow row) {
        int winner = row.best();
        int loser = 1 - winner;
        String text = switch (row.topic()) {
            case COST ->
                "At " + lineup.policy().traffic().text() + " a month it costs " + row.text(winner) + " against "
                        + row.text(loser) + ", " + cheaper(lineup, row.topic(), winner, loser) + ".";
            case INPUT_PRICE ->
                "Input costs " + price(lineup, row.topic(), winner) + " against "
                        + price(lineup, row.topic(), loser) + " per 1M tokens, "
                        + cheaper(lineup, row.topic(), winner, loser) + ".";
            case OUTPUT_PRICE ->
                "Output costs " + price(lineup, row.topic(), winner) + " against "
                        + price(lineup, row.topic(), loser) + " per 1M tokens, "
                        + cheaper(lineup, row.topic(), winner, loser) + ".";
            case WORKLOAD ->
                "The " + row.label() + " a month is " + row.text(winner) + " against " + row.text(loser) + ".";
            case CONTEXT -> number(row, "the context window holds ", winner, loser);
            case LONGEST_ANSWER -> number(row, "the longest answer is ", winner, loser);
            case PROVIDERS -> providers(lineup, winner, loser);
            case CAPABILITY -> capability(row, lineup.name(loser));
            case BENCHMARK ->
                row.label() + ": " + row.text(winner) + " against " + row.text(loser) + ", ahead by "
                        + shared(lineup, row).gap(winner, loser) + ".";
        };
        return Claim.resting(text, row.claims(winner));
    }

    private static String number(DecisionRow row, String what, int winner, int loser) {
        return switch (row.basis()) {
            case PLAIN -> Grammar.upperFirst(what) + row.text(winner) + " against " + row.text(loser) + ".";
            case SERVED -> "On the cheapest routes " + what + row.text(winner) + " against " + row.text(loser) + ".";
            case LISTED ->
                "As listed " + what + row.text(winner) + " against " + row.text(loser)
                        + ", though the cheapest route serves less.";
        };
    }

    private static String capability(DecisionRow row, String loser) {
        Ability ability = Ability.of(row.capability());
        return switch (row.basis()) {
            case PLAIN -> "It " + ability.does() + "; " + loser + " " + ability.doesNot() + ".";
            case SERVED -> "On the cheapest routes it " + ability.does() + "; " + loser + " " + ability.doesNot() + ".";
            case LISTED ->
                "As listed it " + ability.does() + ", though not on its cheapest route; " + loser + " "
                        + ability.doesNot() + ".";
        };
    }

    /** The scores behind a benchmark's row. */
    static Shared shared(Lineup lineup, DecisionRow row) {
        return lineup.benchmarks().comparable().get(lineup.rows(Topic.BENCHMARK).indexOf(row));
    }

    private static String providers(Lineup lineup, int winner, int loser) {
        int more = lineup.model(winner).routes().hosts().size();
        int fewer = lineup.model(loser).routes().hosts().size();
        return Grammar.upperFirst(Grammar.count(more, "provider serves", "providers serve")) + " it against "
                + (fewer == 0 ? "none" : fewer == 1 ? "one" : Integer.toString(fewer))
                + (lineup.model(winner).routes().others().isEmpty()
                                && lineup.model(loser).routes().others().isEmpty()
                        ? ", resellers not counted."
                        : ", resellers and those of a kind not known not counted.");
    }

    private static String price(Lineup lineup, Topic topic, int model) {
        CheapestRoute cheapest = cheapest(lineup, model);
        return topic == Topic.INPUT_PRICE ? cheapest.inputText() : cheapest.outputText();
    }

    private static String cheaper(Lineup lineup, Topic topic, int winner, int loser) {
        return new Cheaper(amount(lineup, topic, winner), amount(lineup, topic, loser)).text();
    }

    private static BigDecimal amount(Lineup lineup, Topic topic, int model) {
        CheapestRoute cheapest = cheapest(lineup, model);
        UsdPerMtok price = topic == Topic.INPUT_PRICE ? cheapest.input() : cheapest.output();
        return topic == Topic.COST ? cheapest.cost() : price.amount();
    }

    private static CheapestRoute cheapest(Lineup lineup, int model) {
        CheapestRoute cheapest = lineup.model(model).routes().cheapest();
        if (cheapest == null) {
            throw new IllegalStateException("a price row was won without a price");
        }
        return cheapest;
    }

    private Advantage() {}
}
