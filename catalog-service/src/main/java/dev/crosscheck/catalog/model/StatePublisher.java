package dev.crosscheck.catalog.model;

import static java.util.stream.Collectors.groupingBy;

import dev.crosscheck.catalog.claim.HeldClaim;
import dev.crosscheck.catalog.identity.ModelAliases;
import dev.crosscheck.catalog.score.Benchmarks;
import dev.crosscheck.event.Encoded;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.kit.outbox.Outbox;
import dev.crosscheck.kit.outbox.Outgoing;
import dev.crosscheck.kit.outbox.RevisionFloor;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Publishes the whole state of models, each with the next revision. */
@Singleton
public final class StatePublisher {

    private static final String SOURCE = "/catalog";

    private final StateBuilder builder;
    private final Models models;
    private final ModelAliases aliases;
    private final Benchmarks benchmarks;
    private final Outbox outbox;
    private final RevisionFloor floor;

    public StatePublisher(
            SourcePolicy policy,
            Models models,
            ModelAliases aliases,
            Benchmarks benchmarks,
            Outbox outbox,
            RevisionFloor floor) {
        this.builder = new StateBuilder(policy);
        this.models = models;
        this.aliases = aliases;
        this.benchmarks = benchmarks;
        this.outbox = outbox;
        this.floor = floor;
    }

    /**
     * Publishes those of the models whose state differs from the one published last.
     *
     * @param locked models that {@code tx} holds
     * @param claims all that is held of them, as {@code tx} leaves it
     * @return how many were published
     */
    public int publishChanged(DSLContext tx, Collection<HeldModel> locked, Collection<HeldClaim> claims, Instant now) {
        return publish(tx, locked, claims, now, false, 0);
    }

    /**
     * Publishes all of these models: those whose state is as it was, with the revision they had.
     *
     * @param leastRevision revisions below it are lifted to it
     */
    int publishAll(
            DSLContext tx,
            Collection<HeldModel> locked,
            Collection<HeldClaim> claims,
            Instant now,
            long leastRevision) {
        return publish(tx, locked, claims, now, true, leastRevision);
    }

    private int publish(
            DSLContext tx,
            Collection<HeldModel> locked,
            Collection<HeldClaim> claims,
            Instant now,
            boolean evenUnchanged,
            long leastRevision) {
        Map<String, List<HeldClaim>> claimsOf =
                claims.stream().collect(groupingBy(claim -> claim.key().model()));
        Map<String, List<ModelAlias>> aliasesOf = new TreeMap<>();
        List<String> ids = locked.stream().map(HeldModel::id).toList();
        aliases.of(tx, List.of(), ids).forEach((alias, held) -> {
            if (held.linked()) {
                aliasesOf.computeIfAbsent(held.model(), _ -> new ArrayList<>()).add(alias);
            }
        });
        Map<String, ModelState.Benchmark> benchmarksById = new HashMap<>();
        benchmarks
                .of(
                        tx,
                        claims.stream()
                                .map(HeldClaim::benchmark)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()))
                .forEach((id, benchmark) -> benchmarksById.put(id, benchmark.published()));
        boolean anyIsNew = locked.stream().anyMatch(HeldModel::isNew);
        long first = anyIsNew ? floor.of(tx) + 1 : 1;
        List<HeldModel> changed = new ArrayList<>();
        List<Outgoing> states = new ArrayList<>();
        for (HeldModel model : locked) {
            List<HeldClaim> said = claimsOf.getOrDefault(model.id(), List.of());
            List<ModelAlias> spelled = aliasesOf.getOrDefault(model.id(), List.of());
            ModelState state = builder.build(model.id(), Math.max(1, model.revision()), said, benchmarksById, spelled);
            byte[] bytes = EventJson.write(state);
            if (!Arrays.equals(bytes, model.state()) || model.revision() < leastRevision) {
                long next = model.isNew() ? first : model.revision() + 1;
                state = builder.build(model.id(), Math.max(next, leastRevision), said, benchmarksById, spelled);
                changed.add(new HeldModel(model.id(), state.revision(), EventJson.write(state)));
                states.add(outgoing(state, now));
            } else if (evenUnchanged) {
                states.add(outgoing(state, now));
            }
        }
        if (!changed.isEmpty()) {
            models.keep(tx, changed, now.atOffset(ZoneOffset.UTC));
        }
        outbox.addStates(tx, states);
        return states.size();
    }

    private static Outgoing outgoing(ModelState state, Instant now) {
        EventMeta meta = EventMeta.of(EventId.of("model-state", state.model(), state.revision()), SOURCE, now);
        Encoded encoded = EventCodec.encode(meta, state);
        return new Outgoing(encoded.topic(), encoded.key(), encoded.headers(), encoded.value());
    }
}
