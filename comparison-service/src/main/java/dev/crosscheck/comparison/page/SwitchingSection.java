package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Paragraph;
import dev.crosscheck.comparison.page.Block.Points;
import dev.crosscheck.event.catalog.ModelField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What moving from one model to the other changes, in both directions. */
final class SwitchingSection {

    private static final String PER_MTOK = " per 1M tokens";

    static List<Section> of(Lineup lineup) {
        List<Block> blocks = new ArrayList<>();
        addOverlap(blocks, lineup);
        for (int from = 0; from < 2; from++) {
            List<Claim> changes = changes(lineup, from, 1 - from);
            if (!changes.isEmpty()) {
                blocks.add(new Points("From " + lineup.name(from) + " to " + lineup.name(1 - from), changes));
            }
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section("switching", "Switch friction", blocks));
    }

    private static void addOverlap(List<Block> blocks, Lineup lineup) {
        Map<String, Route> first = lineup.model(0).routes().liveByProvider();
        Map<String, Route> second = lineup.model(1).routes().liveByProvider();
        if (first.isEmpty() || second.isEmpty()) {
            return;
        }
        List<String> shared = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        first.forEach((provider, route) -> {
            Route other = second.get(provider);
            if (other != null) {
                shared.add(route.provider() + (route.isReseller() ? " (reseller)" : ""));
                evidence.add(route.evidence());
                evidence.add(other.evidence());
            }
        });
        if (shared.isEmpty()) {
            first.values().forEach(route -> evidence.add(route.evidence()));
            second.values().forEach(route -> evidence.add(route.evidence()));
        }
        blocks.add(new Paragraph(List.of(new Claim(
                shared.isEmpty()
                        ? "No tracked provider has a live route to both " + lineup.name(0) + " and " + lineup.name(1)
                                + "."
                        : lineup.name(0) + " and " + lineup.name(1) + " are both live on " + Grammar.shortList(shared)
                                + ".",
                evidence))));
    }

    private static List<Claim> changes(Lineup lineup, int from, int to) {
        List<Claim> changes = new ArrayList<>();
        addPrices(changes, lineup, from, to);
        addSize(changes, lineup, ModelField.CONTEXT_TOKENS, from, to);
        addSize(changes, lineup, ModelField.MAX_OUTPUT_TOKENS, from, to);
        addServed(changes, lineup, ModelField.CONTEXT_TOKENS, from, to);
        addServed(changes, lineup, ModelField.MAX_OUTPUT_TOKENS, from, to);
        addCapabilities(changes, lineup, from, to);
        addLacking(changes, lineup, from, to);
        addLicence(changes, lineup, from, to);
        return changes;
    }

    private static void addPrices(List<Claim> changes, Lineup lineup, int from, int to) {
        CheapestRoute before = lineup.model(from).routes().cheapest();
        CheapestRoute after = lineup.model(to).routes().cheapest();
        if (before == null || after == null) {
            return;
        }
        List<String> evidence =
                FactIds.of(before.route().evidence(), after.route().evidence());
        String cost = "The monthly cost at " + lineup.policy().traffic().text();
        addMove(changes, cost, before.costAmount(), after.costAmount(), "", evidence);
        addMove(changes, "The price of input", before.inputAmount(), after.inputAmount(), PER_MTOK, evidence);
        addMove(changes, "The price of output", before.outputAmount(), after.outputAmount(), PER_MTOK, evidence);
    }

    private static void addMove(
            List<Claim> changes, String what, Amount was, Amount is, String unit, List<String> evidence) {
        int move = is.usd().compareTo(was.usd());
        // A move too small to show would read as none: from $1,250 to about $1,250.
        if (move != 0 && !was.rounded().equals(is.rounded())) {
            changes.add(new Claim(
                    what + (move < 0 ? " falls by " : " rises by ")
                            + Usd.cost(is.usd().subtract(was.usd()).abs()) + ", from " + was.text() + " to " + is.text()
                            + unit
                            + ".",
                    evidence));
        }
    }

    private static void addSize(List<Claim> changes, Lineup lineup, ModelField field, int from, int to) {
        DecisionRow row = lineup.listed(field);
        if (row.beats(from, to) || row.beats(to, from)) {
            changes.add(Claim.resting(
                    "The " + row.label() + " " + (row.beats(to, from) ? "grows" : "shrinks") + " from " + row.text(from)
                            + " to " + row.text(to) + ".",
                    row.claims(from)));
        }
    }

