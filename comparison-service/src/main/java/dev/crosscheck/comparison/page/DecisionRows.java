package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.BenchmarkComparison.Shared;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.catalog.ModelField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds everything that the models of a page can be ranked on. */
final class DecisionRows {

    private final Lineup lineup;
    private final List<DecisionRow> rows = new ArrayList<>();

    private DecisionRows(Lineup lineup) {
        this.lineup = lineup;
    }

    static List<DecisionRow> of(Lineup lineup) {
        DecisionRows rows = new DecisionRows(lineup);
        rows.addPrices();
        rows.addWorkloads();
        rows.addSizes();
        rows.addProviders();
        ModelField.CAPABILITIES.forEach(rows::addCapability);
        lineup.benchmarks().comparable().forEach(rows::addBenchmark);
        return List.copyOf(rows.rows);
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
        rows.add(new DecisionRow(topic, id, label, cells, standings));
    }

    /** The cost of a workload, best cell and all. */
    static DecisionRow workload(Lineup lineup, Traffic traffic) {
        List<Cell> cells = new ArrayList<>(lineup.size());
        List<@Nullable Standing> standings = new ArrayList<>(lineup.size());
        for (PreparedProfile model : lineup.models()) {
            CheapestRoute cheapest = model.routes().cheapest(traffic);
            cells.add(
                    cheapest == null
                            ? model.routes().unpriced()
                            : new Cell(
                                    Claim.of(
                                            Usd.cost(cheapest.cost()) + " on "
                                                    + cheapest.route().label(),
                                            cheapest.route().evidence()),
                                    Mark.PLAIN));
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
        int usual = rows.getFirst().best();
        for (Traffic traffic : lineup.policy().workloads()) {
            DecisionRow row = workload(lineup, traffic);
            if (row.best() != usual) {
                rows.add(row);
            }
        }
    }

    private void addSizes() {
        addNumber(Topic.CONTEXT, ModelField.CONTEXT_TOKENS);
        addNumber(Topic.LONGEST_ANSWER, ModelField.MAX_OUTPUT_TOKENS);
    }

    private void addNumber(Topic topic, ModelField field) {
        List<Cell> cells = new ArrayList<>(lineup.size());
        List<@Nullable Standing> standings = new ArrayList<>(lineup.size());
        for (PreparedProfile model : lineup.models()) {
            Long number = model.facts().number(field);
            cells.add(model.facts().cell(field));
            standings.add(number == null ? null : Standing.higherIsBetter(BigDecimal.valueOf(number)));
        }
        String label = FieldText.inSentence(field);
        rows.add(new DecisionRow(topic, label.replace(' ', '-'), label, cells, standings));
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
                            : Standing.higherIsBetter(
                                    BigDecimal.valueOf(routes.hosts().size())));
        }
        rows.add(new DecisionRow(Topic.PROVIDERS, "providers", "number of providers", cells, standings));
    }

    private void addCapability(ModelField capability) {
        List<Cell> cells = new ArrayList<>(lineup.size());
        List<@Nullable Standing> standings = new ArrayList<>(lineup.size());
        for (PreparedProfile model : lineup.models()) {
            Boolean has = model.facts().flag(capability);
            cells.add(model.facts().cell(capability));
            standings.add(has == null ? null : Standing.higherIsBetter(has ? BigDecimal.ONE : BigDecimal.ZERO));
        }
        rows.add(new DecisionRow(
                Topic.CAPABILITY, "capability:" + capability.id(), FieldText.inSentence(capability), cells, standings));
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
        String key = SettingText.key(first.score().setting());
        rows.add(new DecisionRow(
                Topic.BENCHMARK,
                "benchmark:" + first.score().benchmark().id()
                        + (key.isEmpty() ? "" : ":" + key.toLowerCase(Locale.ROOT)),
                shared.label(),
                cells,
                standings));
    }
}
