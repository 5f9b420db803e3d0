package dev.crosscheck.local.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Every route of a service, tried by everybody: the routes of its API description, and those that only the document
 * names since they are for people or for operators. Who is to be let in stands in the document.
 */
public final class AccessMatrix {

    private static final String MANAGEMENT = "Management ports";
    private static final String ANYONE = "anyone";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private static final int BAD = 400;

    /** What the OWASP Secure Headers Project lists, but for what belongs to the gateway, which has TLS. */
    private static final List<String> CAREFUL = List.of(
            "Content-Security-Policy",
            "Cross-Origin-Embedder-Policy: require-corp",
            "Cross-Origin-Opener-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin",
            "Permissions-Policy",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "X-Permitted-Cross-Domain-Policies: none");

    /** So often nobody may ask for anything that costs much, in the time that it takes to ask. */
    public static final int WITHOUT_END = 5_000;

    private static final String A_DAY = "2026-03-02";
    private static final AtomicInteger CALLER = new AtomicInteger();

    /** Nobody, somebody without a role, and everybody who has one. */
    private static final List<List<String>> CALLERS =
            List.of(List.of(), List.of("no-role"), List.of("reader"), List.of("publisher"), List.of("operator"));

    private final Map<String, ? extends Map<String, ?>> paths;
    private final Map<String, Set<String>> rules;
    private final Map<String, Set<String>> management;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param paths    the {@code paths} of the service's API description: methods by path
     * @param headings of its routes in the document
     */
    public AccessMatrix(Map<String, ? extends Map<String, ?>> paths, String... headings) {
        this.paths = paths;
        this.rules = ApiRoutes.rules(headings);
        this.management = ApiRoutes.rules(MANAGEMENT);
    }

    /**
     * One caller at one route.
     *
     * @param roles    of the caller's token; empty for none
     * @param expected 401, 403, or 200 for whatever the route says to who is let in
     */
    public record Attempt(String route, List<String> roles, int expected) {}

    /** On the service's own port. */
    public Stream<Attempt> attempts() {
        SortedSet<String> routes = new TreeSet<>(rules.keySet());
        routes.addAll(ApiRoutes.described(paths));
        return routes.stream().flatMap(route -> attempts(route, rules.getOrDefault(route, Set.of())));
    }

    /** @param routes those that the service has on its management port, as {@code POST /republish} */
    public Stream<Attempt> managementAttempts(Set<String> routes) {
        return routes.stream().flatMap(route -> attempts(route, management.getOrDefault(route, Set.of())));
    }

    /** Every route that the document names for the service or for management. */
    public SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>(rules.keySet());
        known.addAll(management.keySet());
        return known;
    }

    private static Stream<Attempt> attempts(String route, Set<String> open) {
        return CALLERS.stream().map(roles -> new Attempt(route, roles, expected(roles, open)));
    }

    private static int expected(List<String> roles, Set<String> open) {
        if (open.contains(ANYONE)) {
            return 200;
        }
        if (roles.isEmpty()) {
            return UNAUTHORIZED;
        }
        return open.containsAll(roles) ? 200 : FORBIDDEN;
    }

    /** What the caller meets: 401, 403, or 200 for any other answer that is none of a fault. */
    public int met(URI server, Attempt attempt) {
        int status = answer(request(server, attempt).build()).statusCode();
        return status == UNAUTHORIZED || status == FORBIDDEN || status >= 500 ? status : 200;
    }

    /** Of the headers by which browsers are told to take care, those that the answer to the caller lacks. */
    public SortedSet<String> lacking(URI server, Attempt attempt) {
        HttpResponse<Void> answer = answer(request(server, attempt).build());
        SortedSet<String> lacking = new TreeSet<>(CAREFUL);
        boolean isOpen = rules.getOrDefault(attempt.route(), management.getOrDefault(attempt.route(), Set.of()))
                .contains(ANYONE);
        if (!isOpen) {
            lacking.add("Cache-Control: no-store");
        } else if (answer.statusCode() >= BAD) {
            // A page that says what is wrong with a form is kept, and asked for anew each time.
            lacking.add("Cache-Control");
        }
        answer.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> {
                    lacking.removeIf((name + ": " + value)::equalsIgnoreCase);
                    lacking.removeIf(name::equalsIgnoreCase);
                }));
        return lacking;
    }

    private HttpRequest.Builder request(URI server, Attempt attempt) {
        HttpRequest.Builder request = request(server, attempt.route(), "");
        if (!attempt.roles().isEmpty()) {
            request.header(
                    "Authorization",
                    TestInfrastructure.shared().authorization(attempt.roles().toArray(String[]::new)));
        }
        return request;
    }

    /**
     * Asks for a route that costs much, as somebody who has not asked before, until he is told that it is too often.
     *
     * @param server that believes one proxy
     * @param cost   as in {@link ApiRoutes#costs}: {@code past with asOf, knownAt}
     * @return how often he was let in; {@link #WITHOUT_END} if he was never told
     */
    public int askUntilTurnedAway(URI server, String route, String cost) {
        int caller = CALLER.incrementAndGet();
        String[] parts = cost.split(" with ");
        HttpRequest.Builder request = request(
                        server, route, parts.length == 1 ? "" : "?" + parts[1].split(", ")[0] + "=" + A_DAY)
                .header("X-Forwarded-For", "198.51.100." + caller);
        rules.getOrDefault(route, Set.of()).stream()
                .filter(role -> !role.equals(ANYONE))
                .findFirst()
                .ifPresent(role -> request.header(
                        "Authorization",
                        "Bearer "
                                + TestInfrastructure.shared()
                                        .tokens()
                                        .token("caller " + caller, Duration.ofMinutes(10), List.of(role))));
        for (int asked = 0; asked < WITHOUT_END; asked++) {
            if (answer(request.build()).statusCode() == TOO_MANY) {
                return asked;
            }
        }
        return WITHOUT_END;
    }

    private HttpRequest.Builder request(URI server, String asked, String query) {
        String[] route = asked.split(" ");
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(route[1].replace("{}", "1") + query));
        if (route[0].equals("GET")) {
            return request.GET();
        }
        Optional<String> type = contentType(route[0], route[1]);
        type.ifPresent(known -> request.header("Content-Type", known));
        return request.method(
                route[0],
                type.isPresent() ? HttpRequest.BodyPublishers.ofString("[]") : HttpRequest.BodyPublishers.noBody());
    }

    private HttpResponse<Void> answer(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    /** What the description says that the route reads: another type is turned away before anybody asks who sends it. */
    private Optional<String> contentType(String method, String route) {
        return paths.entrySet().stream()
                .filter(path -> ApiRoutes.nameless(path.getKey()).equals(route))
                .map(path -> path.getValue().get(method.toLowerCase(Locale.ROOT)))
                .flatMap(operation -> member(operation, "requestBody"))
                .flatMap(body -> member(body, "content"))
                .flatMap(content -> ((Map<?, ?>) content).keySet().stream())
                .map(String::valueOf)
                .findFirst();
    }

    private static Stream<Object> member(Object object, String name) {
        return object instanceof Map<?, ?> map && map.containsKey(name) ? Stream.of(map.get(name)) : Stream.empty();
    }
}
