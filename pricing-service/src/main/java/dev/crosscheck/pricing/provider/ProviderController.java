package dev.crosscheck.pricing.provider;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.ProviderKind;
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
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Shows who charges for models. */
@Controller("/v1/providers")
@ExecuteOn(TaskExecutors.BLOCKING)
class ProviderController {

    private final Providers providers;
    private final DSLContext dsl;

    ProviderController(Providers providers, DSLContext dsl) {
        this.providers = providers;
        this.dsl = dsl;
    }

    /** @param after id of the last provider seen; null for the first page */
    @Get
    @OpenTo(Role.ANYONE)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] list(@Nullable @QueryValue String after, @Nullable @QueryValue Integer limit) {
        int rows = PageRequest.limit(limit);
        List<PriceSheet.Provider> items = providers.list(dsl, after == null ? "" : after, rows);
        return EventJson.write(
                new Listed(items, items.size() < rows ? null : items.getLast().id()));
    }

    /** The provider as readers see it, and what each source says of it. */
    @Get("/{id}")
    @OpenTo(Role.ANYONE)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] show(String id) {
        if (!Slug.isValid(id)) {
            throw ProblemException.badRequest(
                    "invalid-provider",
                    "Not a provider's id",
                    "id: " + id.substring(0, Math.min(id.length(), Slug.MAX_LENGTH)) + " (expected: at most "
                            + Slug.MAX_LENGTH + " of " + Slug.PATTERN + ")");
        }
        PriceSheet.Provider shown = providers
                .find(dsl, id)
                .orElseThrow(() -> ProblemException.notFound(
                        "unknown-provider",
                        "No such provider",
                        "id: " + id + " (expected: one listed at /v1/providers)"));
        return EventJson.write(new Shown(
                shown.id(),
                shown.name(),
                shown.kind(),
                shown.url(),
                providers.reports(dsl, List.of(id)).stream().map(Said::of).toList()));
    }

    /** @param next the {@code after} of the next page; null if this is the last */
    record Listed(List<PriceSheet.Provider> items, @Nullable String next) {}

    record Shown(
            String id,
            String name,
            ProviderKind kind,
            @Nullable String url,
            List<Said> reports) {}

    /** What one source says now. */
    record Said(String name, ProviderKind kind, @Nullable String url, Provenance provenance, Instant lastSeenAt) {

        static Said of(HeldReport held) {
            PriceSheet.Provider provider = held.report().provider();
            return new Said(
                    provider.name(),
                    provider.kind(),
                    provider.url(),
                    held.report().provenance(),
                    held.lastSeenAt());
        }
    }
}
