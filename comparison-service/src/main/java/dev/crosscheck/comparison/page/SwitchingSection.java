package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Paragraph;
import dev.crosscheck.comparison.page.Block.Points;
import dev.crosscheck.event.catalog.ModelField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What moving from one model to the other changes, in both directions. */
final class SwitchingSection {

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
        Map<String, Route> first = liveByProvider(lineup.model(0).routes());
        Map<String, Route> second = liveByProvider(lineup.model(1).routes());
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

    private static Map<String, Route> liveByProvider(RouteSheet routes) {
        Map<String, Route> live = new LinkedHashMap<>();
        for (Route route : routes.all()) {
            if (route.isLive()) {
                live.putIfAbsent(route.offer().provider().id(), route);
            }
        }
        return live;
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
        addMove(
                changes,
                "The monthly cost at " + lineup.policy().traffic().text(),
                before.cost(),
                after.cost(),
                before,
                after,
                "");
        addMove(
                changes,
                "The price of input",
                before.input().amount(),
                after.input().amount(),
                before,
                after,
                " per 1M tokens");
        addMove(
                changes,
                "The price of output",
                before.output().amount(),
                after.output().amount(),
                before,
                after,
                " per 1M tokens");
    }

    private static void addMove(
            List<Claim> changes,
            String what,
            BigDecimal was,
            BigDecimal is,
            CheapestRoute before,
            CheapestRoute after,
            String unit) {
        int move = is.compareTo(was);
        // A move too small to show would read as none: from $1,250 to about $1,250.
        if (move != 0 && !Usd.rounded(was).equals(Usd.rounded(is))) {
            changes.add(Claim.of(
                    what + (move < 0 ? " falls by " : " rises by ")
                            + Usd.cost(is.subtract(was).abs()) + ", from " + Usd.cost(was) + " to " + Usd.cost(is)
                            + unit
                            + ".",
                    before.route().evidence(),
                    after.route().evidence()));
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
        List<String> gained = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        List<String> unsure = new ArrayList<>();
        List<Claim> gaining = new ArrayList<>();
        List<Claim> losing = new ArrayList<>();
        List<Claim> doubting = new ArrayList<>();
        for (ModelField capability : ModelField.CAPABILITIES) {
            DecisionRow row = lineup.listed(capability);
            List<Claim> both = row.claims(from);
            if (row.beats(to, from)) {
                gained.add(row.label());
                gaining.addAll(both);
            } else if (row.beats(from, to)) {
                lost.add(row.label());
                losing.addAll(both);
            } else if (!lineup.model(to).facts().isKnown(capability) && "yes".equals(row.text(from))) {
                unsure.add(row.label());
                doubting.addAll(both);
            }
        }
        if (!gained.isEmpty()) {
            changes.add(Claim.resting(lineup.name(to) + " adds " + Grammar.list(gained) + ".", gaining));
        }
        if (!lost.isEmpty()) {
            changes.add(Claim.resting(lineup.name(to) + " lacks " + Grammar.list(lost) + ".", losing));
        }
        if (!unsure.isEmpty()) {
            changes.add(Claim.resting(
                    "Whether " + lineup.name(to) + " keeps " + Grammar.list(unsure) + " is not known.", doubting));
        }
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
