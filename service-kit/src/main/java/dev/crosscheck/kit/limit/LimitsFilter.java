package dev.crosscheck.kit.limit;

import dev.crosscheck.kit.access.Caller;
import dev.crosscheck.kit.limit.Places.Place;
import dev.crosscheck.kit.limit.Turn.Whose;
import dev.crosscheck.kit.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Named;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Turns away whoever asks too often for what costs much, and has the others wait until there is room: so many answers
 * are made at once and no more. Both say when to come again. Whoever came by a token is known by his name, everybody
 * else by his address.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "crosscheck.limits.enabled", notEquals = "false")
final class LimitsFilter implements Ordered {

    private static final String PLACE = LimitsFilter.class.getName() + ".place";

    private final LimitsConfig config;
    private final Allowances allowances;
    private final Map<Cost, Places> places = new EnumMap<>(Cost.class);
    private final CallerAddress address;
    private final MeterRegistry meters;

    LimitsFilter(LimitsConfig config, MeterRegistry meters, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.config = config;
        this.allowances = new Allowances(config, System::nanoTime);
        this.address = new CallerAddress(config.proxies());
        this.meters = meters;
        for (Cost cost : Cost.values()) {
            Places ofCost = new Places(config.atOnce(cost), config.patience(), blocking);
            places.put(cost, ofCost);
            Gauge.builder("crosscheck.http.under.way", ofCost, Places::taken)
                    .tag("cost", cost.id())
                    .register(meters);
            Gauge.builder("crosscheck.http.awaiting", ofCost, Places::waiting)
                    .tag("cost", cost.id())
                    .register(meters);
        }
    }

    /** Once it is known who is calling, and before anything of the body is read. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    CompletableFuture<HttpRequest<?>> hold(HttpRequest<?> request) {
        Optional<Cost> cost = RouteAttributes.getRouteMatch(request)
                .flatMap(route -> CostRule.of(route.getAnnotationMetadata()))
                .filter(rule -> rule.isOf(request))
                .map(CostRule::cost);
        if (cost.isEmpty()) {
            return CompletableFuture.completedFuture(request);
        }
        String caller = Caller.of(request)
                .map(known -> "name " + known.name())
                .orElseGet(() -> "address " + address.of(request));
        Turn turn = allowances.take(cost.get(), caller);
        if (!turn.isNow()) {
            meters.counter(
                            "crosscheck.http.limited",
                            "cost",
                            cost.get().id(),
                            "whose",
                            turn.whose().name().toLowerCase(Locale.ROOT))
                    .increment();
            throw tooMany(config.perMinute(cost.get()), turn);
        }
        return enter(request, cost.get(), caller);
    }

    /** Whatever becomes of a request, also one whose sender has gone: nothing is being made for it any more. */
    @ResponseFilter
    void leave(HttpRequest<?> request) {
        request.getAttribute(PLACE, Place.class).ifPresent(Place::close);
    }

    private CompletableFuture<HttpRequest<?>> enter(HttpRequest<?> request, Cost cost, String caller) {
        CompletableFuture<HttpRequest<?>> entered = new CompletableFuture<>();
        places(cost).ask(caller).whenComplete((place, failure) -> {
            if (failure != null) {
                entered.completeExceptionally(failure);
            } else if (place.isPresent()) {
                request.setAttribute(PLACE, place.get());
                entered.complete(request);
            } else {
                meters.counter("crosscheck.http.busy", "cost", cost.id()).increment();
                entered.completeExceptionally(busy(config.atOnce(cost), config.patience()));
            }
        });
        return entered;
    }

    private Places places(Cost cost) {
        Places ofCost = places.get(cost);
        if (ofCost == null) {
            throw new IllegalStateException("places: none of " + cost + " (expected: some of each cost)");
        }
        return ofCost;
    }

    private static ProblemException tooMany(int perMinute, Turn turn) {
        long seconds = Math.max(1, Math.ceilDiv(turn.after().toMillis(), 1_000L));
        String met = turn.whose() == Whose.OWN
                ? "more than " + perMinute + " a minute"
                : "more than " + (perMinute * LimitsConfig.ALL / 2) + " a minute of all callers together";
        return new ProblemException(
                URI.create("/problems/too-many-requests"),
                "Too many requests",
                HttpStatus.TOO_MANY_REQUESTS,
                "requests: " + met + " (expected: the next in " + seconds + " s)",
                Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
    }

    private static ProblemException busy(int atOnce, Duration waited) {
        return new ProblemException(
                URI.create("/problems/busy"),
                "Too much to do at the moment",
                HttpStatus.SERVICE_UNAVAILABLE,
                "requests: " + atOnce + " of this kind under way, and others waiting (expected: one of these to end"
                        + " within " + waited.toMillis() + " ms); nothing of this one was looked at",
                Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }
}
