package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.comparison.page.Outcome.Verdict;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The answer of a page of two models, from its rows. */
record Verdicts(Claim sentence, Outcome outcome) {

    static Verdicts of(Lineup lineup) {
        Dominance first = lineup.dominance();
        List<String> missing = missing(lineup);
        Verdict verdict = kind(first);
        int winner = verdict == Verdict.DOMINATES ? (first.losses().isEmpty() ? 0 : 1) : -1;
        Claim sentence = switch (verdict) {
            case DOMINATES -> dominates(lineup, first, winner);
            case TRADE_OFF -> tradeOff(lineup, first, missing);
            case EQUIVALENT -> equivalent(lineup, first);
            case NOT_ENOUGH_EVIDENCE -> notEnough(lineup, first, missing);
        };
        return new Verdicts(
                sentence,
                outcome(
                        lineup,
                        verdict,
                        winner < 0 ? null : lineup.model(winner).model()));
    }

    static Outcome outcome(Lineup lineup, Verdict verdict, @Nullable String winner) {
        SortedMap<String, UsdPerMtok> blended = new TreeMap<>();
        SortedMap<String, BigDecimal> cost = new TreeMap<>();
        for (PreparedProfile model : lineup.models()) {
            CheapestRoute cheapest = model.routes().cheapest();
            Blend blend = model.routes().blend();
            if (cheapest != null && blend != null) {
                blended.put(model.model(), blend.price());
                cost.put(model.model(), cheapest.cost());
            }
        }
        return new Outcome(verdict, winner, cheaper(lineup), blended, cost, leaders(lineup), missingKinds(lineup));
    }

    private static @Nullable String cheaper(Lineup lineup) {
        DecisionRow cost = lineup.row(Topic.COST);
        return cost == null || cost.best() < 0
                ? null
                : lineup.model(cost.best()).model();
    }

    private static Map<String, String> leaders(Lineup lineup) {
        SortedMap<String, String> leaders = new TreeMap<>();
        for (DecisionRow row : lineup.rows(Topic.BENCHMARK)) {
            if (row.best() >= 0) {
                leaders.put(
                        row.id().substring(DecisionRow.BENCHMARK.length()),
                        lineup.model(row.best()).model());
            }
        }
        return leaders;
    }

    private static Verdict kind(Dominance first) {
        boolean wins = !first.wins().isEmpty();
        boolean losses = !first.losses().isEmpty();
        if (!first.has(Topic.COST) && !first.has(Topic.BENCHMARK)) {
            return Verdict.NOT_ENOUGH_EVIDENCE;
        }
        if (wins && losses) {
            return Verdict.TRADE_OFF;
        }
        if (!first.isEnough()) {
            return Verdict.NOT_ENOUGH_EVIDENCE;
        }
        return wins || losses ? Verdict.DOMINATES : Verdict.EQUIVALENT;
    }

    private static Claim dominates(Lineup lineup, Dominance first, int winner) {
        List<DecisionRow> won = winner == 0 ? first.wins() : first.losses();
        String ties = first.ties().isEmpty()
                ? ""
                : ", and is no worse on the "
                        + (first.ties().size() == 1
                                ? "other"
                                : "other " + first.ties().size());
        return claim(
                lineup.name(winner) + " dominates " + lineup.name(1 - winner) + ": it is better on " + won.size()
                        + " of " + Grammar.count(first.compared(), "comparable row", "comparable rows") + " ("
                        + Grammar.shortList(Dominance.labels(won)) + ")" + ties + ".",
                won,
                first.ties());
    }

    private static Claim tradeOff(Lineup lineup, Dominance first, List<String> missing) {
        List<String> evidence = behind(first.wins(), first.losses());
        if (!missing.isEmpty()) {
            evidence = new ArrayList<>(evidence);
            evidence.addAll(behindMissing(lineup));
        }
        return new Claim(
                "A trade-off: " + lineup.name(0) + " is better on "
                        + Grammar.shortList(Dominance.labels(first.wins())) + "; " + lineup.name(1)
                        + " on " + Grammar.shortList(Dominance.labels(first.losses())) + "." + notCompared(missing),
                evidence);
    }

    /** What a full answer lacks, as a sentence; empty if nothing. */
    static String notCompared(List<String> missing) {
        return missing.isEmpty() ? "" : " Not compared: there is " + Grammar.list(missing) + ".";
    }

    private static Claim equivalent(Lineup lineup, Dominance first) {
        return claim(
                lineup.name(0) + " and " + lineup.name(1) + " are equal on every row on which both are known: "
                        + Grammar.shortList(Dominance.labels(first.ties())) + ".",
                first.ties(),
                List.of());
    }

    private static Claim notEnough(Lineup lineup, Dominance first, List<String> missing) {
        List<String> leads = new ArrayList<>(2);
        if (!first.wins().isEmpty()) {
            leads.add(lineup.name(0) + " is better on " + Grammar.shortList(Dominance.labels(first.wins())));
        }
        if (!first.losses().isEmpty()) {
            leads.add(lineup.name(1) + " is better on " + Grammar.shortList(Dominance.labels(first.losses())));
        }
        String ahead = leads.isEmpty() ? "" : " On what is known, " + String.join("; ", leads) + ".";
        List<String> evidence = behindMissing(lineup);
        evidence.addAll(behind(first.wins(), first.losses()));
        return new Claim(
                "Not enough evidence for a verdict on " + lineup.name(0) + " and " + lineup.name(1) + ": "
                        + Grammar.list(missing) + "." + ahead,
                evidence);
    }

    /** The routes and scores that are known, none of which is what is missing. */
    private static List<String> behindMissing(Lineup lineup) {
        List<String> evidence = new ArrayList<>();
        for (int i = 0; i < lineup.size(); i++) {
            evidence.addAll(lineup.model(i).routes().evidence());
            evidence.add(
                    lineup.model(i).scores().isEmpty()
                            ? lineup.absent(i, "scores")
                            : lineup.model(i).scores().getFirst().evidence());
        }
        return evidence;
    }

    /** What a full answer would need and nobody has told us, in words. */
    static List<String> missing(Lineup lineup) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < lineup.size(); i++) {
            if (lineup.model(i).routes().cheapest() == null) {
                missing.add("no price to rank for " + lineup.name(i));
            }
        }
        if (lineup.rows(Topic.BENCHMARK).isEmpty()) {
            missing.add("no benchmark measured alike on " + (lineup.size() == 2 ? "both" : "any two of them"));
        }
        return missing;
    }

    /** The same for programs: {@code benchmark}, {@code price:llama-3-8b}, sorted. */
    private static List<String> missingKinds(Lineup lineup) {
        List<String> kinds = new ArrayList<>();
        for (PreparedProfile model : lineup.models()) {
            if (model.routes().cheapest() == null) {
                kinds.add("price:" + model.model());
            }
            if (!model.facts().isKnown(ModelField.CONTEXT_TOKENS)) {
                kinds.add("context:" + model.model());
            }
        }
        if (lineup.rows(Topic.BENCHMARK).isEmpty()) {
            kinds.add("benchmark");
        }
        kinds.sort(null);
        return kinds;
    }

    private static Claim claim(String text, List<DecisionRow> rows, List<DecisionRow> more) {
        return new Claim(text, behind(rows, more));
    }

    private static List<String> behind(List<DecisionRow> rows, List<DecisionRow> more) {
        List<Claim> claims = Dominance.claims(rows);
        claims.addAll(Dominance.claims(more));
        return FactIds.behind(claims);
    }
}
