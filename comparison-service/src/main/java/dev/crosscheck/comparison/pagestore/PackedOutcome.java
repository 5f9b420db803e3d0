package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a page decided, as it stands beside the page to be held against what the next one decides.
 *
 * <p>A stored page is found by its models, so their ids need not be repeated: they are named by their place.
 */
final class PackedOutcome {

    /** In {@link #NAMED} models have their ids, as they have inside the page. */
    private static final int PLACED = 2;

    private static final int NAMED = 1;

    private static final String FIRST = "0";
    private static final String SECOND = "1";

    static byte[] write(Outcome outcome, PageKey key) {
        return CompactWriter.outcome(PLACED, renamed(outcome, id -> place(id, key)));
    }

    /**
     * Reads also what earlier versions wrote: with the models' ids, and the JSON of template versions up to 7.
     *
     * @throws IllegalArgumentException if the bytes are none of these
     */
    static Outcome read(byte[] bytes, PageKey key) {
        if (bytes.length > 0 && bytes[0] == '{') {
            return PageParser.outcome(bytes);
        }
        return bytes.length > 0 && bytes[0] == NAMED
                ? CompactReader.outcome(NAMED, bytes)
                : renamed(CompactReader.outcome(PLACED, bytes), place -> id(place, key));
    }

    private static String place(String id, PageKey key) {
        if (id.equals(key.first())) {
            return FIRST;
        }
        if (id.equals(key.second())) {
            return SECOND;
        }
        throw new IllegalArgumentException("model of the outcome: " + id + " (expected: one of " + key + ")");
    }

    private static String id(String place, PageKey key) {
        return switch (place) {
            case FIRST -> key.first();
            case SECOND -> key.second();
            default ->
                throw new IllegalArgumentException(
                        "model of the outcome: " + place + " (expected: " + FIRST + " or " + SECOND + ")");
        };
    }

    private static Outcome renamed(Outcome outcome, UnaryOperator<String> name) {
        return new Outcome(
                outcome.verdict(),
                renamed(outcome.winner(), name),
                renamed(outcome.cheaper(), name),
                renamed(outcome.blended(), name, Function.identity()),
                renamed(outcome.monthlyCost(), name, Function.identity()),
                renamed(outcome.leaders(), UnaryOperator.identity(), name),
                outcome.missing());
    }

    private static @Nullable String renamed(@Nullable String id, UnaryOperator<String> name) {
        return id == null ? null : name.apply(id);
    }

    private static <T> Map<String, T> renamed(Map<String, T> map, UnaryOperator<String> key, Function<T, T> value) {
        Map<String, T> renamed = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((id, what) -> renamed.put(key.apply(id), value.apply(what)));
        return renamed;
    }

    private PackedOutcome() {}
}
