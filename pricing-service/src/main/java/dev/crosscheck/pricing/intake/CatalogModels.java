package dev.crosscheck.pricing.intake;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.deadletter.DeadLetters;
import dev.crosscheck.kit.inbox.Inbox;
import dev.crosscheck.kit.inbox.Taken;
import dev.crosscheck.kit.topic.TopicHandler;
import dev.crosscheck.pricing.intake.Resolution.Known;
import dev.crosscheck.pricing.intake.WaitingUpdates.Waiting;
import dev.crosscheck.pricing.provider.Providers;
import dev.crosscheck.pricing.quarantine.ReviewDesk;
import dev.crosscheck.pricing.quarantine.ReviewDesk.Incoming;
import dev.crosscheck.pricing.quote.Quote;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Learns which models there are and what sources call them, and applies the updates that waited for
 * that in the same transaction.
 *
 * <p>An alias that the catalog removes, or gives to another model, counts from then on: later updates
 * under that spelling wait, or go to the other model. What was accepted under it stays where it went,
 * as history does; whoever published it can retire the offer under the model's own id.
 */
@Singleton
final class CatalogModels implements TopicHandler {

    private final ModelNames names;
    private final WaitingUpdates waitingUpdates;
    private final Providers providers;
    private final PriceDesk desk;
    private final ReviewDesk reviewDesk;
    private final Inbox inbox;
    private final DeadLetters deadLetters;
    private final Clock clock;

    CatalogModels(
            ModelNames names,
            WaitingUpdates waitingUpdates,
            Providers providers,
            PriceDesk desk,
            ReviewDesk reviewDesk,
            Inbox inbox,
            DeadLetters deadLetters,
            Clock clock) {
        this.names = names;
        this.waitingUpdates = waitingUpdates;
        this.providers = providers;
        this.desk = desk;
        this.reviewDesk = reviewDesk;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @Override
    public List<String> topics() {
        return List.of(Topics.MODELS);
    }

    @Override
    public String group() {
        return "pricing.models";
    }

    @Override
    public void handle(DSLContext tx, List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, ModelState> newest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                ModelState state =
                        (ModelState) EventCodec.decode(record, clock.instant()).body();
                newest.merge(state.model(), state, (one, other) -> one.revision() < other.revision() ? other : one);
            } catch (InvalidEventException e) {
                deadLetters.add(tx, record, e.field() + ": " + e.met() + " (expected: " + e.expected() + ")");
            }
        }
        learn(tx, newest.values());
    }

    private void learn(DSLContext tx, Collection<ModelState> states) {
        if (states.isEmpty()) {
            return;
        }
        names.keepUpdatesFromWaiting(tx);
        Set<String> spellings = new HashSet<>(names.spellings(tx, states));
        for (ModelState state : states) {
            spellings.add(state.model());
            state.aliases().stream().map(ModelAlias::spelling).forEach(spellings::add);
        }
        List<Waiting> waiting = waitingUpdates.spelled(tx, spellings);
        Pipeline pipeline = Pipeline.of(tx);
        reviewDesk.keepApart(pipeline, false);
        // Before any model is locked, as everybody does.
        SortedSet<String> offering =
                waiting.stream().map(one -> one.update().provider()).collect(Collectors.toCollection(TreeSet::new));
        providers.ensure(pipeline, offering, clock.instant());
        providers.lock(pipeline, offering, false);
        names.learn(pipeline.tx(), states);
        apply(tx, waiting);
    }

    private void apply(DSLContext tx, List<Waiting> waiting) {
        Map<ModelName, Resolution> resolutions =
                names.resolve(tx, waiting.stream().map(Waiting::name).collect(Collectors.toSet()));
        Instant now = clock.instant();
        Map<String, @Nullable String> batches = new HashMap<>();
        List<Quote> quotes = new ArrayList<>();
        for (Waiting one : waiting) {
            if (resolutions.get(one.name()) instanceof Known(String model)) {
                batches.put(one.eventId(), one.batch());
                quotes.add(Quote.of(one.update(), model, one.eventId(), now));
            }
        }
        if (quotes.isEmpty()) {
            return;
        }
        waitingUpdates.remove(tx, batches.keySet());
        List<Taken> settled = new ArrayList<>();
        Pipeline pipeline = Pipeline.of(tx);
        desk.take(pipeline, List.of(), quotes, Incoming.NOTHING)
                .forEach(
                        (id, result) -> settled.add(new Taken(id, batches.get(id), result.outcome(), result.detail())));
        inbox.settleAll(pipeline.tx(), settled);
    }
}
