package dev.crosscheck.comparison.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.comparison.PageChanged;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.http.PageRequest;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What changed in substance, for programs that follow. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChangesController {

    private final ChangeLog changes;
    private final DSLContext dsl;

    ChangesController(ChangeLog changes, DSLContext dsl) {
        this.changes = changes;
        this.dsl = dsl;
    }

    /**
     * Some changes.
     *
     * @param next what to ask for as {@code after} to get what comes later
     */
    record Listing(@JsonInclude(JsonInclude.Include.ALWAYS) List<PageChanged> changes, long next) {}

    /**
     * Changes, oldest first.
     *
     * @param after the number of the last change already seen; 0, or none, for the first there is
     */
    @Get("/v1/changes")
    @OpenTo(Role.ANYONE)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] list(@Nullable @QueryValue Long after, @Nullable @QueryValue Integer limit) {
        long seen = after == null ? 0 : after;
        if (seen < 0) {
            throw ProblemException.badRequest(
                    "invalid-after", "Not a number of a change", "after: " + seen + " (expected: 0 or more)");
        }
        List<PageChanged> found = changes.after(dsl, seen, PageRequest.limit(limit));
        return EventJson.write(
                new Listing(found, found.isEmpty() ? seen : found.getLast().change()));
    }
}
