package dev.crosscheck.comparison.refresh;

import dev.crosscheck.comparison.pagestore.PageKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which pages a change touches. */
final class Pairs {

    /**
     * Every pair of a changed model and any other, each once. Pairs come one by one, since there can be
     * millions; hot ones first, the others model by model.
     *
     * @param changed models that changed
     * @param all     all models, in order of id
     * @param hot     pairs that readers wait for; those that no change touches are passed over
     */
    static Iterator<PageKey> touching(Set<String> changed, Collection<String> all, List<PageKey> hot) {
        Set<String> known = new HashSet<>(all);
        Set<PageKey> first = new LinkedHashSet<>();
        for (PageKey pair : hot) {
            boolean touched = changed.contains(pair.first()) || changed.contains(pair.second());
            if (touched && known.contains(pair.first()) && known.contains(pair.second())) {
                first.add(pair);
            }
        }
        Stream<PageKey> others = new TreeSet<>(changed)
                .stream()
                        .filter(known::contains)
                        .flatMap(model -> all.stream()
                                // A pair of two changed models comes with the one that is first.
                                .filter(other ->
                                        changed.contains(other) ? model.compareTo(other) < 0 : !other.equals(model))
                                .map(other -> PageKey.of(model, other)))
                        .filter(pair -> !first.contains(pair));
        return Stream.concat(first.stream(), others).iterator();
    }

    /** How many pairs there are of a changed model and any other, each counted once. */
    static long touched(long changed, long all) {
        long known = Math.min(changed, all);
        return known * (all - known) + known * (known - 1) / 2;
    }

    /** Every pair of a model from one set and a model from the other; the sets have none in common. */
    static Iterator<PageKey> between(Set<String> some, Set<String> others) {
        return some.stream()
                .flatMap(one -> others.stream().map(other -> PageKey.of(one, other)))
                .iterator();
    }

    /**
     * The next few pairs, in order of their keys.
     *
     * @return at most {@code size}; fewer if no more are left
     */
    static List<PageKey> next(Iterator<PageKey> pairs, int size) {
        Set<PageKey> chunk = new TreeSet<>();
        while (chunk.size() < size && pairs.hasNext()) {
            chunk.add(pairs.next());
        }
        return List.copyOf(chunk);
    }

    private Pairs() {}
}
