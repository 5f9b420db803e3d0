package dev.crosscheck.catalog.score;

import java.util.Optional;

/** What a definition of a benchmark means. */
public enum DefinitionDecision {
    NEW("new"),
    CHANGED("change"),
    CORRECTED("correction"),
    /** It reads as the one held. */
    UNCHANGED("unchanged"),
    /** A newer one is held. */
    LATE("late");

    private final String id;

    DefinitionDecision(String id) {
        this.id = id;
    }

    /** The word in tables and answers. */
    public String id() {
        return id;
    }

    /** Pure. The newest definition holds, whichever source gives it. */
    public static DefinitionDecision of(Benchmark defined, boolean correction, Optional<Benchmark> held) {
        if (held.isEmpty()) {
            return NEW;
        }
        if (defined.readsAs(held.get())) {
            return UNCHANGED;
        }
        if (defined.provenance().observedAt().isBefore(held.get().provenance().observedAt())) {
            return LATE;
        }
        return correction ? CORRECTED : CHANGED;
    }
}
