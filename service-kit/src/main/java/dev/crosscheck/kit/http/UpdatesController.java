package dev.crosscheck.kit.http;

import static dev.crosscheck.kit.inbox.Outcome.QUARANTINED;
import static dev.crosscheck.kit.inbox.Outcome.REFUSED;
import static dev.crosscheck.kit.inbox.Outcome.WAITING;

import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.inbox.Inbox;
import dev.crosscheck.kit.inbox.Outcome;
import dev.crosscheck.kit.intake.ItemResult;
import dev.crosscheck.kit.intake.UpdateDesk;
import dev.crosscheck.kit.intake.UpdateIntake;
import dev.crosscheck.kit.intake.WaitingUpdate;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
import dev.crosscheck.kit.problem.Problem;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Takes updates, and says what became of them. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = UpdateIntake.class)
class UpdatesController {

    private static final String BATCH_TYPE = "application/cloudevents-batch+json";
    private static final int ACCEPTED = 202;

    private final UpdateIntake intake;
    private final UpdateDesk desk;
    private final Inbox inbox;
    private final DSLContext dsl;

    UpdatesController(UpdateIntake intake, UpdateDesk desk, Inbox inbox, DSLContext dsl) {
        this.intake = intake;
        this.desk = desk;
        this.inbox = inbox;
        this.dsl = dsl;
    }

    /** Takes up to 1,000 updates, a JSON array of structured CloudEvents; answers for each of them. */
    @Post("/updates")
    @OpenTo(Role.PUBLISHER)
    @Costs(Cost.BATCH)
    @Consumes(BATCH_TYPE)
    List<Views.Item> take(@Body byte[] body, @Nullable @Header(HttpHeaders.CONTENT_ENCODING) String encoding) {
        requirePlain(encoding);
        List<ItemResult> results = desk.take(EventArray.items(body));
        List<Views.Item> items = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            ItemResult result = results.get(i);
            items.add(new Views.Item(i, result.id(), result.outcome().id(), problem(result)));
        }
        return items;
    }

    /**
     * What would become of up to 1,000 updates, and which states would be published. Nothing is kept: they
     * are taken in as by {@code POST /v1/updates}, in a transaction that is rolled back.
     */
    @Post("/previews")
    @OpenTo(Role.PUBLISHER)
    @Costs(Cost.PREVIEW)
    @Consumes(BATCH_TYPE)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] preview(@Body byte[] body, @Nullable @Header(HttpHeaders.CONTENT_ENCODING) String encoding) {
        requirePlain(encoding);
        return PreviewJson.of(desk.preview(EventArray.items(body)));
    }

    private static void requirePlain(@Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(
                    URI.create("/problems/unsupported-encoding"),
                    "Not an encoding we read",
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "content-encoding: " + encoding + " (expected: identity)");
        }
    }

    /** What became of one event. */
    @Get("/updates/{id}")
    @OpenTo({Role.READER, Role.PUBLISHER, Role.OPERATOR})
    Views.Update update(String id) {
        return inbox.find(dsl, id)
                .map(taken -> new Views.Update(
                        taken.eventId(), taken.batch(), taken.outcome().id(), taken.detail(), taken.recordedAt()))
                .orElseThrow(() -> ProblemException.notFound(
                        "unknown-update",
                        "No such update",
                        "id: " + id + " (expected: the id of an event that was taken)"));
    }

    /** What became of the events of a batch. */
    @Get("/batches/{batch}")
    @OpenTo({Role.READER, Role.PUBLISHER, Role.OPERATOR})
    Views.Batch batch(String batch) {
        Map<Outcome, Long> counts = inbox.ofBatch(dsl, batch);
        if (counts.isEmpty()) {
            throw ProblemException.notFound(
                    "unknown-batch",
                    "No such batch",
                    "batch: " + batch + " (expected: a batch of which something was taken)");
        }
        Map<String, Long> outcomes = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome.id(), counts.getOrDefault(outcome, 0L));
        }
        return new Views.Batch(
                batch, outcomes.values().stream().mapToLong(Long::longValue).sum(), outcomes);
    }

    /** Updates that speak of something unknown, oldest first. */
    @Get("/waiting")
    @OpenTo({Role.READER, Role.PUBLISHER, Role.OPERATOR})
    Views.WaitingPage waiting(@Nullable @QueryValue Long after, @Nullable @QueryValue Integer limit) {
        int rows = PageRequest.limit(limit);
        List<WaitingUpdate> page = intake.waiting(dsl, after == null ? 0 : after, rows);
        return new Views.WaitingPage(
                page.stream().map(UpdatesController::view).toList(),
                page.size() < rows ? null : page.getLast().id());
    }

    private static Views.Waiting view(WaitingUpdate update) {
        return new Views.Waiting(
                update.id(),
                update.eventId(),
                update.batch(),
                update.type(),
                update.source(),
                update.field(),
                update.met(),
                update.expected(),
                update.recordedAt());
    }

    private static @Nullable Problem problem(ItemResult result) {
        String detail = String.valueOf(result.detail());
        if (result.outcome() == REFUSED) {
            return new Problem(
                    URI.create("/problems/refused-update"),
                    "The update was refused",
                    HttpStatus.UNPROCESSABLE_ENTITY.getCode(),
                    detail);
        }
        if (result.outcome() == QUARANTINED) {
            return new Problem(
                    URI.create("/problems/quarantined-update"), "The update is under review", ACCEPTED, detail);
        }
        return result.outcome() == WAITING
                ? new Problem(URI.create("/problems/waiting-update"), "The update waits", ACCEPTED, detail)
                : null;
    }
}
