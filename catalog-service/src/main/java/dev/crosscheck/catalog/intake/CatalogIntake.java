package dev.crosscheck.catalog.intake;

import dev.crosscheck.catalog.claim.Claims;
import dev.crosscheck.catalog.identity.ModelAliases;
import dev.crosscheck.catalog.intake.Effect.Done;
import dev.crosscheck.catalog.intake.Effect.Refused;
import dev.crosscheck.catalog.intake.Effect.Waits;
import dev.crosscheck.catalog.model.Models;
import dev.crosscheck.catalog.model.StatePublisher;
import dev.crosscheck.catalog.score.Benchmarks;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Received;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.UpdateReader;
import dev.crosscheck.event.UpdateReader.Garbled;
import dev.crosscheck.event.UpdateReader.Understood;
import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.kit.deadletter.DeadLetters;
import dev.crosscheck.kit.inbox.Inbox;
import dev.crosscheck.kit.inbox.Outcome;
import dev.crosscheck.kit.inbox.Taken;
import dev.crosscheck.kit.intake.ItemResult;
import dev.crosscheck.kit.intake.UpdateIntake;
import dev.crosscheck.kit.intake.WaitingUpdate;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jooq.DSLContext;

/** Takes updates of the catalog in: reads them, decides what each means, and writes and publishes what follows. */
@Singleton
final class CatalogIntake implements UpdateIntake {

    private static final String GROUP = "catalog-service";

    private final Known.Stores stores;
    private final WaitingUpdates waitingUpdates;
    private final StatePublisher publisher;
    private final Inbox inbox;
    private final DeadLetters deadLetters;
    private final Clock clock;

    CatalogIntake(
            Models models,
            ModelAliases aliases,
            Benchmarks benchmarks,
            Claims claims,
            WaitingUpdates waitingUpdates,
            StatePublisher publisher,
            Inbox inbox,
            DeadLetters deadLetters,
            Clock clock) {
        this.stores = new Known.Stores(models, aliases, benchmarks, claims);
        this.waitingUpdates = waitingUpdates;
        this.publisher = publisher;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return Topics.CATALOG_UPDATES;
    }

    @Override
    public String group() {
        return GROUP;
    }

    @Override
    public List<WaitingUpdate> waiting(DSLContext dsl, long after, int limit) {
        return waitingUpdates.list(dsl, after, limit);
    }

    @Override
    public List<ItemResult> take(DSLContext tx, List<ConsumerRecord<byte[], byte[]>> records) {
        Instant now = clock.instant();
        ItemResult[] results = new ItemResult[records.size()];
        List<Taken> taken = new ArrayList<>();
        Map<Integer, Garbled> garbled = new TreeMap<>();
        Map<Integer, Update> updates = read(records, garbled, now);
        Set<String> seen = removeRepeats(tx, updates, garbled.values(), results, taken);
        garbled.forEach((index, one) -> {
            results[index] = ItemResult.refused(one.id(), one.reason());
            // Its end is written down unless its id has another.
            if (one.id() != null && seen.add(one.id())) {
                taken.add(new Taken(one.id(), one.batch(), Outcome.REFUSED, one.reason()));
            }
        });
        if (!updates.isEmpty()) {
            apply(tx, updates, results, taken, now);
        }
        inbox.recordAll(tx, taken);
        return Arrays.asList(results);
    }

    /** Reads each record by itself: what is wrong with one is that one's trouble. */
    private static Map<Integer, Update> read(
            List<ConsumerRecord<byte[], byte[]>> records, Map<Integer, Garbled> garbled, Instant now) {
        Map<Integer, Update> updates = new TreeMap<>();
        for (int i = 0; i < records.size(); i++) {
            switch (UpdateReader.read(records.get(i), now)) {
                case Garbled one -> garbled.put(i, one);
                case Understood(Received received) ->
                    updates.put(
                            i,
                            new Update(received.meta().id(), received.meta().batch(), received.type(), (CatalogUpdate)
                                    received.body()));
            }
        }
        return updates;
    }

    /** @return the ids that have an end, or are about to get one */
    private Set<String> removeRepeats(
            DSLContext tx,
            Map<Integer, Update> updates,
            Collection<Garbled> garbled,
            ItemResult[] results,
            List<Taken> taken) {
        Set<String> ids = new HashSet<>();
        updates.values().forEach(update -> ids.add(update.eventId()));
        garbled.stream().map(Garbled::id).filter(Objects::nonNull).forEach(ids::add);
        Set<String> seen = new HashSet<>(inbox.alreadyTaken(tx, ids));
        updates.entrySet().removeIf(entry -> {
            Update update = entry.getValue();
            boolean repeated = !seen.add(update.eventId());
            if (repeated) {
                results[entry.getKey()] = new ItemResult(update.eventId(), Outcome.DUPLICATE, null);
                taken.add(new Taken(update.eventId(), update.batch(), Outcome.DUPLICATE, null));
            }
            return repeated;
        });
        return seen;
    }

    private void apply(
            DSLContext tx, Map<Integer, Update> updates, ItemResult[] results, List<Taken> taken, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        Known known = new Known(tx, stores);
        Writes writes = new Writes();
        Applier applier = new Applier(known, writes, at);
        known.read(updates.values());
        Map<String, Effect> effects = new HashMap<>();
        updates.values().forEach(update -> effects.put(update.eventId(), applier.apply(update)));

        WaitingRoom room = new WaitingRoom(tx, waitingUpdates, known, applier, writes);
        room.settle(updates.values(), effects, at);
        writes.flush(tx, stores, at);
        known.readModels(writes.touched());
        publisher.publishChanged(tx, known.models(writes.touched()), known.claimsOf(writes.touched()), now);

        updates.forEach((index, update) -> {
            ItemResult result = result(update, Objects.requireNonNull(effects.get(update.eventId())));
            results[index] = result;
            taken.add(new Taken(update.eventId(), update.batch(), result.outcome(), result.detail()));
        });
        settle(tx, room.settled());
    }

    /** An update that waited and turns out to be wrong is set aside, as it would have been when it came. */
    private void settle(DSLContext tx, Map<Update, Effect> settled) {
        List<Taken> taken = new ArrayList<>();
        settled.forEach((update, effect) -> {
            ItemResult result = result(update, effect);
            taken.add(new Taken(update.eventId(), update.batch(), result.outcome(), result.detail()));
            if (effect instanceof Refused(String detail)) {
                deadLetters.add(tx, again(update), detail);
            }
        });
        inbox.settleAll(tx, taken);
    }

    private ConsumerRecord<byte[], byte[]> again(Update update) {
        EventMeta meta = EventMeta.of(
                        update.eventId(), "/catalog", update.body().observedAt())
                .inBatch(update.batch());
        ProducerRecord<byte[], byte[]> record =
                EventCodec.encode(meta, update.body()).toRecord();
        return new ConsumerRecord<>(
                record.topic(),
                0,
                -1,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                record.key().length,
                record.value().length,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    private static ItemResult result(Update update, Effect effect) {
        return switch (effect) {
            case Done(Outcome outcome) -> new ItemResult(update.eventId(), outcome, null);
            case Waits waits -> new ItemResult(update.eventId(), Outcome.WAITING, waits.detail());
            case Refused(String detail) -> new ItemResult(update.eventId(), Outcome.REFUSED, detail);
        };
    }
}
