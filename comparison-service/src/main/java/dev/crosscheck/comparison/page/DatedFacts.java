package dev.crosscheck.comparison.page;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.Provenance;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The facts of one model by the time at which they were read: a page dates itself by the newest and oldest it uses. */
final class DatedFacts {

    /** Of equal times the first by id. */
    static final Comparator<Evidence> OLDEST_FIRST =
            Comparator.comparing(DatedFacts::readAt).thenComparing(Evidence::id);

    static final Comparator<Evidence> NEWEST_FIRST =
            Comparator.comparing(DatedFacts::readAt).reversed().thenComparing(Evidence::id);

    private final List<Evidence> facts;

    /** Places of those that were read at all. */
    private final int[] oldestFirst;

    private final int[] newestFirst;

    private DatedFacts(List<Evidence> facts) {
        this.facts = facts;
        oldestFirst = places(OLDEST_FIRST);
        newestFirst = places(NEWEST_FIRST);
    }

    static DatedFacts of(List<Evidence> facts) {
        return new DatedFacts(facts);
    }

    /**
     * @param used places of the facts that count
     * @return null if none of them was read: it is not known
     */
    @Nullable
    Evidence newest(BitSet used) {
        return first(newestFirst, used);
    }

    /** As {@link #newest}. */
    @Nullable
    Evidence oldest(BitSet used) {
        return first(oldestFirst, used);
    }

    private @Nullable Evidence first(int[] places, BitSet used) {
        for (int place : places) {
            if (used.get(place)) {
                return facts.get(place);
            }
        }
        return null;
    }

    private int[] places(Comparator<Evidence> order) {
        return IntStream.range(0, facts.size())
                .filter(place -> facts.get(place).provenance() != null)
                .boxed()
                .sorted(Comparator.comparing(facts::get, order))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static Instant readAt(Evidence fact) {
        Provenance provenance = requireNonNull(fact.provenance(), fact::id);
        return provenance.observedAt();
    }
}
