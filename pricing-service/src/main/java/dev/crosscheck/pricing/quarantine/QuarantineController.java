package dev.crosscheck.pricing.quarantine;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.pricing.QuoteReviewed.Decision;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.http.PageRequest;
import dev.crosscheck.kit.inbox.Inbox;
import dev.crosscheck.kit.problem.ProblemException;
import dev.crosscheck.pricing.quarantine.Quarantined.Row;
import dev.crosscheck.pricing.quarantine.Reviews.Review;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.QuoteEvents;
import dev.crosscheck.pricing.quote.QuoteKey;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Shows which quotes look wrong, why, and what people decided on them. */
@Controller("/v1/quarantine")
@ExecuteOn(TaskExecutors.BLOCKING)
class QuarantineController {

    private final Quarantined quarantined;
    private final QuoteEvents events;
    private final Reviews reviews;
    private final Inbox inbox;
    private final DSLContext dsl;

    QuarantineController(Quarantined quarantined, QuoteEvents events, Reviews reviews, Inbox inbox, DSLContext dsl) {
        this.quarantined = quarantined;
        this.events = events;
        this.reviews = reviews;
        this.inbox = inbox;
        this.dsl = dsl;
    }

    /**
     * Quotes that look wrong, in the order in which they were first seen to.
     *
     * @param after the {@code id} of the last one seen; null for the first page
     * @param model only those of the model with this id; null for all
     * @param batch only those that were published with this batch; null for all
     * @param state only those that are held, released, rejected or superseded; null for all
     */
    @Get
    @OpenTo({Role.READER, Role.PUBLISHER, Role.OPERATOR})
    @Produces(MediaType.APPLICATION_JSON)
    byte[] list(
            @Nullable @QueryValue Long after,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String model,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String batch) {
        int rows = PageRequest.limit(limit);
        List<Item> items = quarantined
                .list(
                        dsl,
                        after == null ? 0 : after,
                        rows,
                        model,
                        state(state),
                        batch == null ? null : inbox.eventsOf(dsl, batch))
                .stream()
                .map(this::item)
                .toList();
        return EventJson.write(
                new Items(items, items.size() < rows ? null : items.getLast().id()));
    }

    /** One of them, by the id of the event that quoted it. */
    @Get("/{eventId}")
    @OpenTo({Role.READER, Role.PUBLISHER, Role.OPERATOR})
    @Produces(MediaType.APPLICATION_JSON)
    byte[] quote(String eventId) {
        return EventJson.write(quarantined
                .find(dsl, eventId)
                .map(this::item)
                .orElseThrow(() -> ProblemException.notFound(
                        "unknown-quarantined-quote",
                        "No such quote in quarantine",
                        "event: " + shortened(eventId) + " (expected: the id of an event listed at /v1/quarantine)")));
    }

    private static @Nullable State state(@Nullable String id) {
        if (id == null) {
            return null;
        }
        return State.find(id)
                .orElseThrow(() -> ProblemException.badRequest(
                        "invalid-state",
                        "Not a state of quarantine",
                        "state: " + shortened(id) + " (expected: held, released, rejected or superseded)"));
    }

    private Item item(Row row) {
        Quote quote = quote(row.series(), row.event())
                .orElseThrow(() -> new IllegalStateException("event: " + row.event() + " (expected: in the history)"));
        Optional<Quote> good = row.goodEvent() == null ? Optional.empty() : events.find(dsl, row.goodEvent());
        return new Item(
                row.id(),
                row.event(),
                row.series().offer().model(),
                row.series().offer().provider(),
                row.series().offer().route(),
                row.state(),
                row.rule(),
                row.reason(),
                row.observedAt(),
                row.recordedAt(),
                said(quote),
                good.map(QuarantineController::said).orElse(null),
                review(row.series(), quote));
    }

    private Optional<Quote> quote(QuoteKey series, String event) {
        return events.find(dsl, event).filter(quote -> quote.key().equals(series));
    }

    /** The decision that counts is the last on the same content, whichever event it names. */
    private @Nullable Reviewed review(QuoteKey series, Quote quote) {
        Map<String, String> same = new HashMap<>();
        events.fingerprints(dsl, series).forEach((event, fingerprint) -> {
            if (fingerprint.equals(quote.content().fingerprint())) {
                same.put(event, fingerprint);
            }
        });
        List<Review> decided = reviews.counting(dsl, series.offer().model(), same.keySet(), null);
        return decided.isEmpty() ? null : Reviewed.of(decided.getLast());
    }

    private static Said said(Quote quote) {
        return new Said(quote.content(), quote.provenance(), quote.correction());
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    /** @param next the {@code after} of the next page; null if this is the last */
    record Items(List<Item> items, @Nullable Long next) {}

    /**
     * A quote that looks wrong.
     *
     * @param event      id of the event that quoted it
     * @param reason     {@code what: met (expected: …)}
     * @param observedAt when its source said so
     * @param since      when we knew
     * @param quoted     what it says
     * @param good       what is shown in its place, or was; null if there was nothing good before
     * @param review     what a person decided last; null if nobody did
     */
    record Item(
            long id,
            String event,
            String model,
            String provider,
            String route,
            State state,
            Rule rule,
            String reason,
            Instant observedAt,
            Instant since,
            Said quoted,
            @Nullable Said good,
            @Nullable Reviewed review) {}

    /** A quote, who says it, and whether it takes back an earlier figure. */
    record Said(QuoteContent quote, Provenance provenance, boolean correction) {}

    /**
     * What a person decided.
     *
     * @param event id of the event that says so
     * @param of    id of the event that quoted it
     */
    record Reviewed(String event, String of, Decision decision, String by, String why, Instant at) {

        static Reviewed of(Review review) {
            return new Reviewed(
                    review.eventId(),
                    review.decided().event(),
                    Objects.requireNonNull(review.decided().decision()),
                    review.decided().by(),
                    review.decided().why(),
                    review.decided().observedAt());
        }
    }
}
