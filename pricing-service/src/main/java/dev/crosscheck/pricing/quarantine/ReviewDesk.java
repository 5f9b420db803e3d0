package dev.crosscheck.pricing.quarantine;

import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.crosscheck.event.EventType;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.database.Prepared;
import dev.crosscheck.kit.inbox.Inbox;
import dev.crosscheck.kit.inbox.Outcome;
import dev.crosscheck.kit.inbox.Taken;
import dev.crosscheck.kit.inbox.TakenAt;
import dev.crosscheck.kit.intake.WaitingUpdate;
import dev.crosscheck.pricing.quarantine.Reviews.Review;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteEvents;
import dev.crosscheck.pricing.quote.QuoteKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Writes down what people decide on quotes, and finds the series it is about. */
@Singleton
public final class ReviewDesk {

    /** Any number that no other lock of this database has. */
    private static final long LOCK = 0x726576696577L;

    private static final Prepared TAKE_QUOTES =
            Prepared.statement(select(function("pg_advisory_xact_lock_shared", Object.class, inline(LOCK))));

    private static final Prepared DECIDE =
            Prepared.statement(select(function("pg_advisory_xact_lock", Object.class, inline(LOCK))));

    /** What the {@code event} of a decision should have been, for whoever published it. */
    public static final String EXPECTED = "the id of an event that quoted a price";

    private final Reviews reviews;
    private final Withdrawals withdrawals;
    private final QuoteEvents events;
    private final Inbox inbox;
    private final Clock clock;

    ReviewDesk(Reviews reviews, Withdrawals withdrawals, QuoteEvents events, Inbox inbox, Clock clock) {
        this.reviews = reviews;
        this.withdrawals = withdrawals;
        this.events = events;
        this.inbox = inbox;
        this.clock = clock;
    }

    /**
     * What people decided, and what comes in with it.
     *
     * @param reviewed  by id of the event that says so
     * @param withdrawn likewise
     * @param batches   of the price updates and reviews that are taken in the same transaction, by their event
     */
    public record Incoming(
            Map<String, QuoteReviewed> reviewed,
            Map<String, UpdatesWithdrawn> withdrawn,
            Map<String, @Nullable String> batches) {

        public static final Incoming NOTHING = new Incoming(Map.of(), Map.of(), Map.of());

        Incoming without(Set<String> refused) {
            Map<String, QuoteReviewed> left = new LinkedHashMap<>(reviewed);
            left.keySet().removeAll(refused);
            Map<String, @Nullable String> batchesLeft = new HashMap<>(batches);
            batchesLeft.keySet().removeAll(refused);
            return new Incoming(left, withdrawn, batchesLeft);
        }

        /** Whether nothing in it can have been decided on, or can decide. */
        private boolean isEmpty() {
            return !decides() && batches.values().stream().noneMatch(java.util.Objects::nonNull);
        }

        public boolean decides() {
            return !reviewed.isEmpty() || !withdrawn.isEmpty();
        }
    }

    /**
     * Series that decisions are about.
     *
     * @param reviewed those with a quote that a person decided on
     * @param retold   those of which something was taken back
     */
    public record Affected(Set<QuoteKey> reviewed, Set<QuoteKey> retold) {

        private static final Affected NOTHING = new Affected(Set.of(), Set.of());

        public Set<QuoteKey> all() {
            Set<QuoteKey> all = new HashSet<>(reviewed);
            all.addAll(retold);
            return all;
        }

        public Affected and(Affected others) {
            Set<QuoteKey> both = new HashSet<>(retold);
            both.addAll(others.retold);
            Set<QuoteKey> seen = new HashSet<>(reviewed);
            seen.addAll(others.reviewed);
            return new Affected(seen, both);
        }
    }

    /**
     * Decisions and quotes do not pass each other from here until the transaction ends: whichever comes
     * second finds the other. Quotes are taken side by side, decisions alone. After names are locked, before
     * providers and models.
     */
    public void keepApart(Pipeline tx, boolean deciding) {
        tx.run(deciding ? DECIDE : TAKE_QUOTES);
    }

