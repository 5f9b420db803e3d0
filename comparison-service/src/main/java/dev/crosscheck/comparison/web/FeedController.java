package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.change.LatestChanges;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What changed lately, for feed readers. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class FeedController {

    private static final int ENTRIES = 50;

    private final LatestChanges changes;
    private final ModelFinder finder;
    private final String publicUrl;

    /** @param publicUrl where readers find the pages, without a slash at its end; links are relative without it */
    FeedController(
            LatestChanges changes,
            ModelFinder finder,
            @Property(name = "crosscheck.public-url", defaultValue = "") String publicUrl) {
        this.changes = changes;
        this.finder = finder;
        this.publicUrl = publicUrl;
    }

    /** The newest changes as an Atom feed. */
    @Get("/changes.atom")
    @OpenTo(Role.ANYONE)
    @Produces(MediaType.APPLICATION_ATOM_XML)
    byte[] feed() {
        Names names = finder.names();
        return AtomFeed.of(
                changes.newest(ENTRIES, Long.MAX_VALUE),
                change -> ChangeView.of(change, names::model, names::benchmark),
                publicUrl);
    }
}
