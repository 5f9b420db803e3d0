package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.FieldText;
import dev.crosscheck.comparison.page.Tokens;
import dev.crosscheck.comparison.page.Usd;
import dev.crosscheck.comparison.reading.ModelIds;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Models as people look for them, and all that is known of one. */
@Controller("/models")
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(Documents.HTML)
final class ModelsPageController {

    private static final int SHOWN = 500;

    private final FactView facts;
    private final Digests digests;
    private final ModelFinder finder;
    private final ModelIds ids;

    ModelsPageController(FactView facts, Digests digests, ModelFinder finder, ModelIds ids) {
        this.facts = facts;
        this.digests = digests;
        this.finder = finder;
        this.ids = ids;
    }

    /**
     * @param query words that the id, the name or the maker must contain
     * @param after the last id already seen
     */
    @Get
    @OpenTo(Role.ANYONE)
    HttpResponse<byte[]> list(@Nullable @QueryValue String query, @Nullable @QueryValue String after) {
        String words = query == null ? "" : query.strip();
        if (words.length() > ModelFinder.MAX_QUERY) {
            throw ProblemException.badRequest(
                    "invalid-query",
                    "Not a search",
                    "query: " + words.length() + " characters (expected: at most " + ModelFinder.MAX_QUERY + ")");
        }
        List<Digest> found = finder.search(words);
        List<Digest> following = found.stream()
                .filter(model -> after == null || model.id().compareTo(after) > 0)
                .limit(SHOWN + 1L)
                .toList();
        boolean more = following.size() > SHOWN;
        List<Digest> shown = more ? following.subList(0, SHOWN) : following;
        String next = more
                ? "/models?"
                        + Addresses.query(List.of(
                                Addresses.query("query", words),
                                Addresses.query("after", shown.getLast().id())))
                : null;
        return Documents.page(
                "models.jte",
                new ModelsView(
                        words,
                        Tokens.exact(found.size()),
                        shown.stream().flatMap(this::item).toList(),
                        next));
    }

    /** All that is known of one model. */
    @Get("/{id}")
    @OpenTo(Role.ANYONE)
    HttpResponse<byte[]> show(String id) {
        return Documents.page(
                "model.jte", ModelPages.of(ids.known(id), digests.all(), finder.options(HomeController.OPTIONS)));
    }

    private Stream<ModelsView.Item> item(Digest digest) {
        return facts.find(digest.id()).map(model -> item(digest, model)).stream();
    }

    private static ModelsView.Item item(Digest digest, KnownModel model) {
        PriceSheet prices = model.profile().prices();
        long live = prices == null
                ? 0
                : prices.offers().stream()
                        .filter(offer -> offer.status() == RouteStatus.LIVE || offer.status() == RouteStatus.BETA)
                        .count();
        return new ModelsView.Item(
                digest.id(),
                digest.name(),
                digest.maker(),
                FactDigests.fact(model, ModelField.KIND),
                FactDigests.fact(model, ModelField.RELEASED),
                text(model, ModelField.CONTEXT_TOKENS),
                text(model, ModelField.PARAMETERS),
                digest.blended() == null ? null : Usd.exact(Objects.requireNonNull(digest.blended())),
                (int) live,
                digest.scores().size());
    }

    private static @Nullable String text(KnownModel model, ModelField field) {
        String value = FactDigests.fact(model, field);
        return value == null
                ? null
                : field == ModelField.CONTEXT_TOKENS
                        ? Tokens.exact(Long.parseLong(value))
                        : FieldText.value(field, value);
    }
}
