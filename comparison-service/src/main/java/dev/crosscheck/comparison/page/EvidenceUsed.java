package dev.crosscheck.comparison.page;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The facts that the claims of a page refer to. A page refers to each of them many times over, so what is already
 * here costs one look.
 */
final class EvidenceUsed {

    private static final Comparator<Evidence> BY_ID = Comparator.comparing(Evidence::id);

    private final Lineup lineup;
    private final List<BitSet> ofModels = new ArrayList<>();
    private final Map<String, Evidence> others = new TreeMap<>();

    EvidenceUsed(Lineup lineup) {
        this.lineup = lineup;
        for (int model = 0; model < lineup.size(); model++) {
            ofModels.add(new BitSet());
        }
    }

    void add(Block block) {
        switch (block) {
            case Block.Paragraph paragraph -> paragraph.claims().forEach(this::add);
            case Block.Points points -> points.claims().forEach(this::add);
            case Block.Table table -> table.rows().forEach(this::add);
            case Block.Questions questions ->
                questions.questions().forEach(question -> question.answer().forEach(this::add));
            case Block.Opinion _ -> {
                // An opinion carries its own source and rests on no fact of ours.
            }
        }
    }

    void add(Claim claim) {
        List<String> ids = claim.evidence();
        for (int i = 0; i < ids.size(); i++) {
            add(ids.get(i));
        }
    }

    /** In order of their ids. */
    Map<String, Evidence> byId() {
        List<Evidence> facts = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            List<Evidence> known = lineup.model(model).evidence();
            ofModels.get(model).stream().forEach(place -> facts.add(known.get(place)));
        }
        facts.addAll(others.values());
        // Runs that are in order by themselves: sorting is little more than laying them together.
        facts.sort(BY_ID);
        Map<String, Evidence> byId = LinkedHashMap.newLinkedHashMap(facts.size());
        facts.forEach(fact -> byId.put(fact.id(), fact));
        return Collections.unmodifiableMap(byId);
    }

    private void add(Row row) {
        for (Cell cell : row.cells()) {
            add(cell.claim());
        }
        Claim note = row.note();
        if (note != null) {
            add(note);
        }
    }

    private void add(String id) {
        for (int model = 0; model < lineup.size(); model++) {
            Integer place = lineup.model(model).place(id);
            if (place != null) {
                ofModels.get(model).set(place);
                return;
            }
        }
        others.computeIfAbsent(id, lineup::absent);
    }
}
