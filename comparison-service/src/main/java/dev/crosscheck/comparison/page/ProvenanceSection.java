package dev.crosscheck.comparison.page;

import java.util.ArrayList;
import java.util.List;

/** Who says all this, how old it is, where sources disagree, and what they took back. */
final class ProvenanceSection {

    static List<Section> of(Lineup lineup) {
        List<Block> blocks = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            blocks.addAll(lineup.named(model).sources());
        }
        for (int model = 0; model < lineup.size(); model++) {
            blocks.addAll(lineup.named(model).conflicts());
        }
        for (int model = 0; model < lineup.size(); model++) {
            blocks.addAll(lineup.named(model).corrections());
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section("provenance", "Sources and conflicts", blocks));
    }

    private ProvenanceSection() {}
}
