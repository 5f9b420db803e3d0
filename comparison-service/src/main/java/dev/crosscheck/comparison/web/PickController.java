package dev.crosscheck.comparison.web;

import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes two models as people type them to their comparison. */
@Controller("/pick")
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(Documents.HTML)
final class PickController {

    private static final int CHOICES = 30;

    private final ModelFinder finder;

    PickController(ModelFinder finder) {
        this.finder = finder;
    }

    /**
     * Redirects to the comparison if each text names one model, else asks which one is meant.
     *
     * @param a an id, a name or some words of either
     * @param b the same for the other model
     */
    @Get
    @OpenTo(Role.ANYONE)
    HttpResponse<?> pick(@Nullable @QueryValue String a, @Nullable @QueryValue String b) {
        String one = typed("a", a);
        String other = typed("b", b);
        List<Digest> ones = finder.meant(one);
        if (ones.size() != 1) {
            return ask(one, ones, "b", other);
        }
        List<Digest> others = finder.meant(other);
        if (others.size() != 1) {
            return ask(other, others, "a", ones.getFirst().id());
        }
        String first = ones.getFirst().id();
        String second = others.getFirst().id();
        return first.equals(second)
                ? HttpResponse.seeOther(URI.create(Addresses.model(first)))
                : HttpResponse.seeOther(URI.create(Addresses.pair(first, second)));
    }

    private HttpResponse<?> ask(String typed, List<Digest> fitting, String name, String other) {
        return Documents.page(
                HttpStatus.NOT_FOUND,
                "choice.jte",
                new ChoiceView(
                        typed,
                        fitting.stream()
                                .limit(CHOICES)
                                .map(model -> new ChoiceView.Choice(
                                        model.name(),
                                        model.id(),
                                        "/pick?"
                                                + Addresses.query(List.of(
                                                        Addresses.query(name.equals("a") ? "b" : "a", model.id()),
                                                        Addresses.query(name, other)))))
                                .toList(),
                        finder.options(HomeController.OPTIONS)));
    }

    private static String typed(String field, @Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.length() > ModelFinder.MAX_QUERY) {
            throw ProblemException.badRequest(
                    "invalid-query",
                    "Not a search",
                    field + ": " + stripped.length() + " characters (expected: at most " + ModelFinder.MAX_QUERY + ")");
        }
        return stripped;
    }
}
