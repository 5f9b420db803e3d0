package dev.crosscheck.pricing.provider;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.PriceSheet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a source says now of a provider.
 *
 * @param report     the one since which it says so
 * @param lastSeenAt when it last said anything of it
 */
record HeldReport(ProviderReport report, Instant lastSeenAt) {

    private static final SourcePolicy.Reading<HeldReport> READING = new SourcePolicy.Reading<>(
            HeldReport::asLastSeen,
            HeldReport::lastSeenAt,
            (_, _) -> false,
            held -> held.report().provider().id(),
            _ -> false);

    /** Where it comes from, as of when the source last said so: of two equal sources the fresher one counts. */
    Provenance asLastSeen() {
        Provenance since = report.provenance();
        return new Provenance(since.source(), lastSeenAt, since.validFrom(), since.eventId());
    }

    /** What the source says once the report was taken in. */
    static HeldReport after(ProviderReport report, ProviderDecision decision, Optional<HeldReport> before) {
        Instant observedAt = report.provenance().observedAt();
        return switch (decision) {
            case FIRST, CHANGE, CORRECTION -> new HeldReport(report, observedAt);
            case UNCHANGED -> {
                HeldReport kept = before.orElseThrow();
                yield observedAt.isAfter(kept.lastSeenAt()) ? new HeldReport(kept.report(), observedAt) : kept;
            }
            case LATE -> before.orElseThrow();
        };
    }

    /** @param claims what each source says of one provider; at least one */
    static PriceSheet.Provider shown(List<HeldReport> claims, SourcePolicy policy) {
        return policy.choose(SourcePolicy.Subject.PROVIDER, claims, READING)
                .chosen()
                .report()
                .provider();
    }
}
