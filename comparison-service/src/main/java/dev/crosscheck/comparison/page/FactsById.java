package dev.crosscheck.comparison.page;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a page rests on, in order of their ids, each found by its id. Most pages are stored, and nobody asks
 * them for a fact: so they are kept by their places among the facts of each model, and laid out when somebody does.
 */
public final class FactsById extends AbstractMap<String, Evidence> {

    private static final Comparator<Evidence> BY_ID = Comparator.comparing(Evidence::id);

    private final List<List<Evidence>> models;
    private final BitSet[] ofModels;
    private final List<Evidence> others;

    /** Null until somebody asks; whoever is first of several finds the same as the others. */
    private volatile Evidence @Nullable [] inOrder;

    /**
     * @param models   the facts of each model in order of ids
     * @param ofModels which of them, by their places
     * @param others   beside them
     */
    FactsById(List<List<Evidence>> models, BitSet[] ofModels, List<Evidence> others) {
        this.models = models;
        this.ofModels = ofModels;
        this.others = others.stream().sorted(BY_ID).toList();
    }

    /** Whether places of facts are those among these very lists. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isOf(List<List<Evidence>> lists) {
        if (lists.size() != models.size()) {
            return false;
        }
        for (int model = 0; model < lists.size(); model++) {
            if (lists.get(model) != models.get(model)) {
                return false;
            }
        }
        return true;
    }

    /** The places of those that are facts of a model. */
    public BitSet ofModel(int model) {
        return ofModels[model];
    }

    /** Those that are not, in order of ids. */
    public List<Evidence> others() {
        return others;
    }

    @Override
    public @Nullable Evidence get(@Nullable Object id) {
        int place = id instanceof String text ? place(text) : -1;
        return place < 0 ? null : inOrder()[place];
    }

    @Override
    public boolean containsKey(@Nullable Object id) {
        return get(id) != null;
    }

    @Override
    public int size() {
        int size = others.size();
        for (BitSet ofModel : ofModels) {
            size += ofModel.cardinality();
        }
        return size;
    }

    @Override
    public List<Evidence> values() {
        return Collections.unmodifiableList(Arrays.asList(inOrder()));
    }

    @Override
    public Set<Map.Entry<String, Evidence>> entrySet() {
        Evidence[] facts = inOrder();
        return new AbstractSet<>() {

            @Override
            public Iterator<Map.Entry<String, Evidence>> iterator() {
                return Arrays.stream(facts)
                        .map(fact -> Map.entry(fact.id(), fact))
                        .iterator();
            }

            @Override
            public int size() {
                return facts.length;
            }
        };
    }

    private int place(String id) {
        Evidence[] facts = inOrder();
        int low = 0;
        int high = facts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = facts[middle].id().compareTo(id);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private Evidence[] inOrder() {
        Evidence[] found = inOrder;
        if (found == null) {
            found = findInOrder();
            inOrder = found;
        }
        return found;
    }

    private Evidence[] findInOrder() {
        Evidence[] facts = new Evidence[size()];
        int next = 0;
        for (int model = 0; model < ofModels.length; model++) {
            BitSet used = ofModels[model];
            for (int place = used.nextSetBit(0); place >= 0; place = used.nextSetBit(place + 1)) {
                facts[next++] = models.get(model).get(place);
            }
        }
        for (Evidence other : others) {
            facts[next++] = other;
        }
        // Runs that are in order by themselves: sorting is little more than laying them together.
        Arrays.sort(facts, BY_ID);
        return facts;
    }
}
