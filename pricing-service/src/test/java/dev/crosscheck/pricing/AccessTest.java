package dev.crosscheck.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.Topics;
import dev.crosscheck.kit.limit.CostRule;
import dev.crosscheck.local.test.AccessMatrix;
import dev.crosscheck.local.test.AccessMatrix.Attempt;
import dev.crosscheck.local.test.ApiRoutes;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micronaut.http.HttpMethod;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.URI;
import java.util.HashMap;
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

    private static final String[] HEADINGS = {"pricing-service", "catalog-service and pricing-service"};

    private static AccessMatrix matrix;
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        matrix = new AccessMatrix(OpenApiTest.paths(), HEADINGS);
        TestInfrastructure infrastructure = TestInfrastructure.shared();
        infrastructure.kafka().createTopics(Topics.ALL);
        Map<String, Object> settings =
                new HashMap<>(infrastructure.newServiceDatabase("pricing").properties());
        settings.putAll(infrastructure.tokens().properties());
        settings.put(
                "crosscheck.kafka.bootstrap-servers", infrastructure.kafka().bootstrapServers());
        settings.put("crosscheck.limits.proxies", 1);
        settings.put("micronaut.server.port", -1);
        settings.put("endpoints.all.port", "${random.port}");
        server = Started.with(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Attempt> attempts() {
        return matrix.attempts();
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void routeIsOpenToThoseWhomTheDocumentNames(Attempt attempt) {
        assertThat(matrix.met(server.getURI(), attempt)).isEqualTo(attempt.expected());
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
        assertThat(matrix.lacking(server.getURI(), attempt)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("managementAttempts")
    void everyAnswerOfManagementDoesToo(Attempt attempt) {
        assertThat(matrix.lacking(management(), attempt)).isEmpty();
    }

    /** Also what has no place in the API description: pages for people, and what comes with the framework. */
    @Test
    void everyRouteThatThereIsStandsInTheDocument() {
        assertThat(routes()).contains("POST /v1/updates", "POST /republish").isSubsetOf(matrix.known());
    }

    static Stream<Arguments> costlyRoutes() {
        return ApiRoutes.costs(HEADINGS).entrySet().stream()
                .map(route -> Arguments.of(route.getKey(), route.getValue()));
    }

    @ParameterizedTest
    @MethodSource("costlyRoutes")
    void nobodyMayAskForACostlyRouteWithoutEnd(String route, String cost) {
        assertThat(matrix.askUntilTurnedAway(server.getURI(), route, cost)).isBetween(1, AccessMatrix.WITHOUT_END - 1);
    }

    @Test
    void routesCostWhatTheDocumentSays() {
        SortedMap<String, String> costs = new TreeMap<>();
        server.getApplicationContext()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .forEach(route -> CostRule.of(route.getAnnotationMetadata())
                        .ifPresent(rule -> costs.put(name(route), rule.toString())));

        assertThat(costs).containsKey("GET /v1/sources").isEqualTo(ApiRoutes.costs(HEADINGS));
    }

    private static URI management() {
        int port = server.getApplicationContext().getRequiredProperty("endpoints.all.port", Integer.class);
        return URI.create("http://localhost:" + port);
    }

    private static Set<String> routes() {
        return server.getApplicationContext()
                .getBean(Router.class)
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
