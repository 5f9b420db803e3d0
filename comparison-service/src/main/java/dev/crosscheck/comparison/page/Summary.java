package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.catalog.ModelField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader in a hurry needs: who they are, what they cost, what they hold, how they did. */
final class Summary {

    /** What makes two models different kinds of thing. */
    private static final List<ModelField> KINDS = List.of(ModelField.KIND, ModelField.QUANTISATION);

    static List<Claim> of(Lineup lineup) {
        List<Claim> claims = new ArrayList<>(OneModel.of(lineup));
        for (int model = 0; model < lineup.size(); model++) {
            add(claims, lineup.named(model).introduction());
        }
        add(claims, mixedKinds(lineup));
        add(claims, cost(lineup));
        add(claims, context(lineup));
        for (int model = 0; model < lineup.size(); model++) {
            add(claims, lineup.named(model).shortfall());
        }
        add(claims, benchmarks(lineup));
        return claims;
    }

    /** Such as {@code Llama 3.1 8B Instruct: instruct model by AI at Meta, 8B parameters, released 2024-07-23.} */
    static @Nullable Claim introduction(PreparedProfile model, String name) {
        FactSheet facts = model.facts();
        List<String> parts = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        if (facts.isKnown(ModelField.KIND) && !"other".equals(facts.value(ModelField.KIND))) {
            parts.add(facts.text(ModelField.KIND) + " model");
            evidence.add(facts.evidence(ModelField.KIND));
        }
        if (facts.isKnown(ModelField.MAKER)) {
            if (parts.isEmpty()) {
                parts.add("made by " + facts.text(ModelField.MAKER));
            } else {
                parts.set(0, parts.getFirst() + " by " + facts.text(ModelField.MAKER));
            }
            evidence.add(facts.evidence(ModelField.MAKER));
        }
        if (facts.isKnown(ModelField.PARAMETERS)) {
            parts.add(facts.text(ModelField.PARAMETERS) + " parameters");
            evidence.add(facts.evidence(ModelField.PARAMETERS));
        }
        if (facts.isKnown(ModelField.RELEASED)) {
            parts.add("released " + facts.text(ModelField.RELEASED));
            evidence.add(facts.evidence(ModelField.RELEASED));
        }
        return parts.isEmpty() ? null : new Claim(name + ": " + String.join(", ", parts) + ".", evidence);
    }

    /** Base and instruct weights, or a maker's precision and a quantised one, are different kinds of thing. */
    private static @Nullable Claim mixedKinds(Lineup lineup) {
        if (lineup.size() != 2) {
            return null;
        }
        FactSheet first = lineup.model(0).facts();
        FactSheet second = lineup.model(1).facts();
        for (ModelField field : KINDS) {
            String one = first.value(field);
            String other = second.value(field);
            if (one != null && other != null && !one.equals(other)) {
                return Claim.of(
                        "The two differ in " + FieldText.inSentence(field) + ": " + lineup.name(0) + " is "
                                + first.text(field) + ", " + lineup.name(1) + " " + second.text(field) + ".",
                        first.evidence(field),
                        second.evidence(field));
            }
        }
        return null;
    }

    private static @Nullable Claim cost(Lineup lineup) {
        DecisionRow row = lineup.row(Topic.COST);
        if (row == null || lineup.size() != 2 || !row.compares(0, 1)) {
            return null;
        }
        int low = Math.max(row.best(), 0);
        String text = "At " + lineup.policy().traffic().text() + " a month, "
                + (row.best() < 0
                        ? "both cost " + row.text(0) + "."
                        : lineup.name(low) + " costs " + priced(lineup, low) + " and " + lineup.name(1 - low) + " "
                                + priced(lineup, 1 - low) + ".");
        return Claim.resting(text, row.claims(low));
    }

    private static String priced(Lineup lineup, int model) {
        CheapestRoute cheapest = lineup.model(model).routes().cheapest();
        return cheapest == null
                ? "nothing known"
                : cheapest.costText() + " on " + cheapest.route().label();
    }

    private static @Nullable Claim context(Lineup lineup) {
        DecisionRow row = lineup.listed(ModelField.CONTEXT_TOKENS);
        if (lineup.size() != 2 || !row.compares(0, 1)) {
            return null;
        }
        int more = Math.max(row.best(), 0);
        String text = row.best() < 0
                ? "Both hold " + row.text(0) + "."
                : lineup.name(more) + " holds " + row.text(more) + ", " + lineup.name(1 - more) + " "
                        + row.text(1 - more) + ".";
        return Claim.resting(text, row.claims(more));
    }

    private static @Nullable Claim benchmarks(Lineup lineup) {
        List<DecisionRow> rows = lineup.rows(Topic.BENCHMARK);
        if (rows.isEmpty() || lineup.size() != 2) {
            return null;
        }
        int[] led = new int[2];
        for (DecisionRow row : rows) {
            if (row.best() >= 0) {
                led[row.best()]++;
            }
        }
        String of = " of " + rows.size() + " benchmarks measured alike";
        String text;
        if (rows.size() == 1) {
            text = rows.getFirst().best() < 0
                    ? lineup.name(0) + " and " + lineup.name(1) + " tie on the one benchmark measured alike."
                    : lineup.name(rows.getFirst().best()) + " leads on the one benchmark measured alike, "
                            + rows.getFirst().label() + ".";
        } else if (led[0] == 0 && led[1] == 0) {
            text = lineup.name(0) + " and " + lineup.name(1) + " tie on all " + rows.size()
                    + " benchmarks measured alike.";
        } else if (led[0] == 0 || led[1] == 0) {
            int leader = led[0] > 0 ? 0 : 1;
            text = lineup.name(leader) + " leads on " + led[leader] + of + ".";
        } else {
            text = lineup.name(0) + " leads on " + led[0] + " and " + lineup.name(1) + " on " + led[1] + of + ".";
        }
        return Claim.resting(text, Dominance.claims(rows));
    }

    private static void add(List<Claim> claims, @Nullable Claim claim) {
        if (claim != null) {
            claims.add(claim);
        }
    }

    private Summary() {}
}
