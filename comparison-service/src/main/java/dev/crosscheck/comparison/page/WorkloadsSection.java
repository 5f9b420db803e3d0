package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Points;
import dev.crosscheck.comparison.page.Block.Table;
import java.util.ArrayList;
import java.util.List;

/** What growing workloads cost, and where the cheaper model changes. */
final class WorkloadsSection {

    static List<Section> of(Lineup lineup) {
        List<Row> rows = new ArrayList<>();
        List<Traffic> workloads = lineup.policy().workloads();
        for (int i = 0; i < workloads.size(); i++) {
            rows.add(Tables.row(workloads.get(i).shortText(), lineup.workloads().get(i)));
        }
        if (Tables.areEmpty(rows)) {
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

    private WorkloadsSection() {}
}
