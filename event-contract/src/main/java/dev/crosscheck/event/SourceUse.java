package dev.crosscheck.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How much of what readers see is one source's word, and how old that is.
 *
 * @param source id
 * @param facts  how many of its facts are shown
 * @param newest when the newest of them was first read
 * @param oldest likewise
 */
public record SourceUse(String source, long facts, Instant newest, Instant oldest) {

    /** Counts by source, in order of id. */
    public static List<SourceUse> of(Stream<Provenance> shown) {
        Map<String, SourceUse> bySource = new TreeMap<>();
        shown.forEach(from -> bySource.merge(
                from.source().id(),
                new SourceUse(from.source().id(), 1, from.observedAt(), from.observedAt()),
                SourceUse::plus));
        return List.copyOf(bySource.values());
    }

    /** Both together; they are of one source. */
    public SourceUse plus(SourceUse other) {
        return new SourceUse(
                source,
                facts + other.facts,
                newest.isAfter(other.newest) ? newest : other.newest,
                oldest.isBefore(other.oldest) ? oldest : other.oldest);
    }
}
