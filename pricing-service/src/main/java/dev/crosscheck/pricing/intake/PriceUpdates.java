package dev.crosscheck.pricing.intake;

import static dev.crosscheck.kit.inbox.Outcome.DUPLICATE;
import static dev.crosscheck.kit.inbox.Outcome.REFUSED;
import static dev.crosscheck.kit.inbox.Outcome.WAITING;

import dev.crosscheck.event.Received;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.UpdateReader;
import dev.crosscheck.event.UpdateReader.Garbled;
import dev.crosscheck.event.UpdateReader.Read;
import dev.crosscheck.event.UpdateReader.Understood;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.inbox.Inbox;
import dev.crosscheck.kit.inbox.Taken;
import dev.crosscheck.kit.intake.ItemResult;
import dev.crosscheck.kit.intake.UpdateIntake;
import dev.crosscheck.kit.intake.WaitingUpdate;
import dev.crosscheck.pricing.intake.Resolution.Known;
import dev.crosscheck.pricing.intake.WaitingUpdates.Waiting;
import dev.crosscheck.pricing.provider.ProviderReport;
import dev.crosscheck.pricing.quarantine.ReviewDesk;
import dev.crosscheck.pricing.quarantine.ReviewDesk.Incoming;
import dev.crosscheck.pricing.quote.Quote;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what the data team says of prices and providers: each event once, each with an end that
 * anyone can look up, and one that cannot be used never in the way of the others.
 */
@Singleton
final class PriceUpdates implements UpdateIntake {

    private final Inbox inbox;
    private final ModelNames names;
    private final WaitingUpdates waitingUpdates;
    private final PriceDesk desk;
    private final ReviewDesk reviewDesk;
    private final Clock clock;

    PriceUpdates(
            Inbox inbox,
            ModelNames names,
            WaitingUpdates waitingUpdates,
            PriceDesk desk,
            ReviewDesk reviewDesk,
            Clock clock) {
        this.inbox = inbox;
        this.names = names;
        this.waitingUpdates = waitingUpdates;
        this.desk = desk;
        this.reviewDesk = reviewDesk;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return Topics.PRICE_UPDATES;
    }

    @Override
    public String group() {
        return "pricing.price-updates";
    }

    @Override
    public List<ItemResult> take(DSLContext tx, List<ConsumerRecord<byte[], byte[]>> updates) {
        Pipeline pipeline = Pipeline.of(tx);
        List<ItemResult> results = take(pipeline, updates);
        pipeline.flush();
        return results;
    }

