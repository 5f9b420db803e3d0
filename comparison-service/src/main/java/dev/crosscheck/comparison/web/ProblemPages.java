package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.kit.problem.Problem;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Arrays;
import java.util.List;

/** Shows a problem as a page to whoever reads pages; programs get the same words as JSON. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemPages {

    private final FactView facts;

    ProblemPages(FactView facts) {
        this.facts = facts;
    }

    @ResponseFilter
    void show(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.body() instanceof Problem problem && wantsHtml(request)) {
            response.body(Templates.render("problem.jte", new ProblemView(problem, suggestions(problem))))
                    .contentType(Documents.HTML);
        }
    }

    /** Only who asks for HTML by name: a program that takes anything is better off with JSON. */
    private static boolean wantsHtml(HttpRequest<?> request) {
        return !request.getPath().startsWith("/v1/")
                && request.accept().stream().anyMatch(type -> type.getName().equals(MediaType.TEXT_HTML));
    }

    /** The models that the problem itself names. */
    private List<HomeView.Option> suggestions(Problem problem) {
        return Arrays.stream(problem.detail().split("[^a-z0-9._-]+"))
                .flatMap(word -> facts.find(word).stream())
                .distinct()
                .map(model -> new HomeView.Option(
                        model.id(), FactDigests.digest(model).name()))
                .toList();
    }
}
