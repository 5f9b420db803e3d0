package dev.crosscheck.publisher.summary;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many events came to which end. */
public record Outcomes(Map<Outcome, Long> counts) {

    public static final Outcomes NONE = new Outcomes(Map.of());

    public Outcomes {
        Map<Outcome, Long> sorted = new EnumMap<>(Outcome.class);
        sorted.putAll(counts);
        counts = Collections.unmodifiableMap(sorted);
    }

    public long of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** How many events a service has taken. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public Outcomes plus(Outcomes other) {
        Map<Outcome, Long> sum = new EnumMap<>(Outcome.class);
        sum.putAll(counts);
        other.counts.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
        return new Outcomes(sum);
    }
}
