package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.FactsById;
import dev.crosscheck.comparison.page.Page;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The facts that one page rests on: those of its models by their places among these, and what it has beside them. */
final class FactsOnPage {

    private final Page page;
    private final List<ModelFacts> facts;
    private final List<BitSet> ofModels = new ArrayList<>();
    private final List<Evidence> others = new ArrayList<>();
    private final Map<String, Integer> otherPlaces = new HashMap<>();

    /** Places below this are those of the models' facts. */
    private final int ofModelsBelow;

    /** @param facts for each model of the page in order, or none */
    FactsOnPage(Page page, List<ModelFacts> facts) {
        this.page = page;
        this.facts = facts;
        if (page.evidence() instanceof FactsById made && made.isOf(lists(facts))) {
            takeOver(made);
        } else {
            find();
        }
        ofModelsBelow = ofModelsBelow(facts);
        int place = ofModelsBelow;
        for (Evidence fact : others) {
            otherPlaces.put(fact.id(), place++);
        }
    }

    /**
     * The models take turns, so that a fact of one has the same place whatever the other has, and the others come
     * behind the last of all.
     */
    static int ofModelsBelow(List<ModelFacts> facts) {
        int most = 0;
        for (ModelFacts known : facts) {
            most = Math.max(most, known.evidence().size());
        }
        return most * facts.size();
    }

    private static List<List<Evidence>> lists(List<ModelFacts> facts) {
        List<List<Evidence>> lists = new ArrayList<>(facts.size());
        for (ModelFacts known : facts) {
            lists.add(known.evidence());
        }
        return lists;
    }

    /** A page that was just made from these very facts knows their places. */
    private void takeOver(FactsById made) {
        for (int model = 0; model < facts.size(); model++) {
            ofModels.add(made.ofModel(model));
        }
        others.addAll(made.others());
    }

    private void find() {
        for (ModelFacts known : facts) {
            ofModels.add(new BitSet(known.evidence().size()));
        }
        for (Evidence fact : page.evidence().values()) {
            if (!isOfModel(fact)) {
                others.add(fact);
            }
        }
        others.sort(Comparator.comparing(Evidence::id));
    }

    private boolean isOfModel(Evidence fact) {
        for (int model = 0; model < facts.size(); model++) {
            if (page.models().get(model).id().equals(fact.model())) {
                int place = facts.get(model).place(fact.id());
                if (place < 0 || !facts.get(model).evidence().get(place).equals(fact)) {
                    return false;
                }
                ofModels.get(model).set(place);
                return true;
            }
        }
        return false;
    }

    /** Which of the facts of each model the page rests on, by their places. */
    List<BitSet> ofModels() {
        return ofModels;
    }

    /** What the page rests on beside them, in order of ids. */
    List<Evidence> others() {
        return others;
    }

    /**
     * Where a claim finds a fact: those of the models take turns, and the others come behind them.
     *
     * @throws IllegalArgumentException if the page does not rest on it
     */
    int place(String id) {
        for (int model = 0; model < facts.size(); model++) {
            int place = facts.get(model).place(id);
            if (place >= 0 && ofModels.get(model).get(place)) {
                return place * facts.size() + model;
            }
        }
        Integer other = otherPlaces.get(id);
        if (other == null) {
            throw new IllegalArgumentException("evidence: " + id + " (expected: one of the page's "
                    + page.evidence().size() + " facts)");
        }
        return other;
    }

    /** Of which model the fact at this place is; -1 if of none. */
    int model(int place) {
        return place < ofModelsBelow ? place % facts.size() : -1;
    }

    /** Where the fact at this place stands among those of its model. */
    int placeInModel(int place) {
        return place / facts.size();
    }

    /** The ids of the events that the page rests on. */
    Set<String> events() {
        Set<String> events = new HashSet<>();
        for (int model = 0; model < facts.size(); model++) {
            for (ModelFacts.Event event : facts.get(model).events()) {
                if (event.facts().intersects(ofModels.get(model))) {
                    events.add(event.id());
                }
            }
        }
        for (Evidence fact : others) {
            if (fact.provenance() != null) {
                events.add(fact.provenance().eventId());
            }
        }
        return events;
    }

    /** Those of them that took back an earlier word. */
    Set<String> corrections() {
        Set<String> corrections = new HashSet<>();
        for (int model = 0; model < facts.size(); model++) {
            for (ModelFacts.Event event : facts.get(model).events()) {
                if (event.corrected().intersects(ofModels.get(model))) {
                    corrections.add(event.id());
                }
            }
        }
        for (Evidence fact : others) {
            if (fact.provenance() != null && fact.provenance().correction()) {
                corrections.add(fact.provenance().eventId());
            }
        }
        return corrections;
    }
}
