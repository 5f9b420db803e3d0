package dev.crosscheck.event.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.crosscheck.event.InvalidEventException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed in substance on the comparison page of two models.
 *
 * @param change   a number that grows with every change of any page; readers resume from it
 * @param first    the model that comes first in the page's address
 * @param second   the other one
 * @param changes  what is different now, never empty
 * @param causes   the events behind it, as far as the page tells
 * @param corrections those of the causes that took back an earlier word: the page had been wrong; the rest told of
 *                 something new
 * @param at       when the page was recomputed
 */
public record PageChanged(
        long change,
        String first,
        String second,
        List<Difference> changes,
        List<String> causes,
        List<String> corrections,
        Instant at) {

    public PageChanged {
        changes = List.copyOf(changes);
        causes = causes == null ? List.of() : List.copyOf(causes);
        corrections = corrections == null ? List.of() : List.copyOf(corrections);
        if (changes.isEmpty()) {
            throw new InvalidEventException("changes", changes, "at least one difference");
        }
    }

    /** Whether nothing but corrections is behind it: nothing has changed but what we know. */
    @JsonIgnore
    public boolean isCorrection() {
        return !causes.isEmpty() && corrections.containsAll(causes);
    }

    /** The Kafka key. */
    public String key() {
        return first + "/" + second;
    }

    /**
     * One thing that is different.
     *
     * @param what   such as {@code verdict}, {@code cheaper}, {@code monthly-cost-gap}, {@code leader:mmlu-pro}
     * @param before as the page had it; null if it had nothing to say
     * @param after  as it has it now; null if it has nothing to say any more
     */
    public record Difference(
            String what, @Nullable String before, @Nullable String after) {

        /** Written, a text without characters is left out; read, it is nothing. */
        public Difference {
            before = before == null || before.isEmpty() ? null : before;
            after = after == null || after.isEmpty() ? null : after;
        }
    }
}
