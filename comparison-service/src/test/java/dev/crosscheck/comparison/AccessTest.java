package dev.crosscheck.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.sample.RunningService;
import dev.crosscheck.kit.limit.CostRule;
import dev.crosscheck.local.test.AccessMatrix;
import dev.crosscheck.local.test.AccessMatrix.Attempt;
import dev.crosscheck.local.test.ApiRoutes;
import io.micronaut.context.env.Environment;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route, tried by everybody: who is let in is who the document says, and a route without a rule is nobody's. */
class AccessTest {

    private static final String[] HEADINGS = {"comparison-service"};

    private static AccessMatrix matrix;
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        matrix = new AccessMatrix(OpenApiTest.paths(), HEADINGS);
        service = RunningService.startWithRealPages(Map.of(
                "endpoints.all.port",
                "${random.port}",
                "crosscheck.limits.enabled",
                true,
                "crosscheck.limits.proxies",
                1));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<Attempt> attempts() {
        return matrix.attempts();
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void routeIsOpenToThoseWhomTheDocumentNames(Attempt attempt) {
        assertThat(matrix.met(service.address(), attempt)).isEqualTo(attempt.expected());
    }

    static Stream<Attempt> managementAttempts() {
        Set<String> management = new TreeSet<>(ApiRoutes.documented("Management ports"));
        management.retainAll(routes());
        return matrix.managementAttempts(management);
    }

    @ParameterizedTest
    @MethodSource("managementAttempts")
    void managementIsOpenToThoseWhomTheDocumentNames(Attempt attempt) {
        assertThat(matrix.met(management(), attempt)).isEqualTo(attempt.expected());
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void everyAnswerTellsBrowsersToTakeCare(Attempt attempt) {
        assertThat(matrix.lacking(service.address(), attempt)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("managementAttempts")
    void everyAnswerOfManagementDoesToo(Attempt attempt) {
        assertThat(matrix.lacking(management(), attempt)).isEmpty();
    }

    /** Also what has no place in the API description: pages for people, and what comes with the framework. */
    @Test
    void everyRouteThatThereIsStandsInTheDocument() {
        assertThat(routes()).contains("POST /v1/previews", "POST /rebuild").isSubsetOf(matrix.known());
    }

    static Stream<Arguments> costlyRoutes() {
        return ApiRoutes.costs(HEADINGS).entrySet().stream()
                .map(route -> Arguments.of(route.getKey(), route.getValue()));
    }

    @ParameterizedTest
    @MethodSource("costlyRoutes")
    void nobodyMayAskForACostlyRouteWithoutEnd(String route, String cost) {
        assertThat(matrix.askUntilTurnedAway(service.address(), route, cost))
                .isBetween(1, AccessMatrix.WITHOUT_END - 1);
    }

    @Test
    void routesCostWhatTheDocumentSays() {
        SortedMap<String, String> costs = new TreeMap<>();
        service.get(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .forEach(route -> CostRule.of(route.getAnnotationMetadata())
                        .ifPresent(rule -> costs.put(name(route), rule.toString())));

        assertThat(costs).containsKey("GET /scatter").isEqualTo(ApiRoutes.costs(HEADINGS));
    }

    private static URI management() {
        int port = service.get(Environment.class).getRequiredProperty("endpoints.all.port", Integer.class);
        return URI.create("http://localhost:" + port);
    }

    private static Set<String> routes() {
        return service.get(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .map(AccessTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(UriRouteInfo<?, ?> route) {
        return route.getHttpMethodName() + " "
                + ApiRoutes.nameless(route.getUriMatchTemplate().toString());
    }
}