    /**
     * Why decisions cannot be taken, by their event; those are not recorded.
     *
     * @param taken quotes that come in the same transaction
     */
    public Map<String, String> refusals(Pipeline pipeline, Incoming incoming, List<Quote> taken) {
        if (incoming.reviewed().isEmpty()) {
            return Map.of();
        }
        DSLContext tx = pipeline.tx();
        Map<String, String> models = new HashMap<>();
        events.seriesOf(
                        tx,
                        incoming.reviewed().values().stream()
                                .map(QuoteReviewed::event)
                                .toList())
                .forEach((event, series) -> models.put(event, series.offer().model()));
        taken.forEach(
                quote -> models.put(quote.provenance().eventId(), quote.offer().model()));
        Set<String> waited = reviews.quoted(tx, incoming.reviewed().keySet()).keySet();
        Map<String, String> refusals = new HashMap<>();
        incoming.reviewed().forEach((event, review) -> {
            String model = models.get(review.event());
            if (waited.contains(event)) {
                refusals.put(event, "id: " + event + " (expected: another, as a decision of this id was refused)");
            } else if (model != null && !model.equals(review.model())) {
                refusals.put(event, anotherModel(review, model));
            }
        });
        return refusals;
    }

    private static String anotherModel(QuoteReviewed review, String model) {
        return "model: " + review.model() + " (expected: " + model + ", of which event " + review.event()
                + " quoted a price)";
    }

    /**
     * Writes down what was decided, and which updates of a withdrawn batch come in now.
     *
     * @param refused the decisions that are left out
     */
    public Affected record(Pipeline pipeline, Incoming all, Set<String> refused) {
        Incoming incoming = all.without(refused);
        if (incoming.isEmpty()) {
            return Affected.NOTHING;
        }
        DSLContext tx = pipeline.tx();
        Instant now = clock.instant();
        reviews.add(
                tx,
                incoming.reviewed().entrySet().stream()
                        .map(review -> new Review(review.getKey(), review.getValue(), now))
                        .toList());
        Set<String> withdrawn = new HashSet<>();
        incoming.withdrawn().forEach((event, withdrawal) -> {
            withdrawals.add(tx, event, withdrawal, now);
            Set<String> updates = new HashSet<>(withdrawal.events());
            if (withdrawal.batch() != null) {
                updates.addAll(inbox.eventsOf(tx, withdrawal.batch()));
            }
            withdrawals.withdraw(tx, updates, event, now);
            withdrawn.addAll(updates);
        });
        Set<String> batches = incoming.batches().values().stream()
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        withdrawals
                .ofBatches(tx, batches)
                .forEach((batch, withdrawal) -> withdrawals.withdraw(
                        tx,
                        incoming.batches().keySet().stream()
                                .filter(update ->
                                        batch.equals(incoming.batches().get(update)))
                                .toList(),
                        withdrawal,
                        now));
        Set<String> reviewed =
                incoming.reviewed().values().stream().map(QuoteReviewed::event).collect(Collectors.toSet());
        reviewed.addAll(reviews.quoted(tx, withdrawn).values());
        return new Affected(series(tx, reviewed), series(tx, withdrawn));
    }

    /** What was decided on quotes before they came, or with them. */
    public static final class Decided {

        private final Map<String, QuoteKey> byEvent;
        private final Answer<Map<String, String>> withdrawn;
        private final Answer<List<Review>> reviews;

        private Decided(
                Map<String, QuoteKey> byEvent, Answer<Map<String, String>> withdrawn, Answer<List<Review>> reviews) {
            this.byEvent = byEvent;
            this.withdrawn = withdrawn;
            this.reviews = reviews;
        }

        /** Which of the quotes count as never said, and why, for whoever published them; by event. */
        public Map<String, String> withdrawn() {
            return withdrawn.get();
        }
    }

