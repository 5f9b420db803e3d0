package dev.crosscheck.catalog.model;

import dev.crosscheck.catalog.claim.ClaimFold;
import dev.crosscheck.catalog.claim.ClaimHistory;
import dev.crosscheck.catalog.claim.HeldClaim;
import dev.crosscheck.catalog.claim.Recorded;
import dev.crosscheck.catalog.identity.ModelAliases;
import dev.crosscheck.catalog.score.Benchmarks;
import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.kit.problem.ProblemException;
import dev.crosscheck.kit.time.AsOf;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * States of the past, made again from the history at the time of asking.
 *
 * <p>Claims count by when they were true and when they were known; how to read a benchmark's numbers and
 * what sources call the model only by when it was known, for neither is a fact of a day.
 */
@Singleton
final class PastStates {

    private final ClaimHistory history;
    private final Benchmarks benchmarks;
    private final ModelAliases aliases;
    private final StateBuilder builder;
    private final DSLContext dsl;

    PastStates(ClaimHistory history, Benchmarks benchmarks, ModelAliases aliases, SourcePolicy policy, DSLContext dsl) {
        this.history = history;
        this.benchmarks = benchmarks;
        this.aliases = aliases;
        this.builder = new StateBuilder(policy);
        this.dsl = dsl;
    }

    /**
     * The state that held then. It was never published as such, so it carries the revision of today's,
     * beside which it was made.
     *
     * @throws ProblemException 404, if nothing that was said of the model was true and known then
     */
    ModelState find(HeldModel now, AsOf asOf) {
        return dsl.transactionResult(tx -> {
            // One look at all tables: an update that comes meanwhile is either in all of them or in none.
            tx.dsl().execute("set transaction isolation level repeatable read, read only");
            return find(tx.dsl(), now, asOf);
        });
    }

    private ModelState find(DSLContext tx, HeldModel now, AsOf asOf) {
        List<Recorded> said = history.recordedUntil(tx, now.id(), asOf);
        Collection<HeldClaim> held = ClaimFold.of(said, asOf);
        if (held.isEmpty()) {
            throw notKnown(tx, now.id(), said, asOf);
        }
        return builder.build(
                now.id(),
                now.revision(),
                held,
                benchmarks.recordedUntil(
                        tx,
                        held.stream()
                                .map(HeldClaim::benchmark)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()),
                        asOf),
                aliases.recordedUntil(tx, now.id(), asOf));
    }

    private ProblemException notKnown(DSLContext tx, String model, List<Recorded> said, AsOf asOf) {
        String met;
        if (said.isEmpty()) {
            met = "knownAt: " + asOf.knownAt() + " (expected: "
                    + history.firstRecorded(tx, model).map(Instant::toString).orElse("a later moment")
                    + " or later, when the first fact of " + model + " was recorded)";
        } else {
            Instant first = said.stream()
                    .map(one -> one.claim().provenance().validFrom())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            met = "asOf: " + asOf.validAt() + " (expected: " + first + " or later, since when a fact of " + model
                    + " is known)";
        }
        return ProblemException.notFound("not-known-then", "Nothing was known of it then", met);
    }
}
