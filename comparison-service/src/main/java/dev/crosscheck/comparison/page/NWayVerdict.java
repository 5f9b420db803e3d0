package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Paragraph;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.comparison.page.Outcome.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Which of several models dominate which others, and the answer that follows. */
final class NWayVerdict {

    static Verdicts of(Lineup lineup) {
        int winner = winner(lineup);
        if (winner >= 0) {
            return new Verdicts(
                    claim(
                            lineup.name(winner) + " dominates "
                                    + (lineup.size() == 2
                                            ? lineup.name(1 - winner)
                                            : "all " + (lineup.size() - 1) + " others")
                                    + ": no worse on any row on which it can be compared, and better on at least one.",
                            lineup),
                    Verdicts.outcome(
                            lineup, Verdict.DOMINATES, lineup.model(winner).model()));
        }
        List<String> leads = leads(lineup);
        if (leads.size() > 1 && isMeasured(lineup)) {
            return new Verdicts(
                    claim(
                            "A trade-off: " + String.join("; ", leads) + "."
                                    + Verdicts.notCompared(Verdicts.missing(lineup)),
                            lineup),
                    Verdicts.outcome(lineup, Verdict.TRADE_OFF, null));
        }
        if (isEnough(lineup) && leads.isEmpty() && allTie(lineup)) {
            return new Verdicts(
                    claim(Grammar.list(lineup.names()) + " are equal on every row on which they are known.", lineup),
                    Verdicts.outcome(lineup, Verdict.EQUIVALENT, null));
        }
        List<String> missing = Verdicts.missing(lineup);
        String why = missing.isEmpty()
                ? "no model is known on enough of the rows that others are known on"
                : Grammar.list(missing);
        return new Verdicts(
                claim(
                        "Not enough evidence for a verdict on " + Grammar.list(lineup.names()) + ": " + why + "."
                                + (leads.isEmpty() ? "" : " On what is known, " + String.join("; ", leads) + "."),
                        lineup),
                Verdicts.outcome(lineup, Verdict.NOT_ENOUGH_EVIDENCE, null));
    }

    /** A sentence for each model that dominates another one. */
    static List<Section> section(Lineup lineup) {
        List<Claim> claims = new ArrayList<>();
        for (int one = 0; one < lineup.size(); one++) {
            for (int other = 0; other < lineup.size(); other++) {
                Dominance over = Dominance.of(lineup.rows(), one, other);
                if (one != other && dominates(over)) {
                    List<Claim> rows = new ArrayList<>();
                    over.wins().forEach(row -> row.cells().forEach(cell -> rows.add(cell.claim())));
                    claims.add(Claim.resting(
                            lineup.name(one) + " dominates " + lineup.name(other) + ": better on "
                                    + Grammar.shortList(Dominance.labels(over.wins())) + ", no worse on any of "
                                    + Grammar.count(over.compared(), "comparable row", "comparable rows") + ".",
                            rows));
                }
            }
        }
        if (claims.isEmpty()) {
            claims.add(claim("None of " + Grammar.list(lineup.names()) + " dominates another.", lineup));
        }
        return List.of(new Section("dominance", "Who dominates whom", List.of(new Paragraph(claims))));
    }

    private static int winner(Lineup lineup) {
        for (int one = 0; one < lineup.size(); one++) {
            boolean all = true;
            for (int other = 0; other < lineup.size() && all; other++) {
                all = one == other || dominates(Dominance.of(lineup.rows(), one, other));
            }
            if (all) {
                return one;
            }
        }
        return -1;
    }

    private static boolean dominates(Dominance over) {
        return over.isEnough() && over.losses().isEmpty() && !over.wins().isEmpty();
    }

    /** Whether any two of them compare on cost or on a benchmark. */
    private static boolean isMeasured(Lineup lineup) {
        int priced = 0;
        for (PreparedProfile model : lineup.models()) {
            priced += model.routes().cheapest() == null ? 0 : 1;
        }
        return priced > 1 || !lineup.rows(Topic.BENCHMARK).isEmpty();
    }

    private static boolean isEnough(Lineup lineup) {
        return !lineup.rows(Topic.BENCHMARK).isEmpty()
                && Verdicts.missing(lineup).isEmpty();
    }

    private static boolean allTie(Lineup lineup) {
        for (int one = 0; one < lineup.size(); one++) {
            for (int other = 0; other < lineup.size(); other++) {
                if (!Dominance.of(lineup.rows(), one, other).wins().isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Such as {@code Mixtral 8x7B leads on monthly cost and context window}, for each model that leads a row alone. */
    private static List<String> leads(Lineup lineup) {
        List<String> leads = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            List<String> labels = new ArrayList<>();
            for (DecisionRow row : lineup.rows()) {
                if (row.isLedBy(model)) {
                    labels.add(row.phrase());
                }
            }
            if (!labels.isEmpty()) {
                leads.add(lineup.name(model) + " leads on " + Grammar.shortList(labels));
            }
        }
        return leads;
    }

    private static Claim claim(String text, Lineup lineup) {
        List<Claim> cells = new ArrayList<>();
        lineup.rows().forEach(row -> row.cells().forEach(cell -> cells.add(cell.claim())));
        return Claim.resting(text, cells);
    }

    private NWayVerdict() {}
}
