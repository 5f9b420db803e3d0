package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Points;
import dev.crosscheck.comparison.page.Block.Table;
import dev.crosscheck.event.catalog.ModelField;
import java.util.ArrayList;
import java.util.List;

/** What each model can do: yes, no, or not known; and where a route differs from its model. */
final class CapabilitiesSection {

    static List<Section> of(Lineup lineup) {
        List<Row> rows = new ArrayList<>();
        for (ModelField capability : ModelField.CAPABILITIES) {
            Row row = Tables.row(FieldText.label(capability), lineup.listed(capability));
            if (!Tables.isEmpty(row)) {
                rows.add(row);
            }
        }
        List<Block> blocks = new ArrayList<>();
        if (!rows.isEmpty()) {
            blocks.add(new Table("Capabilities of " + Grammar.list(lineup.names()), lineup.names(), rows));
        }
        for (int model = 0; model < lineup.size(); model++) {
            List<Claim> routes = lineup.model(model).routeCapabilities();
            if (!routes.isEmpty()) {
                blocks.add(new Points("Live routes that differ from " + lineup.name(model) + " as listed", routes));
            }
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section("capabilities", "Capabilities", blocks));
    }

    private CapabilitiesSection() {}
}
