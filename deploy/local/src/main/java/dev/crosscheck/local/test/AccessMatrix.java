package dev.crosscheck.local.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
        String[] route = attempt.route().split(" ");
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(route[1].replace("{}", "1")));
        if (route[0].equals("GET")) {
            request.GET();
        } else {
            Optional<String> type = contentType(route[0], route[1]);
            type.ifPresent(known -> request.header("Content-Type", known));
            request.method(
                    route[0],
                    type.isPresent() ? HttpRequest.BodyPublishers.ofString("[]") : HttpRequest.BodyPublishers.noBody());
        }
        if (!attempt.roles().isEmpty()) {
            request.header(
                    "Authorization",
                    TestInfrastructure.shared().authorization(attempt.roles().toArray(String[]::new)));
        }
        int status = status(request.build());
        return status == UNAUTHORIZED || status == FORBIDDEN || status >= 500 ? status : 200;
    }

    private int status(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
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
