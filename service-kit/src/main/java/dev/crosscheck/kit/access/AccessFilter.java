package dev.crosscheck.kit.access;

import dev.crosscheck.kit.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in whom a route is open to, and nobody else: before anything of the body is read.
 *
 * <p>Who is let in to change something, and who is turned away, is in the log by name; tokens never are.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter implements Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);
    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"crosscheck\"";

    private final TokenReader tokens;
    private final ExecutorService blocking;

    /** The framework counts a request only once it has passed this filter. */
    private final Counter unknown;

    private final Counter notInRole;

    AccessFilter(TokenReader tokens, @Named(TaskExecutors.BLOCKING) ExecutorService blocking, MeterRegistry meters) {
        this.tokens = tokens;
        this.blocking = blocking;
        this.unknown = meters.counter("crosscheck.http.turned.away", "status", "401");
        this.notInRole = meters.counter("crosscheck.http.turned.away", "status", "403");
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }

    /**
     * What is open to anyone goes on where it is. A token is read off the event loop: a signature takes a moment, and
     * the issuer's keys may have to be fetched.
     */
    @RequestFilter
    CompletableFuture<HttpRequest<?>> letIn(HttpRequest<?> request) {
        RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        if (route == null) {
            // Nothing is here, or not in this form; routing says so.
            return CompletableFuture.completedFuture(request);
        }
        Set<Role> open = AccessRules.of(route);
        if (open.contains(Role.ANYONE)) {
            return CompletableFuture.completedFuture(request);
        }
        CompletableFuture<HttpRequest<?>> letIn = new CompletableFuture<>();
        blocking.execute(() -> {
            try {
                check(request, open);
                letIn.complete(request);
            } catch (Throwable e) {
                // Whatever it is: a request without an answer would hang.
                letIn.completeExceptionally(e);
            }
        });
        return letIn;
    }

    private void check(HttpRequest<?> request, Set<Role> open) {
        Caller caller = caller(request);
        if (Collections.disjoint(open, caller.roles())) {
            throw forbidden(request, caller, open);
        }
        if (changes(request)) {
            LOG.atInfo()
                    .addKeyValue("caller", caller.name())
                    .addKeyValue("method", request.getMethodName())
                    .addKeyValue("path", request.getPath())
                    .log("Let in");
        }
        caller.letIn(request);
    }

    private Caller caller(HttpRequest<?> request) {
        List<String> sent = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (sent.isEmpty()) {
            throw unauthorized(request, CHALLENGE, "no token");
        }
        try {
            return tokens.read(bearer(sent));
        } catch (InvalidTokenException e) {
            throw unauthorized(request, CHALLENGE + ", error=\"invalid_token\"", e.getMessage());
        }
    }

    private static String bearer(List<String> sent) throws InvalidTokenException {
        String one = sent.getFirst();
        if (sent.size() > 1 || !one.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new InvalidTokenException("no bearer token, or more than one");
        }
        return one.substring(SCHEME.length()).strip();
    }

    private static boolean changes(HttpRequest<?> request) {
        return request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD;
    }

    private ProblemException unauthorized(HttpRequest<?> request, String challenge, @Nullable String because) {
        unknown.increment();
        LOG.atInfo()
                .addKeyValue("method", request.getMethodName())
                .addKeyValue("path", request.getPath())
                .addKeyValue("because", because)
                .log("Turned away: not known");
        return new ProblemException(
                URI.create("/problems/unauthorized"),
                "Who are you?",
                HttpStatus.UNAUTHORIZED,
                "authorization: none that is valid (expected: a valid bearer token)",
                Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }

    private ProblemException forbidden(HttpRequest<?> request, Caller caller, Set<Role> open) {
        notInRole.increment();
        LOG.atInfo()
                .addKeyValue("caller", caller.name())
                .addKeyValue("method", request.getMethodName())
                .addKeyValue("path", request.getPath())
                .log("Turned away: not in this role");
        return new ProblemException(
                URI.create("/problems/forbidden"),
                "Not yours to do",
                HttpStatus.FORBIDDEN,
                "roles: " + names(caller.roles(), "none") + " (expected: " + names(open, "nobody may do this") + ")",
                Map.of(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\""));
    }

    private static String names(Set<Role> roles, String ifNone) {
        return roles.isEmpty() ? ifNone : roles.stream().sorted().map(Role::id).collect(Collectors.joining(" or "));
    }
}
