package dev.crosscheck.comparison.change;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.pagestore.PageFunction;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Says what other facts would make of the pages, before anybody publishes them. */
@Controller
final class PreviewController {

    private static final int MOST_MODELS = 2_000;

    private final FactView facts;
    private final PageFunction function;

    PreviewController(FactView facts, PageFunction function) {
        this.facts = facts;
        this.function = function;
    }

    /** What pages would say if these states were published. Nothing is kept. */
    @Post("/v1/previews")
    @OpenTo(Role.PUBLISHER)
    @Costs(Cost.PREVIEW)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    @ApiResponse(
            responseCode = "200",
            description = "How many pages would be added and rewritten, in what they differ, and verdicts that flip",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = "object")))
    byte[] preview(@Body byte[] body) {
        TreeMap<String, Profile> known = new TreeMap<>();
        for (KnownModel model : facts.all().values()) {
            known.put(model.id(), model.profile());
        }
        return EventJson.write(PagePreview.of(known, changed(body, known), function));
    }

    private static Map<String, Profile> changed(byte[] body, Map<String, Profile> known) {
        Map<String, Profile> changed = new TreeMap<>();
        try {
            JsonNode document = EventJson.readTree(body);
            for (ModelState state : read(document, "models", ModelState.class)) {
                Profile held = known.get(state.model());
                changed.put(state.model(), new Profile(state, held == null ? null : held.prices()));
            }
            for (PriceSheet sheet : read(document, "priceSheets", PriceSheet.class)) {
                Profile changedToo = changed.get(sheet.model());
                Profile held = changedToo == null ? known.get(sheet.model()) : changedToo;
                // A sheet of a model that the catalog has not spoken of is on no page.
                if (held != null) {
                    changed.put(sheet.model(), new Profile(held.catalog(), sheet));
                }
            }
        } catch (InvalidEventException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
        if (changed.size() > MOST_MODELS) {
            throw invalid("models: " + changed.size() + " (expected: at most " + MOST_MODELS + ")");
        }
        return changed;
    }

    /** As strictly as from Kafka: a number that is short to write may take all memory to work with. */
    private static <T> List<T> read(JsonNode document, String field, Class<T> type) {
        List<T> states = new ArrayList<>();
        document.path(field).forEach(state -> states.add(EventCodec.decodeState(state, type)));
        return states;
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.badRequest("invalid-preview", "Not states of models", detail);
    }
}
