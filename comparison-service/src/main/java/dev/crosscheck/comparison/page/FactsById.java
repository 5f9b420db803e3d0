package dev.crosscheck.comparison.page;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts in order of their ids, each found by its id. Most pages are stored and never asked for one: nothing is hashed. */
final class FactsById extends AbstractMap<String, Evidence> {

    private static final Comparator<Evidence> BY_ID = Comparator.comparing(Evidence::id);

    private final Evidence[] facts;

    /** @param facts whose ids differ; kept, and put in order */
    FactsById(Evidence[] facts) {
        // Runs that are in order by themselves: sorting is little more than laying them together.
        Arrays.sort(facts, BY_ID);
        this.facts = facts;
    }

    @Override
    public @Nullable Evidence get(@Nullable Object id) {
        int place = id instanceof String text ? place(text) : -1;
        return place < 0 ? null : facts[place];
    }

    @Override
    public boolean containsKey(@Nullable Object id) {
        return get(id) != null;
    }

    @Override
    public int size() {
        return facts.length;
    }

    @Override
    public List<Evidence> values() {
        return Collections.unmodifiableList(Arrays.asList(facts));
    }

    @Override
    public Set<Map.Entry<String, Evidence>> entrySet() {
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
}
