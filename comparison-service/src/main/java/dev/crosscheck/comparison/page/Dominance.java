package dev.crosscheck.comparison.page;

import java.util.ArrayList;
import java.util.List;

/**
 * How one model stands against another over the rows that count between them.
 *
 * @param wins   rows that the first one wins
 * @param losses rows that the other one wins
 * @param ties   rows on which neither is better
 */
record Dominance(List<DecisionRow> wins, List<DecisionRow> losses, List<DecisionRow> ties) {

    static Dominance of(List<DecisionRow> rows, int one, int other) {
        List<DecisionRow> wins = new ArrayList<>();
        List<DecisionRow> losses = new ArrayList<>();
        List<DecisionRow> ties = new ArrayList<>();
        for (DecisionRow row : rows) {
            if (row.counts(one, other)) {
                (row.beats(one, other) ? wins : row.beats(other, one) ? losses : ties).add(row);
            }
        }
        return new Dominance(wins, losses, ties);
    }

    /** Rows that count. */
    int compared() {
        return wins.size() + losses.size() + ties.size();
    }

    /** Whether a verdict can rest on it: what a model costs, and how well it does in one measured way. */
    boolean isEnough() {
        return has(DecisionRow.Topic.COST) && has(DecisionRow.Topic.BENCHMARK);
    }

    boolean has(DecisionRow.Topic topic) {
        return has(wins, topic) || has(losses, topic) || has(ties, topic);
    }

    /** The rows as a sentence names them. */
    static List<String> labels(List<DecisionRow> rows) {
        List<String> labels = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            labels.add(rows.get(i).phrase());
        }
        return labels;
    }

    /** What their cells say. */
    static List<Claim> claims(List<DecisionRow> rows) {
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            claims.addAll(rows.get(i).claims());
        }
        return claims;
    }

    private static boolean has(List<DecisionRow> rows, DecisionRow.Topic topic) {
        for (DecisionRow row : rows) {
            if (row.topic() == topic) {
                return true;
            }
        }
        return false;
    }
}
