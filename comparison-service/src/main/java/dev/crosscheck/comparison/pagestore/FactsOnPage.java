package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Page;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The facts that one page rests on: those of its models by their places among these, and what it has beside them. */
final class FactsOnPage {

    private final Page page;
    private final List<ModelFacts> facts;
    private final List<BitSet> ofModels = new ArrayList<>();
    private final List<Evidence> others = new ArrayList<>();
    private final Map<String, Integer> otherPlaces = new HashMap<>();

    /** @param facts for each model of the page in order, or none */
    FactsOnPage(Page page, List<ModelFacts> facts) {
        this.page = page;
        this.facts = facts;
        int place = 0;
        for (ModelFacts known : facts) {
            ofModels.add(new BitSet(known.evidence().size()));
            place += known.evidence().size();
        }
        for (Evidence fact : page.evidence().values()) {
            if (!isOfModel(fact)) {
                others.add(fact);
            }
        }
        others.sort(Comparator.comparing(Evidence::id));
        for (Evidence fact : others) {
            otherPlaces.put(fact.id(), place++);
        }
    }

    private boolean isOfModel(Evidence fact) {
        for (int model = 0; model < facts.size(); model++) {
            if (page.models().get(model).id().equals(fact.model())) {
                int place = facts.get(model).place(fact.id());
                if (place < 0 || !isSame(facts.get(model).evidence().get(place), fact)) {
                    return false;
                }
                ofModels.get(model).set(place);
                return true;
            }
        }
        return false;
    }

    /** A page that was just made has the very facts of its models. */
    private static boolean isSame(Evidence known, Evidence fact) {
        return known == fact || known.equals(fact);
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
     * Where a claim finds a fact: among those of the first model, then the second's, then the others.
     *
     * @throws IllegalArgumentException if the page does not rest on it
     */
    int place(String id) {
        int before = 0;
        for (int model = 0; model < facts.size(); model++) {
            ModelFacts known = facts.get(model);
            int place = known.place(id);
            if (place >= 0 && ofModels.get(model).get(place)) {
                return before + place;
            }
            before += known.evidence().size();
        }
        Integer other = otherPlaces.get(id);
        if (other == null) {
            throw new IllegalArgumentException("evidence: " + id + " (expected: one of the page's "
                    + page.evidence().size() + " facts)");
        }
        return other;
    }
}
