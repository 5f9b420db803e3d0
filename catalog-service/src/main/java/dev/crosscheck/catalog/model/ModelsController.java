package dev.crosscheck.catalog.model;

import dev.crosscheck.catalog.claim.ClaimHistory;
import dev.crosscheck.catalog.claim.ClaimKind;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.http.AsOfRequest;
import dev.crosscheck.kit.http.PageRequest;
import dev.crosscheck.kit.http.Portions;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
import dev.crosscheck.kit.problem.ProblemException;
import dev.crosscheck.kit.time.AsOf;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Shows the models of the catalog: as they stand, and all that was ever said of them. */
@Controller("/v1/models")
@ExecuteOn(TaskExecutors.BLOCKING)
class ModelsController {

    private final Models models;
    private final ClaimHistory history;
    private final PastStates past;
    private final DSLContext dsl;
    private final Clock clock;

    ModelsController(Models models, ClaimHistory history, PastStates past, DSLContext dsl, Clock clock) {
        this.models = models;
        this.history = history;
        this.past = past;
        this.dsl = dsl;
        this.clock = clock;
    }

    /** Models by id, after the one given. */
    @Get
    @OpenTo(Role.ANYONE)
    @Costs(Cost.WIDE)
    ModelViews.ModelPage list(@Nullable @QueryValue String after, @Nullable @QueryValue Integer limit) {
        List<ModelViews.ModelSummary> items = new ArrayList<>();
        String next = Portions.read(
                after == null ? "" : after,
                PageRequest.limit(limit),
                (last, rows) -> models.list(dsl, last, rows),
                HeldModel::id,
                model -> items.add(summary(model)));
        return new ModelViews.ModelPage(items, next);
    }

    /**
     * The model's whole state, as it was published last, or as it held at a moment of the past: every fact with
     * its source and what others say.
     *
     * @param asOf    what was true then; a moment, or a day, which stands for its end in UTC; null for now
     * @param knownAt by what had been recorded by then; likewise
     */
    @Get("/{id}")
    @OpenTo(Role.ANYONE)
    @Costs(
            value = Cost.PAST,
            with = {"asOf", "knownAt"})
    @Produces(MediaType.APPLICATION_JSON)
    @ApiResponse(
            responseCode = "200",
            description = "The state, as in the event dev.crosscheck.catalog.model-state.v1",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = "object")))
    byte[] show(String id, @Nullable @QueryValue String asOf, @Nullable @QueryValue String knownAt) {
        AsOf then = AsOfRequest.read(asOf, knownAt, clock.instant());
        HeldModel now = find(id);
        return then.isNow() ? state(now) : EventJson.write(past.find(now, then));
    }

    /** The model's scores with their benchmarks, as they were published last. */
    @Get("/{id}/scores")
    @OpenTo(Role.ANYONE)
    @Produces(MediaType.APPLICATION_JSON)
    @ApiResponse(
            responseCode = "200",
            description = "The scores, as in the event dev.crosscheck.catalog.model-state.v1",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = "array")))
    byte[] scores(String id) {
        return EventJson.write(read(find(id)).scores());
    }

    /** All that was ever said of the model, in the order in which it was recorded. */
    @Get("/{id}/history")
    @OpenTo(Role.ANYONE)
    ModelViews.HistoryPage history(String id, @Nullable @QueryValue Long after, @Nullable @QueryValue Integer limit) {
        find(id);
        int rows = PageRequest.limit(limit);
        List<ClaimHistory.Said> page = history.of(dsl, id, after == null ? 0 : after, rows);
        return new ModelViews.HistoryPage(
                page.stream().map(ModelsController::entry).toList(),
                page.size() < rows ? null : page.getLast().id());
    }

    private HeldModel find(String id) {
        if (!Slug.isValid(id)) {
            throw ProblemException.badRequest(
                    "invalid-model",
                    "Not an id of a model",
                    "id: " + (id.length() > Slug.MAX_LENGTH ? id.length() + " characters" : id) + " (expected: 1 to "
                            + Slug.MAX_LENGTH + " of a-z, 0-9, '.', '_' and '-')");
        }
        return models.find(dsl, id)
                .orElseThrow(() -> ProblemException.notFound(
                        "unknown-model", "No such model", "id: " + id + " (expected: one listed at /v1/models)"));
    }

    private static ModelViews.ModelSummary summary(HeldModel model) {
        ModelState state = read(model);
        return new ModelViews.ModelSummary(
                model.id(), fact(state, ModelField.NAME), fact(state, ModelField.MAKER), model.revision());
    }

    private static @Nullable String fact(ModelState state, ModelField field) {
        return state.facts().stream()
                .filter(fact -> fact.field() == field)
                .map(ModelState.Fact::value)
                .findFirst()
                .orElse(null);
    }

    private static ModelViews.HistoryEntryView entry(ClaimHistory.Said said) {
        return new ModelViews.HistoryEntryView(
                said.id(),
                said.kind().id(),
                said.item(),
                said.decision(),
                said.correction(),
                said.kind() == ClaimKind.FACT ? said.content() : null,
                said.kind() == ClaimKind.FACT || said.content() == null ? null : ModelViews.json(said.content()),
                new ModelViews.SourceView(said.source(), said.sourceName(), said.sourceUrl()),
                said.observedAt(),
                said.validFrom(),
                said.recordedAt(),
                said.eventId());
    }

    private static ModelState read(HeldModel model) {
        return EventJson.read(state(model), ModelState.class);
    }

    private static byte[] state(HeldModel model) {
        return Objects.requireNonNull(model.state(), "state");
    }
}
