package dev.crosscheck.pricing.provider;

import java.util.Optional;

/** What a report of a provider means. Pure: it reads no clock, no database and no topic. */
public enum ProviderDecision {
    /** The source never spoke of this provider before. */
    FIRST,
    /** The provider is another one from now on. */
    CHANGE,
    /** What the source said before was wrong. */
    CORRECTION,
    /** It says again what it said. */
    UNCHANGED,
    /** A newer report came first: it enters the history only. */
    LATE;

    static ProviderDecision of(ProviderReport report, Optional<HeldReport> held) {
        if (held.isEmpty()) {
            return FIRST;
        }
        boolean same = report.provider().equals(held.get().report().provider());
        if (report.provenance().observedAt().isBefore(held.get().lastSeenAt())) {
            return same ? UNCHANGED : LATE;
        }
        if (same) {
            return UNCHANGED;
        }
        return report.correction() ? CORRECTION : CHANGE;
    }
}