    @Override
    public List<ItemResult> take(Pipeline pipeline, List<ConsumerRecord<byte[], byte[]>> updates) {
        Instant now = clock.instant();
        List<Read> reads =
                updates.stream().map(update -> UpdateReader.read(update, now)).toList();
        Answer<Set<String>> alreadyTaken = inbox.alreadyTaken(
                pipeline,
                reads.stream().map(PriceUpdates::id).filter(Objects::nonNull).collect(Collectors.toSet()));
        Set<ModelName> named = named(reads);
        Answer<Map<ModelName, Resolution>> resolutions =
                named.isEmpty() ? Answer.of(Map.of()) : names.resolve(pipeline, named);
        Set<String> seen = new HashSet<>(alreadyTaken.get());

        List<Received> fresh = new ArrayList<>();
        List<ItemResult> results = new ArrayList<>();
        for (Read read : reads) {
            switch (read) {
                case Garbled(String id, String _, String reason) -> results.add(ItemResult.refused(id, reason));
                case Understood(Received event) -> {
                    boolean isNew = seen.add(event.meta().id());
                    if (isNew) {
                        fresh.add(event);
                    }
                    // Its end is known when all are taken.
                    results.add(new ItemResult(event.meta().id(), isNew ? WAITING : DUPLICATE, null));
                }
            }
        }
        Map<String, ItemResult> ends = apply(pipeline, fresh, resolutions.get(), now);
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).outcome() == WAITING) {
                results.set(i, Objects.requireNonNull(ends.get(results.get(i).id())));
            }
        }
        inbox.recordAll(pipeline, taken(reads, results, seen));
        return results;
    }

    @Override
    public List<WaitingUpdate> waiting(DSLContext dsl, long after, int limit) {
        // Prices have even ids and decisions odd ones, so that a page of both can go on after either.
        Stream<WaitingUpdate> prices = waitingUpdates.list(dsl, Math.floorDiv(after, 2), limit).stream()
                .map(price -> withId(price, 2 * price.id()));
        Stream<WaitingUpdate> decisions = reviewDesk.waiting(dsl, Math.floorDiv(after - 1, 2), limit).stream()
                .map(decision -> withId(decision, 2 * decision.id() + 1));
        return Stream.concat(prices, decisions)
                .sorted(Comparator.comparingLong(WaitingUpdate::id))
                .limit(limit)
                .toList();
    }

    private static WaitingUpdate withId(WaitingUpdate update, long id) {
        return new WaitingUpdate(
                id,
                update.eventId(),
                update.batch(),
                update.type(),
                update.source(),
                update.field(),
                update.met(),
                update.expected(),
                update.recordedAt());
    }

    private Map<String, ItemResult> apply(
            Pipeline tx, List<Received> events, Map<ModelName, Resolution> known, Instant now) {
        List<ProviderReport> reports = new ArrayList<>();
        List<Waiting> prices = new ArrayList<>();
        Map<String, QuoteReviewed> reviewed = new LinkedHashMap<>();
        Map<String, UpdatesWithdrawn> withdrawn = new LinkedHashMap<>();
        Map<String, @Nullable String> batches = new HashMap<>();
        for (Received event : events) {
            String id = event.meta().id();
            switch (event.body()) {
                case ProviderReported update -> reports.add(ProviderReport.of(update, id, now));
                case PriceReported update ->
                    prices.add(new Waiting(id, event.meta().batch(), update));
                case QuoteReviewed review -> {
                    reviewed.put(id, review);
                    batches.put(id, event.meta().batch());
                }
                case UpdatesWithdrawn withdrawal -> withdrawn.put(id, withdrawal);
                default -> throw new IllegalStateException("type: " + event.type() + " (expected: one of pricing's)");
            }
        }
        Map<ModelName, Resolution> resolutions = resolve(tx, prices, known);
        prices.forEach(price -> batches.put(price.eventId(), price.batch()));
        Incoming incoming = new Incoming(reviewed, withdrawn, batches);
        if (!prices.isEmpty() || incoming.decides()) {
            reviewDesk.keepApart(tx, incoming.decides());
        }
        List<Quote> quotes = new ArrayList<>();
        List<Waiting> unknown = new ArrayList<>();
        Map<String, ItemResult> ends = new HashMap<>();
        for (Waiting price : prices) {
            if (resolutions.get(price.name()) instanceof Known(String model)) {
                quotes.add(Quote.of(price.update(), model, price.eventId(), now));
            } else {
                unknown.add(price);
                ends.put(price.eventId(), new ItemResult(price.eventId(), WAITING, reason(price.name())));
            }
        }
        if (!unknown.isEmpty()) {
            waitingUpdates.add(tx.tx(), unknown, now);
        }
        ends.putAll(desk.take(tx, reports, quotes, incoming));
        return ends;
    }

    /** Names that are unknown are looked up again where no name can become known any more. */
    private Map<ModelName, Resolution> resolve(Pipeline tx, List<Waiting> prices, Map<ModelName, Resolution> known) {
        Set<ModelName> wanted = prices.stream().map(Waiting::name).collect(Collectors.toSet());
        if (wanted.stream().allMatch(name -> known.get(name) instanceof Known)) {
            return known;
        }
        names.keepStill(tx);
        return names.resolve(tx, wanted).get();
    }

    private static Set<ModelName> named(List<Read> reads) {
        Set<ModelName> named = new HashSet<>();
        for (Read read : reads) {
            if (read instanceof Understood(Received event) && event.body() instanceof PriceReported price) {
                named.add(new ModelName(price.source().id(), price.model()));
            }
        }
        return named;
    }

    private static String reason(ModelName name) {
        return "model: " + name.spelling() + " (expected: " + Resolution.expected(name.source()) + ")";
    }

    /** A refused event counts for its batch, and is written down unless its id has another end already. */
    private static List<Taken> taken(List<Read> reads, List<ItemResult> results, Set<String> seen) {
        List<Taken> taken = new ArrayList<>();
        Set<String> refused = new HashSet<>();
        for (int i = 0; i < reads.size(); i++) {
            ItemResult result = results.get(i);
            String id = result.id();
            if (id != null && (result.outcome() != REFUSED || (!seen.contains(id) && refused.add(id)))) {
                taken.add(new Taken(id, batch(reads.get(i)), result.outcome(), result.detail()));
            }
        }
        return taken;
    }

    private static @Nullable String id(Read read) {
        return switch (read) {
            case Understood(Received event) -> event.meta().id();
            case Garbled(String id, String _, String _) -> id;
        };
    }

    private static @Nullable String batch(Read read) {
        return switch (read) {
            case Understood(Received event) -> event.meta().batch();
            case Garbled(String _, String batch, String _) -> batch;
        };
    }
}