    /** What changes from cheapest route to cheapest route, where both say it and one is less than its model. */
    private static void addServed(List<Claim> changes, Lineup lineup, ModelField field, int from, int to) {
        CheapestRoute before = lineup.model(from).routes().cheapest();
        CheapestRoute after = lineup.model(to).routes().cheapest();
        if (before == null
                || after == null
                || !lineup.model(from).served().isNarrowed(field)
                        && !lineup.model(to).served().isNarrowed(field)) {
            return;
        }
        if (lineup.model(from).served().contradicting(field).contains(before.route())
                || lineup.model(to).served().contradicting(field).contains(after.route())) {
            return;
        }
        Long was = Served.number(before.route(), field);
        Long is = Served.number(after.route(), field);
        if (was != null && is != null && !was.equals(is)) {
            changes.add(Claim.of(
                    "On the cheapest routes the " + FieldText.inSentence(field) + (is > was ? " grows" : " shrinks")
                            + " from " + Tokens.counted(was) + " on "
                            + before.route().label() + " to "
                            + Tokens.counted(is) + " on " + after.route().label() + ".",
                    before.route().evidence(),
                    after.route().evidence()));
        }
    }

    /** What is lost with the cheapest route although the model has it. */
    private static void addLacking(List<Claim> changes, Lineup lineup, int from, int to) {
        CheapestRoute after = lineup.model(to).routes().cheapest();
        List<String> lacking = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        for (ModelField capability : lineup.model(to).served().lacking()) {
            Standing before = lineup.model(from).served().served(capability);
            if (after != null && before != null && before.low().signum() > 0) {
                lacking.add(FieldText.inSentence(capability));
                evidence.add(lineup.model(from).facts().evidence(capability));
                evidence.add(lineup.model(to).facts().evidence(capability));
            }
        }
        if (after != null && !lacking.isEmpty()) {
            evidence.add(after.route().evidence());
            changes.add(new Claim(
                    after.route().label() + ", the cheapest route to " + lineup.name(to) + ", lacks "
                            + Grammar.list(lacking) + ", which " + lineup.name(from) + " has.",
                    evidence));
        }
    }

    private static void addCapabilities(List<Claim> changes, Lineup lineup, int from, int to) {
        List<DecisionRow> gained = new ArrayList<>();
        List<DecisionRow> lost = new ArrayList<>();
        List<DecisionRow> unsure = new ArrayList<>();
        for (ModelField capability : ModelField.CAPABILITIES) {
            DecisionRow row = lineup.listed(capability);
            if (row.beats(to, from)) {
                gained.add(row);
            } else if (row.beats(from, to)) {
                lost.add(row);
            } else if (!lineup.model(to).facts().isKnown(capability) && "yes".equals(row.text(from))) {
                unsure.add(row);
            }
        }
        if (!gained.isEmpty()) {
            changes.add(claim(lineup.name(to) + " adds ", gained, ".", from));
        }
        if (!lost.isEmpty()) {
            changes.add(claim(lineup.name(to) + " lacks ", lost, ".", from));
        }
        if (!unsure.isEmpty()) {
            changes.add(claim("Whether " + lineup.name(to) + " keeps ", unsure, " is not known.", from));
        }
    }

    private static Claim claim(String before, List<DecisionRow> rows, String after, int from) {
        List<String> labels = new ArrayList<>(rows.size());
        List<Claim> behind = new ArrayList<>(2 * rows.size());
        for (DecisionRow row : rows) {
            labels.add(row.label());
            behind.addAll(row.claims(from));
        }
        return Claim.resting(before + Grammar.list(labels) + after, behind);
    }

    private static void addLicence(List<Claim> changes, Lineup lineup, int from, int to) {
        FactSheet before = lineup.model(from).facts();
        FactSheet after = lineup.model(to).facts();
        if (before.isKnown(ModelField.LICENCE)
                && after.isKnown(ModelField.LICENCE)
                && !before.text(ModelField.LICENCE).equals(after.text(ModelField.LICENCE))) {
            changes.add(Claim.of(
                    "The licence changes from " + before.text(ModelField.LICENCE) + " to "
                            + after.text(ModelField.LICENCE) + ".",
                    before.evidence(ModelField.LICENCE),
                    after.evidence(ModelField.LICENCE)));
        }
    }

    private SwitchingSection() {}
}
