package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.http.PageRequest;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The known models, from memory. */
@Controller("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
final class ModelsController {

    private static final int MAX_QUERY = 200;

    private final FactView facts;
    private final ModelIds ids;

    ModelsController(FactView facts, ModelIds ids) {
        this.facts = facts;
        this.ids = ids;
    }

    /**
     * Models by id.
     *
     * @param query words that the id or the name must contain, in any order
     * @param after the last id already seen
     */
    @Get
    @OpenTo(Role.ANYONE)
    byte[] list(
            @Nullable @QueryValue String query,
            @Nullable @QueryValue String after,
            @Nullable @QueryValue Integer limit) {
        if (query != null && query.length() > MAX_QUERY) {
            throw ProblemException.badRequest(
                    "invalid-query",
                    "Not a search",
                    "query: " + query.length() + " characters (expected: at most " + MAX_QUERY + ")");
        }
        int atMost = PageRequest.limit(limit);
        List<String> words = words(query);
        Collection<KnownModel> models = after == null || after.isEmpty()
                ? facts.all().values()
                : facts.all().tailMap(after, false).values();
        List<ModelView.Listed> found = models.stream()
                .filter(model -> matches(model, words))
                .limit(atMost + 1L)
                .map(ModelView.Listed::of)
                .toList();
        boolean more = found.size() > atMost;
        List<ModelView.Listed> shown = more ? found.subList(0, atMost) : found;
        return EventJson.write(
                new ModelView.Listing(shown, more ? shown.getLast().id() : null));
    }

    /** All that is known of a model: facts with their sources, scores, offers, history. */
    @Get("/{id}")
    @OpenTo(Role.ANYONE)
    byte[] show(String id) {
        return EventJson.write(ModelView.of(ids.known(id)));
    }

    private static List<String> words(@Nullable String query) {
        return query == null || query.isBlank()
                ? List.of()
                : Arrays.asList(query.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }

    private static boolean matches(KnownModel model, List<String> words) {
        String text = model.id() + " " + ModelView.name(model).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }
}
