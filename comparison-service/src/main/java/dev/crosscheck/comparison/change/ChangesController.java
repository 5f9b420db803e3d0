package dev.crosscheck.comparison.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.comparison.PageChanged;
import dev.crosscheck.kit.http.PageRequest;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.context.annotation.Property;
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

    private static final int FEED_ENTRIES = 50;

    private final ChangeLog changes;
    private final DSLContext dsl;
    private final String publicUrl;

    /** @param publicUrl where readers find the pages, without a slash at its end; links are relative without it */
    ChangesController(
            ChangeLog changes,
            DSLContext dsl,
            @Property(name = "crosscheck.public-url", defaultValue = "") String publicUrl) {
        this.changes = changes;
        this.dsl = dsl;
        this.publicUrl = publicUrl;
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

    /** The newest changes as an Atom feed. */
    @Get("/changes.atom")
    @Produces(MediaType.APPLICATION_ATOM_XML)
    byte[] feed() {
        return AtomFeed.of(changes.newest(dsl, FEED_ENTRIES), publicUrl);
    }
}
