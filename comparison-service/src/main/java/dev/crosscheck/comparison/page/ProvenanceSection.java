package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Points;
import java.util.ArrayList;
import java.util.List;

/** Who says all this, how old it is, where sources disagree, and what they took back. */
final class ProvenanceSection {

    static List<Section> of(Lineup lineup) {
        List<Block> blocks = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            List<Claim> sources = lineup.model(model).sources();
            if (!sources.isEmpty()) {
                blocks.add(new Points("Sources of " + lineup.name(model), sources));
            }
        }
        for (int model = 0; model < lineup.size(); model++) {
            List<Claim> conflicts = lineup.model(model).conflicts();
            if (!conflicts.isEmpty()) {
                blocks.add(new Points("Where sources disagree on " + lineup.name(model), conflicts));
            }
        }
        for (int model = 0; model < lineup.size(); model++) {
            List<Claim> corrections = lineup.model(model).corrections();
            if (!corrections.isEmpty()) {
                blocks.add(new Points("What was corrected of " + lineup.name(model), corrections));
            }
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section("provenance", "Sources and conflicts", blocks));
    }

    private ProvenanceSection() {}
}
