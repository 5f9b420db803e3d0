package dev.crosscheck.pricing.provider;

import dev.crosscheck.event.Provenance;
import java.time.Instant;

/**
 * What a source says now of a provider.
 *
 * @param report     the one since which it says so
 * @param lastSeenAt when it last said anything of it
 */
record HeldReport(ProviderReport report, Instant lastSeenAt) {

    /** Where it comes from, as of when the source last said so: of two equal sources the fresher one counts. */
    Provenance asLastSeen() {
        Provenance since = report.provenance();
        return new Provenance(since.source(), lastSeenAt, since.validFrom(), since.eventId());
    }
}
