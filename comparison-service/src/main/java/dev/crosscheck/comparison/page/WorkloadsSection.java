package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Points;
import dev.crosscheck.comparison.page.Block.Table;
import dev.crosscheck.comparison.page.Cell.Mark;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What growing workloads cost, and where the cheaper model changes. */
final class WorkloadsSection {

    static List<Section> of(Lineup lineup) {
        List<Row> rows = new ArrayList<>();
        for (Traffic traffic : lineup.policy().workloads()) {
            rows.add(row(lineup, traffic));
        }
        if (rows.stream().allMatch(Tables::isEmpty)) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table("US dollars a month, each on its cheapest route for that workload", lineup.names(), rows));
        if (lineup.size() == 2) {
            List<Claim> turns = TurningPoints.of(lineup);
            if (!turns.isEmpty()) {
                blocks.add(new Points("What changes the answer", turns));
            }
        }
        return List.of(new Section("workloads", "Workloads at scale", blocks));
    }

    private static Row row(Lineup lineup, Traffic traffic) {
        List<Cell> cells = new ArrayList<>();
        List<BigDecimal> costs = new ArrayList<>();
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
            if (cheapest != null) {
                costs.add(cheapest.cost());
            }
        }
        markLowest(lineup, traffic, cells, costs);
        return new Row(
                Tokens.compact(traffic.inputTokens()) + " in + " + Tokens.compact(traffic.outputTokens()) + " out",
                cells,
                null);
    }

    private static void markLowest(Lineup lineup, Traffic traffic, List<Cell> cells, List<BigDecimal> costs) {
        if (costs.size() < 2) {
            return;
        }
        BigDecimal lowest = costs.stream().min(BigDecimal::compareTo).orElseThrow();
        int best = -1;
        for (int model = 0; model < lineup.size(); model++) {
            CheapestRoute cheapest = lineup.model(model).routes().cheapest(traffic);
            if (cheapest != null && cheapest.cost().compareTo(lowest) == 0) {
                if (best >= 0) {
                    return;
                }
                best = model;
            }
        }
        cells.set(best, new Cell(cells.get(best).claim(), Mark.BEST));
    }

    private WorkloadsSection() {}
}
