package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Paragraph;
import dev.crosscheck.comparison.page.Block.Points;
import dev.crosscheck.event.catalog.ModelField;
import java.util.ArrayList;
import java.util.List;

/**
 * Reasons to choose one of two models. A reason is a row that one side wins, so that none can hold for
 * both. What differs without being better or worse is told apart and feeds no verdict.
 */
final class TradeOffsSection {

    private static final List<ModelField> UNRANKED = List.of(
            ModelField.KIND,
            ModelField.PARAMETERS,
            ModelField.ARCHITECTURE,
            ModelField.LICENCE,
            ModelField.OPENNESS,
            ModelField.COMMERCIAL_USE,
            ModelField.RELEASED,
            ModelField.KNOWLEDGE_CUTOFF);

    static List<Section> of(Lineup lineup) {
        List<Block> blocks = new ArrayList<>();
        Dominance first = lineup.dominance();
        if (first.compared() > 0) {
            blocks.add(new Points("Choose " + lineup.name(0) + " for", reasons(lineup, first, first.wins(), 0)));
            blocks.add(new Points("Choose " + lineup.name(1) + " for", reasons(lineup, first, first.losses(), 1)));
        }
        if (first.compared() > 0) {
            blocks.add(new Paragraph(counted(lineup, first)));
        }
        List<Claim> unranked = unranked(lineup);
        if (!unranked.isEmpty()) {
            blocks.add(new Points("Differences that rank neither", unranked));
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section("trade-offs", "Trade-offs", blocks));
    }

    /** Which rows count, and which do not because they only follow from one that does. */
    private static List<Claim> counted(Lineup lineup, Dominance compared) {
        List<DecisionRow> counted = new ArrayList<>();
        List<DecisionRow> following = new ArrayList<>();
        for (DecisionRow row : lineup.rows()) {
            if (row.counts(0, 1)) {
                counted.add(row);
            } else if (row.compares(0, 1)) {
                following.add(row);
            }
        }
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.resting(
                Grammar.upperFirst(Grammar.count(compared.compared(), "row is", "rows are")) + " counted: "
                        + Grammar.list(Dominance.labels(counted)) + ".",
                Dominance.claims(counted)));
        if (!following.isEmpty()) {
            claims.add(Claim.resting(
                    "Not counted a second time, since " + (following.size() == 1 ? "it follows" : "they follow")
                            + " from a row that is: " + Grammar.list(Dominance.labels(following)) + ".",
                    Dominance.claims(following)));
        }
        return claims;
    }

    private static List<Claim> reasons(Lineup lineup, Dominance compared, List<DecisionRow> won, int winner) {
        List<Claim> reasons = new ArrayList<>();
        for (DecisionRow row : won) {
            reasons.add(lineup.advantage(row));
        }
        if (reasons.isEmpty()) {
            List<Claim> behind = new ArrayList<>();
            behind.addAll(Dominance.claims(compared.wins()));
            behind.addAll(Dominance.claims(compared.losses()));
            behind.addAll(Dominance.claims(compared.ties()));
            reasons.add(Claim.resting(
                    "No row of this page is won by " + lineup.name(winner) + "; it was compared on "
                            + Grammar.count(compared.compared(), "row", "rows") + ".",
                    behind));
        }
        return reasons;
    }

    private static List<Claim> unranked(Lineup lineup) {
        FactSheet first = lineup.model(0).facts();
        FactSheet second = lineup.model(1).facts();
        List<Claim> differences = new ArrayList<>();
        for (ModelField field : UNRANKED) {
            if (first.isKnown(field)
                    && second.isKnown(field)
                    && !first.text(field).equals(second.text(field))) {
                differences.add(Claim.of(
                        FieldText.label(field) + ": " + first.text(field) + " for " + lineup.name(0) + ", "
                                + second.text(field) + " for " + lineup.name(1) + ".",
                        first.evidence(field),
                        second.evidence(field)));
            }
        }
        return differences;
    }

    private TradeOffsSection() {}
}
