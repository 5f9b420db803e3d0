package dev.crosscheck.comparison.page;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The facts that the claims of a page refer to. A page refers to each of them many times over, so what is already
 * here costs one look.
 */
final class EvidenceUsed {

    private final List<PreparedProfile> models;
    private final BitSet[] ofModels;
    private final Map<String, Evidence> others = new HashMap<>();
    private final Function<String, Evidence> absent;

    /** @param absent finds what was noted as not known by its id */
    private EvidenceUsed(List<PreparedProfile> models, Function<String, Evidence> absent) {
        this.models = models;
        this.absent = absent;
        ofModels = new BitSet[models.size()];
        for (int model = 0; model < ofModels.length; model++) {
            ofModels[model] = new BitSet(models.get(model).evidence().size());
        }
    }

    static EvidenceUsed by(Lineup lineup) {
        return new EvidenceUsed(lineup.models(), lineup::absent);
    }

    /** The places of the facts behind a block that speaks of one model alone. */
    static BitSet behind(Block block, PreparedProfile model) {
        EvidenceUsed used = new EvidenceUsed(List.of(model), id -> {
            throw new IllegalStateException("evidence: " + id + " (expected: a fact of " + model.model() + ")");
        });
        used.add(block);
        return used.ofModels[0];
    }

    void addAll(Section section, Lineup lineup) {
        List<Block> blocks = section.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            if (!isOfOneModel(blocks.get(i), lineup)) {
                add(blocks.get(i));
            }
        }
    }

    /** What is behind such a block was found when its model was prepared. */
    private boolean isOfOneModel(Block block, Lineup lineup) {
        for (int model = 0; model < ofModels.length; model++) {
            BitSet behind = lineup.named(model).factsBehind(block);
            if (behind != null) {
                ofModels[model].or(behind);
                return true;
            }
        }
        return false;
    }

    private void add(Block block) {
        switch (block) {
            case Block.Paragraph paragraph -> addAll(paragraph.claims());
            case Block.Points points -> addAll(points.claims());
            case Block.Table table -> addRows(table.rows());
            case Block.Questions questions -> questions.questions().forEach(question -> addAll(question.answer()));
            case Block.Opinion _ -> {
                // An opinion carries its own source and rests on no fact of ours.
            }
        }
    }

    void addAll(List<Claim> claims) {
        for (int i = 0; i < claims.size(); i++) {
            add(claims.get(i));
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
        List<List<Evidence>> known = new ArrayList<>(models.size());
        for (PreparedProfile model : models) {
            known.add(model.evidence());
        }
        return new FactsById(known, ofModels, List.copyOf(others.values()));
    }

    /** The first by id of those that were read last; null if none was read. */
    @Nullable
    Evidence newest() {
        Evidence newest = null;
        for (int model = 0; model < ofModels.length; model++) {
            Evidence fact = models.get(model).dated().newest(ofModels[model]);
            if (newest == null || fact != null && DatedFacts.NEWEST_FIRST.compare(fact, newest) < 0) {
                newest = fact;
            }
        }
        return newest;
    }

    /** The first by id of those that were read first; null if none was read. */
    @Nullable
    Evidence oldest() {
        Evidence oldest = null;
        for (int model = 0; model < ofModels.length; model++) {
            Evidence fact = models.get(model).dated().oldest(ofModels[model]);
            if (oldest == null || fact != null && DatedFacts.OLDEST_FIRST.compare(fact, oldest) < 0) {
                oldest = fact;
            }
        }
        return oldest;
    }

    private void addRows(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            List<Cell> cells = rows.get(i).cells();
            for (int column = 0; column < cells.size(); column++) {
                add(cells.get(column).claim());
            }
            Claim note = rows.get(i).note();
            if (note != null) {
                add(note);
            }
        }
    }

    private void add(String id) {
        for (int model = 0; model < ofModels.length; model++) {
            int place = models.get(model).place(id);
            if (place >= 0) {
                ofModels[model].set(place);
                return;
            }
        }
        others.computeIfAbsent(id, absent);
    }
}
