package dev.crosscheck.kit.limit;

import dev.crosscheck.kit.access.Caller;
import dev.crosscheck.kit.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Turns away whoever asks too often for what costs much, and says when to come again. Whoever came by a token is known
 * by his name, everybody else by his address.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "crosscheck.limits.enabled", notEquals = "false")
final class LimitsFilter implements Ordered {

    private final LimitsConfig config;
    private final Allowances allowances;
    private final CallerAddress address;
    private final MeterRegistry meters;

    LimitsFilter(LimitsConfig config, MeterRegistry meters) {
        this.config = config;
        this.allowances = new Allowances(config, System::nanoTime);
        this.address = new CallerAddress(config.proxies());
        this.meters = meters;
    }

    /** Once it is known who is calling, and before anything of the body is read. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    void hold(HttpRequest<?> request) {
        Optional<Cost> cost =
                RouteAttributes.getRouteMatch(request).flatMap(route -> cost(request, route.getAnnotationMetadata()));
        if (cost.isEmpty()) {
            return;
        }
        String caller = Caller.of(request)
                .map(known -> "name " + known.name())
                .orElseGet(() -> "address " + address.of(request));
        Duration wait = allowances.take(cost.get(), caller);
        if (!wait.isZero()) {
            meters.counter("crosscheck.http.limited", "cost", cost.get().id()).increment();
            throw tooMany(config.perMinute(cost.get()), wait);
        }
    }

    private static Optional<Cost> cost(HttpRequest<?> request, AnnotationMetadata route) {
        String[] with = route.stringValues(Costs.class, "with");
        boolean costs = with.length == 0
                || Arrays.stream(with).anyMatch(name -> request.getParameters().contains(name));
        return costs ? route.enumValue(Costs.class, Cost.class) : Optional.empty();
    }

    private static ProblemException tooMany(int perMinute, Duration wait) {
        long seconds = Math.max(1, Math.ceilDiv(wait.toMillis(), 1_000L));
        return new ProblemException(
                URI.create("/problems/too-many-requests"),
                "Too many requests",
                HttpStatus.TOO_MANY_REQUESTS,
                "requests: more than " + perMinute + " a minute (expected: the next in " + seconds + " s)",
                Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
    }
}
