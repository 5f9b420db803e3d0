package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.BenchmarkComparison.Shared;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.DecisionRow.Basis;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.catalog.ModelField;
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
    private final List<DecisionRow> workloads = new ArrayList<>();
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
        return Collections.unmodifiableList(rows);
    }

    /** The cost of each workload of the policy, whether it is counted or not. */
    List<DecisionRow> workloads() {
        return Collections.unmodifiableList(workloads);
    }

    /** What the models are listed with, whatever their cheapest routes serve. */
    Map<ModelField, DecisionRow> listed() {
        return Collections.unmodifiableMap(listed);
    }

    private void addPrices() {
        add(Topic.COST, "monthly-cost", "monthly cost", RouteSheet::costCell, CheapestRoute::byCost);
        add(Topic.INPUT_PRICE, "input-price", "input price", RouteSheet::inputCell, CheapestRoute::byInput);
        add(Topic.OUTPUT_PRICE, "output-price", "output price", RouteSheet::outputCell, CheapestRoute::byOutput);
    }

    private void add(
            Topic topic,
            String id,
            String label,
            Function<RouteSheet, Cell> cell,
            Function<CheapestRoute, Standing> standing) {
        Cell[] cells = new Cell[lineup.size()];
        @Nullable Standing[] standings = new Standing[lineup.size()];
        for (int model = 0; model < cells.length; model++) {
            RouteSheet routes = lineup.model(model).routes();
            CheapestRoute cheapest = routes.cheapest();
            cells[model] = cell.apply(routes);
            standings[model] = cheapest == null ? null : standing.apply(cheapest);
        }
        // Both prices are parts of the monthly cost.
        rows.add(new DecisionRow(topic, id, label, cells, standings, topic == Topic.COST ? null : rows.getFirst()));
    }

    /** A workload counts once more only where it turns the monthly cost around. */
    private void addWorkloads() {
        DecisionRow usual = rows.getFirst();
        for (int workload = 0; workload < lineup.policy().workloads().size(); workload++) {
            DecisionRow row = workload(workload, usual);
            workloads.add(row);
            if (row.best() != usual.best()) {
                rows.add(row);
            }
        }
    }

    /** The cost of a workload, best cell and all. */
    private DecisionRow workload(int workload, DecisionRow usual) {
        Traffic traffic = lineup.policy().workloads().get(workload);
        Cell[] cells = new Cell[lineup.size()];
        @Nullable Standing[] standings = new Standing[lineup.size()];
        for (int model = 0; model < cells.length; model++) {
            RouteSheet routes = lineup.model(model).routes();
            CheapestRoute cheapest = routes.cheapest(workload);
            cells[model] = routes.workloadCell(workload);
            standings[model] = cheapest == null ? null : cheapest.byCost();
        }
        return new DecisionRow(
                Topic.WORKLOAD,
                "workload:" + traffic.inputTokens() + "-" + traffic.outputTokens(),
                "cost at " + traffic.text(),
                cells,
                standings,
                usual);
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
            added.put(capability, add(Topic.CAPABILITY, capability, DecisionRow.idOf(capability), follows));
        }
    }

    /**
     * A row of what the cheapest routes serve, and where that is less than what the models are listed with,
     * another one of what they are listed with.
     */
    private DecisionRow add(Topic topic, ModelField field, String id, @Nullable DecisionRow follows) {
        boolean narrowed = false;
        Cell[] cells = new Cell[lineup.size()];
        @Nullable Standing[] standings = new Standing[lineup.size()];
        for (int model = 0; model < cells.length; model++) {
            PreparedProfile prepared = lineup.model(model);
            cells[model] = prepared.facts().cell(field);
            standings[model] = prepared.served().listed(field);
            narrowed |= prepared.served().isNarrowed(field);
        }
        String label = FieldText.inSentence(field);
        if (!narrowed) {
            DecisionRow row = new DecisionRow(topic, id, label, cells, standings, follows);
            listed.put(field, row);
            rows.add(row);
            return row;
        }
        listed.put(field, new DecisionRow(topic, id, label, cells, standings, null));
        DecisionRow row = served(topic, field, id, follows);
        rows.add(row);
        rows.add(new DecisionRow(topic, id, label + " as listed", cells, standings, Basis.LISTED, row));
        return row;
    }

    private DecisionRow served(Topic topic, ModelField field, String id, @Nullable DecisionRow follows) {
        Cell[] cells = new Cell[lineup.size()];
        @Nullable Standing[] standings = new Standing[lineup.size()];
        for (int model = 0; model < cells.length; model++) {
            Served served = lineup.model(model).served();
            cells[model] = served.servedCell(field);
            standings[model] = served.served(field);
        }
        String label = topic == Topic.CONTEXT ? "context" : FieldText.inSentence(field);
        return new DecisionRow(topic, id, label + " on the cheapest route", cells, standings, Basis.SERVED, follows);
    }

    private void addProviders() {
        Cell[] cells = new Cell[lineup.size()];
        @Nullable Standing[] standings = new Standing[lineup.size()];
        for (int model = 0; model < cells.length; model++) {
            RouteSheet routes = lineup.model(model).routes();
            cells[model] = routes.providersCell();
            standings[model] = routes.byProviders();
        }
        rows.add(new DecisionRow(Topic.PROVIDERS, "providers", "number of providers", cells, standings, null));
    }

    private void addBenchmark(Shared shared) {
        Cell[] cells = new Cell[lineup.size()];
        @Nullable Standing[] standings = new Standing[lineup.size()];
        Measured first = shared.first();
        int decimals = shared.decimals();
        for (int model = 0; model < cells.length; model++) {
            Measured score = shared.scores().get(model);
            if (score == null) {
                String absent = lineup.absent(
                        model, "score/" + first.score().benchmark().id());
                cells[model] = new Cell(Claim.of("not known", absent), Mark.MISSING);
            } else {
                cells[model] = new Cell(Claim.of(score.text(decimals), score.evidence()), Mark.PLAIN);
                standings[model] = score.standing();
            }
        }
        rows.add(new DecisionRow(
                Topic.BENCHMARK, DecisionRow.BENCHMARK + first.leaderKey(), shared.label(), cells, standings, null));
    }
}