    /** Asks what was decided on these quotes; after decisions are {@linkplain #record recorded}. */
    public Decided decidedOn(Pipeline tx, List<Quote> taken) {
        Map<String, QuoteKey> byEvent = taken.stream()
                .collect(Collectors.toMap(quote -> quote.provenance().eventId(), Quote::key));
        return new Decided(
                byEvent,
                withdrawn(tx, byEvent.keySet()),
                byEvent.isEmpty() ? Answer.of(List.of()) : reviews.of(tx, byEvent.keySet()));
    }

    /** The series of these quotes, just taken, that were decided on before they came or with them. */
    public Affected among(Pipeline tx, Decided decided) {
        Map<String, QuoteKey> byEvent = decided.byEvent;
        List<Review> waited = decided.reviews.get();
        if (!waited.isEmpty()) {
            Map<String, String> undone =
                    withdrawn(tx, waited.stream().map(Review::eventId).toList()).get();
            inbox.settleAll(
                    tx.tx(),
                    waited.stream()
                            .map(review ->
                                    end(review, key(byEvent, review.decided().event()), undone.get(review.eventId())))
                            .toList());
        }
        return new Affected(
                waited.stream()
                        .map(review -> key(byEvent, review.decided().event()))
                        .collect(Collectors.toSet()),
                decided.withdrawn().keySet().stream()
                        .map(event -> key(byEvent, event))
                        .collect(Collectors.toSet()));
    }

    private static Taken end(Review review, QuoteKey on, @Nullable String undone) {
        if (undone != null) {
            return new Taken(review.eventId(), null, Outcome.LATE, undone);
        }
        String model = on.offer().model();
        return model.equals(review.decided().model())
                ? new Taken(review.eventId(), null, Outcome.ACCEPTED, null)
                : new Taken(review.eventId(), null, Outcome.REFUSED, anotherModel(review.decided(), model));
    }

    /** Which of these events count as never said, and why, for whoever published them. */
    public Answer<Map<String, String>> withdrawn(Pipeline tx, Collection<String> events) {
        return events.isEmpty()
                ? Answer.of(Map.of())
                : withdrawals.withdrawn(tx, events).map(ReviewDesk::reasons);
    }

    private static Map<String, String> reasons(Map<String, String> withdrawnBy) {
        Map<String, String> reasons = new HashMap<>();
        withdrawnBy.forEach((event, by) -> reasons.put(event, "withdrawn by " + by + " before it came"));
        return reasons;
    }

    /** Decisions that wait for the quote that they are about, after the one with this id, in the order they came. */
    public List<WaitingUpdate> waiting(DSLContext dsl, long after, int limit) {
        return reviews.waiting(dsl, after, limit).stream()
                .map(waiting -> waiting(dsl, waiting))
                .toList();
    }

    private WaitingUpdate waiting(DSLContext dsl, Reviews.Waiting waiting) {
        Review review = waiting.review();
        return new WaitingUpdate(
                waiting.id(),
                review.eventId(),
                inbox.find(dsl, review.eventId()).map(TakenAt::batch).orElse(null),
                EventType.QUOTE_REVIEWED.id(),
                review.decided().source().id(),
                "event",
                review.decided().event(),
                EXPECTED,
                review.recordedAt());
    }

    /** Which of these events quoted a price, as far as anybody knows. */
    public Set<String> known(Pipeline tx, Collection<String> quoted) {
        return quoted.isEmpty() ? Set.of() : events.seriesOf(tx.tx(), quoted).keySet();
    }

    private Set<QuoteKey> series(DSLContext tx, Collection<String> quoted) {
        return quoted.isEmpty()
                ? Set.of()
                : new HashSet<>(events.seriesOf(tx, quoted).values());
    }

    private static QuoteKey key(Map<String, QuoteKey> byEvent, String event) {
        return java.util.Objects.requireNonNull(byEvent.get(event), event);
    }
}
