package dev.crosscheck.pricing.price;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crosscheck.event.Conflict;
import dev.crosscheck.event.Conflicts;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.SourceUse;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.http.PageRequest;
import dev.crosscheck.kit.http.Portions;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Shows whose word readers see of prices, and where sources disagree: over all models at once. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class SourcesController {

    private final PriceSheets sheets;
    private final DSLContext dsl;

    SourcesController(PriceSheets sheets, DSLContext dsl) {
        this.sheets = sheets;
        this.dsl = dsl;
    }

    /**
     * Some conflicts.
     *
     * @param next what to ask for as {@code after} to get those of later models; null if these are the last
     */
    record ConflictPage(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Conflict> items,
            @Nullable String next) {}

    /** All sources. */
    record Sources(@JsonInclude(JsonInclude.Include.ALWAYS) List<SourceUse> items) {}

    /**
     * Offers on which sources disagree, by model.
     *
     * @param model only of this one; null for all
     * @param after the last model seen; null for the first page
     * @param limit of how many models
     */
    @Get("/conflicts")
    @OpenTo(Role.ANYONE)
    @Costs(Cost.WIDE)
    @Produces(MediaType.APPLICATION_JSON)
    @ApiResponse(
            responseCode = "200",
            description = "items, each with what is shown, the rule, and what others say; next",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = "object")))
    byte[] conflicts(
            @Nullable @QueryValue String model,
            @Nullable @QueryValue String after,
            @Nullable @QueryValue Integer limit) {
        int most = PageRequest.limit(limit);
        if (model != null) {
            return EventJson.write(new ConflictPage(
                    sheets.find(dsl, model).stream()
                            .flatMap(one -> Conflicts.of(one).stream())
                            .toList(),
                    null));
        }
        List<Conflict> found = new ArrayList<>();
        String next = Portions.read(
                after == null ? "" : after,
                most,
                (last, rows) -> sheets.disagreeing(dsl, last, rows),
                PriceSheet::model,
                one -> found.addAll(Conflicts.of(one)));
        return EventJson.write(new ConflictPage(found, next));
    }

    /** Whose quotes are shown, how many, and how old they are. */
    @Get("/sources")
    @OpenTo(Role.ANYONE)
    @Costs(Cost.WIDE)
    @Produces(MediaType.APPLICATION_JSON)
    @ApiResponse(
            responseCode = "200",
            description = "items: source, facts, newest, oldest",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = "object")))
    byte[] sources() {
        Map<String, SourceUse> used = new TreeMap<>();
        Portions.read(
                "",
                Integer.MAX_VALUE,
                (last, rows) -> sheets.list(dsl, last, rows),
                PriceSheet::model,
                sheet -> SourceUse.of(shown(sheet)).forEach(use -> used.merge(use.source(), use, SourceUse::plus)));
        return EventJson.write(new Sources(List.copyOf(used.values())));
    }

    private static Stream<Provenance> shown(PriceSheet sheet) {
        return sheet.offers().stream().map(PriceSheet.Offer::provenance);
    }
}
