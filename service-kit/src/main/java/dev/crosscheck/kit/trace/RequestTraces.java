package dev.crosscheck.kit.trace;

import dev.crosscheck.kit.access.Caller;
import dev.crosscheck.kit.trace.Tracing.Kind;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.web.router.RouteAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step for each request that is routed, once it is known who is calling.
 *
 * <p>Only of a caller who came by a token is it believed that the request belongs to a trace: else anybody could have
 * every request of his traced, and write into traces of others. What anybody else says is a link of a trace of its own,
 * which begins as often as the sampler likes. Health and metrics are no steps.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(condition = TracesWanted.class)
final class RequestTraces implements Ordered {

    private static final String ATTRIBUTE = "crosscheck.step";
    private static final String HEADER = "traceparent";

    private final Tracing tracing;

    RequestTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        String route = BasicHttpAttributes.getUriTemplate(request).orElse(null);
        if (route == null || isOfOperators(request)) {
            return;
        }
        Step step = begin(request, route);
        if (step.traceparent() != null) {
            request.setAttribute(ATTRIBUTE, step);
            context.add(new RequestStep(step));
        }
    }

    private Step begin(HttpRequest<?> request, String route) {
        String said = said(request);
        boolean isBelieved = Caller.of(request).isPresent();
        Map<String, Object> about = new HashMap<>();
        about.put("http.request.method", request.getMethodName());
        about.put("http.route", route);
        about.put("url.scheme", "http");
        return tracing.begin(
                Kind.SERVER,
                request.getMethodName() + " " + route,
                isBelieved ? said : null,
                isBelieved || said == null ? List.of() : List.of(said),
                about);
    }

    @ResponseFilter
    void end(HttpRequest<?> request, @Nullable HttpResponse<?> response, @Nullable Throwable failure) {
        request.getAttribute(ATTRIBUTE, Step.class).ifPresent(step -> {
            if (response != null) {
                step.note("http.response.status_code", response.code());
                if (response.code() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
                    step.failed(Integer.toString(response.code()));
                }
            } else if (failure != null) {
                step.failed(failure);
            }
            step.close();
        });
    }

    /** Two are one too many to be right. */
    private static @Nullable String said(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(HEADER);
        return headers.size() == 1 ? headers.getFirst() : null;
    }

    private static boolean isOfOperators(HttpRequest<?> request) {
        return RouteAttributes.getRouteInfo(request)
                .map(info -> info.getDeclaringType().isAnnotationPresent(Endpoint.class))
                .orElse(false);
    }
}
