package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.BenchmarkComparison.Shared;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.DecisionRow.Basis;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.catalog.ModelField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds everything that the models of a page can be ranked on. */
final class DecisionRows {

    private final Lineup lineup;
    private final List<DecisionRow> rows = new ArrayList<>();
    private final Map<ModelField, DecisionRow> listed = new EnumMap<>(ModelField.class);

    private DecisionRows(Lineup lineup) {
        this.lineup = lineup;
    }

    static DecisionRows of(Lineup lineup) {
        DecisionRows rows = new DecisionRows(lineup);
        rows.addPrices();
        rows.addWorkloads();
        rows.addSizes();
        rows.addProviders();
        rows.addCapabilities();
        lineup.benchmarks().comparable().forEach(rows::addBenchmark);
        return rows;
    }

    /** Everything that can be ranked, in reading order. */
    List<DecisionRow> all() {
        return List.copyOf(rows);
    }

    /** What the models are listed with, whatever their cheapest routes serve. */
    Map<ModelField, DecisionRow> listed() {
        return Collections.unmodifiableMap(listed);
    }

    private void addPrices() {
        add(Topic.COST, "monthly-cost", "monthly cost", RouteSheet::costCell, CheapestRoute::cost);
        add(
                Topic.INPUT_PRICE,
                "input-price",
                "input price",
                RouteSheet::inputCell,
                route -> route.input().amount());
        add(
                Topic.OUTPUT_PRICE,
                "output-price",
                "output price",
                RouteSheet::outputCell,
                route -> route.output().amount());
    }

    private void add(
            Topic topic,
            String id,
            String label,
            Function<RouteSheet, Cell> cell,
            Function<CheapestRoute, BigDecimal> amount) {
        List<Cell> cells = new ArrayList<>(lineup.size());
        List<@Nullable Standing> standings = new ArrayList<>(lineup.size());
        for (PreparedProfile model : lineup.models()) {
            CheapestRoute cheapest = model.routes().cheapest();
            cells.add(cell.apply(model.routes()));
            standings.add(cheapest == null ? null : Standing.lowerIsBetter(amount.apply(cheapest)));
        }
        // Both prices are parts of the monthly cost.
        rows.add(new DecisionRow(topic, id, label, cells, standings)
                .following(topic == Topic.COST ? null : rows.getFirst()));
    }

    /** The cost of a workload, best cell and all. */
    static DecisionRow workload(Lineup lineup, Traffic traffic) {
        List<Cell> cells = new ArrayList<>(lineup.size());
        List<@Nullable Standing> standings = new ArrayList<>(lineup.size());
        for (PreparedProfile model : lineup.models()) {
            CheapestRoute cheapest = model.routes().cheapest(traffic);
            cells.add(model.routes().workloadCell(traffic));
            standings.add(cheapest == null ? null : Standing.lowerIsBetter(cheapest.cost()));
        }
        return new DecisionRow(
                Topic.WORKLOAD,
                "workload:" + traffic.inputTokens() + "-" + traffic.outputTokens(),
                "cost at " + traffic.text(),
                cells,
                standings);
    }

    /** A workload counts once more only where it turns the monthly cost around. */
    private void addWorkloads() {
        DecisionRow usual = rows.getFirst();
        for (Traffic traffic : lineup.policy().workloads()) {
            DecisionRow row = workload(lineup, traffic);
            if (row.best() != usual.best()) {
                rows.add(row.following(usual));
            }
        }
    }

    private void addSizes() {
        add(Topic.CONTEXT, ModelField.CONTEXT_TOKENS, "context-window", null);
        add(Topic.LONGEST_ANSWER, ModelField.MAX_OUTPUT_TOKENS, "longest-answer", null);
    }

    /** Images are a second kind of input, and calling a function is using a tool. */
    private void addCapabilities() {
        Map<ModelField, DecisionRow> added = new EnumMap<>(ModelField.class);
        for (ModelField capability : ModelField.CAPABILITIES) {
            DecisionRow follows = switch (capability) {
                case MULTIMODAL -> added.get(ModelField.VISION);
                case TOOL_USE -> added.get(ModelField.FUNCTION_CALLING);
                default -> null;
            };
            added.put(capability, add(Topic.CAPABILITY, capability, DecisionRow.CAPABILITY + capability.id(), follows));
        }
    }

    /**
     * A row of what the cheapest routes serve, and where that is less than what the models are listed with,
     * another one of what they are listed with.
     */
    private DecisionRow add(Topic topic, ModelField field, String id, @Nullable DecisionRow follows) {
        boolean narrowed = false;
        List<Cell> cells = new ArrayList<>(lineup.size());
        List<Cell> servedCells = new ArrayList<>(lineup.size());
        List<@Nullable Standing> standings = new ArrayList<>(lineup.size());
        List<@Nullable Standing> served = new ArrayList<>(lineup.size());
        for (PreparedProfile model : lineup.models()) {
            cells.add(model.facts().cell(field));
            servedCells.add(model.served().servedCell(field));
            standings.add(model.served().listed(field));
            served.add(model.served().served(field));
            narrowed |= model.served().isNarrowed(field);
        }
        String label = FieldText.inSentence(field);
        DecisionRow plain = new DecisionRow(topic, id, label, cells, standings);
        listed.put(field, plain);
        if (!narrowed) {
            DecisionRow row = plain.following(follows);
            rows.add(row);
            return row;
        }
        String onRoute = topic == Topic.CONTEXT ? "context" : label;
        DecisionRow row = new DecisionRow(
                topic, id, onRoute + " on the cheapest route", servedCells, served, Basis.SERVED, follows);
        rows.add(row);
        rows.add(new DecisionRow(topic, id, label + " as listed", cells, standings, Basis.LISTED, row));
        return row;
    }

    private void addProviders() {
        List<Cell> cells = new ArrayList<>(lineup.size());
        List<@Nullable Standing> standings = new ArrayList<>(lineup.size());
        for (PreparedProfile model : lineup.models()) {
            RouteSheet routes = model.routes();
            cells.add(routes.providersCell());
            standings.add(
                    routes.isEmpty()
                            ? null
                            : new Standing(
                                    BigDecimal.valueOf(routes.hosts().size()),
                                    BigDecimal.valueOf(routes.hosts().size()
                                            + routes.others().size())));
        }
        rows.add(new DecisionRow(Topic.PROVIDERS, "providers", "number of providers", cells, standings));
    }

    private void addBenchmark(Shared shared) {
        List<Cell> cells = new ArrayList<>(lineup.size());
        List<@Nullable Standing> standings = new ArrayList<>(lineup.size());
        Measured first = shared.first();
        int decimals = shared.decimals();
        for (int model = 0; model < lineup.size(); model++) {
            Measured score = shared.scores().get(model);
            if (score == null) {
                String absent = lineup.absent(
                        model, "score/" + first.score().benchmark().id());
                cells.add(new Cell(Claim.of("not known", absent), Mark.MISSING));
                standings.add(null);
            } else {
                cells.add(new Cell(Claim.of(score.text(decimals), score.evidence()), Mark.PLAIN));
                standings.add(score.standing());
            }
        }
        rows.add(new DecisionRow(
                Topic.BENCHMARK,
                "benchmark:"
                        + SettingText.leaderKey(
                                first.score().benchmark().id(), first.score().setting()),
                shared.label(),
                cells,
                standings));
    }
}
