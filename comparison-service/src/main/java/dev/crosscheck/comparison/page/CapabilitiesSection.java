package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Table;
import dev.crosscheck.event.catalog.ModelField;
import java.util.ArrayList;
import java.util.List;

/** What each model can do: yes, no, or not known; and where a route differs from its model. */
final class CapabilitiesSection {

    static List<Section> of(Lineup lineup) {
        List<Row> rows = new ArrayList<>();
        for (ModelField capability : ModelField.CAPABILITIES) {
            DecisionRow row = lineup.listed(capability);
            if (!Tables.isEmpty(row.marked())) {
                rows.add(Tables.row(FieldText.label(capability), row));
            }
        }
        List<Block> blocks = new ArrayList<>();
        if (!rows.isEmpty()) {
            blocks.add(new Table("Capabilities of " + lineup.allNames(), lineup.names(), rows));
        }
        for (int model = 0; model < lineup.size(); model++) {
            blocks.addAll(lineup.named(model).routeCapabilities());
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section("capabilities", "Capabilities", blocks));
    }

    private CapabilitiesSection() {}
}
