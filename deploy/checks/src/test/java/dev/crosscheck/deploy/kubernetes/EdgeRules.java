package dev.crosscheck.deploy.kubernetes;

import static dev.crosscheck.deploy.kubernetes.Mutant.gone;
import static dev.crosscheck.deploy.kubernetes.Mutant.set;
import static dev.crosscheck.deploy.kubernetes.Mutant.without;
import static dev.crosscheck.deploy.kubernetes.Rule.rule;
import static dev.crosscheck.deploy.kubernetes.Rule.unless;

import dev.crosscheck.deploy.kubernetes.Manifests.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is seen from outside, and what Prometheus sees. */
final class EdgeRules {

    private static final String GATEWAY = "Gateway/crosscheck";
    private static final String PAGES = "HTTPRoute/pages";

    static final List<Rule> ALL = List.of(
            rule(
                    "whoever comes from outside comes over TLS",
                    EdgeRules::overTls,
                    set(GATEWAY, "/spec/listeners/1/protocol", "HTTP"),
                    without(GATEWAY, "/spec/listeners/1/tls"),
                    set(PAGES, "/spec/parentRefs/0/sectionName", "http"),
                    without(PAGES, "/spec/parentRefs/0/sectionName"),
                    set("HTTPRoute/to-tls", "/spec/rules/0/filters/0/requestRedirect/scheme", "http"),
                    gone("HTTPRoute/to-tls")),
            rule(
                    "browsers are told to come over TLS for a year",
                    manifests -> served(manifests)
                            .flatMap(route -> unless(
                                    route.getSpec().getRules().stream().allMatch(EdgeRules::saysSo),
                                    "HTTPRoute/" + route.getMetadata().getName() + ": no Strict-Transport-Security")),
                    without(PAGES, "/spec/rules/0/filters"),
                    set(PAGES, "/spec/rules/0/filters/0/responseHeaderModifier/set/0/value", "max-age=60")),
            rule(
                    "public ports are served, and nothing else",
                    EdgeRules::backends,
                    gone("HTTPRoute/catalog"),
                    set(PAGES, "/spec/rules/0/backendRefs/0/port", "9080"),
                    set(PAGES, "/spec/rules/0/backendRefs/0/name", "catalog-service"),
                    set(PAGES, "/spec/rules/0/backendRefs/0/name", "comparison-refresher")),
            rule(
                    "a route is of the name that its listener has a certificate for",
                    manifests -> served(manifests).flatMap(route -> {
                        Map<String, String> hosts = manifests.one(Gateway.class).getSpec().getListeners().stream()
                                .filter(it -> it.getHostname() != null)
                                .collect(Collectors.toMap(Listener::getName, Listener::getHostname));
                        String section =
                                route.getSpec().getParentRefs().getFirst().getSectionName();
                        return unless(
                                route.getSpec().getHostnames().equals(List.of(String.valueOf(hosts.get(section))))
                                        && route.getSpec()
                                                .getParentRefs()
                                                .getFirst()
                                                .getName()
                                                .equals(manifests
                                                        .one(Gateway.class)
                                                        .getMetadata()
                                                        .getName()),
                                "HTTPRoute/" + route.getMetadata().getName() + ": "
                                        + route.getSpec().getHostnames() + " at " + hosts.get(section));
                    }),
                    set(PAGES, "/spec/hostnames/0", "other.example.com"),
                    set(GATEWAY, "/spec/listeners/1/hostname", "other.example.com"),
                    set(PAGES, "/spec/parentRefs/0/name", "other")),
            rule(
                    "no value is left to be set",
                    manifests -> manifests.all().stream()
                            .filter(it -> it.tree().toString().contains("to-be-set"))
                            .map(it -> it.id() + ": has a value that was to be set"),
                    set(GATEWAY, "/spec/gatewayClassName", "to-be-set")),
            rule(
                    "Prometheus asks every service where its figures are",
                    EdgeRules::monitored,
                    gone("PodMonitor/services"),
                    without("PodMonitor/services", "/spec/jobLabel"),
                    set("PodMonitor/services", "/spec/podTargetLabels", "[app.kubernetes.io/name]"),
                    set("PodMonitor/services", "/spec/podMetricsEndpoints/0/path", "/metrics"),
                    set("PodMonitor/services", "/spec/podMetricsEndpoints/0/port", "http"),
                    set(
                            "PodMonitor/services",
                            "/spec/selector/matchExpressions/0/values",
                            "[catalog, pricing, reader]"),
                    set(
                            "PodMonitor/services",
                            "/spec/selector/matchExpressions/0/values",
                            "[catalog, pricing, reader, refresher, migration]"),
                    gone("PodMonitor/kafka"),
                    set("PodMonitor/postgres", "/spec/selector/matchLabels/cnpg.io~1cluster", "other")));

    /** Routes to services of ours. */
    private static Stream<HTTPRoute> served(Manifests manifests) {
        return manifests.all(HTTPRoute.class).stream()
                .filter(route -> route.getSpec().getRules().stream()
                        .anyMatch(it -> !it.getBackendRefs().isEmpty()));
    }

    private static Stream<String> overTls(Manifests manifests) {
        List<Listener> listeners = manifests.one(Gateway.class).getSpec().getListeners();
        Set<String> secure = listeners.stream()
                .filter(it -> it.getProtocol().equals("HTTPS")
                        && it.getPort() == 443
                        && it.getTls() != null
                        && !it.getTls().getCertificateRefs().isEmpty())
                .map(Listener::getName)
                .collect(Collectors.toSet());
        Stream<String> routes = served(manifests)
                .filter(route -> route.getSpec().getParentRefs().stream()
                        .anyMatch(it -> it.getSectionName() == null || !secure.contains(it.getSectionName())))
                .map(route -> "HTTPRoute/" + route.getMetadata().getName() + ": answers without TLS");
        boolean redirected = manifests.all(HTTPRoute.class).stream()
                .anyMatch(route ->
                        route.getSpec().getParentRefs().stream().allMatch(it -> "http".equals(it.getSectionName()))
                                && route.getSpec().getRules().stream()
                                        .allMatch(rule -> rule.getBackendRefs().isEmpty()
                                                && rule.getFilters().stream()
                                                        .anyMatch(it -> it.getRequestRedirect() != null
                                                                && "https"
                                                                        .equals(it.getRequestRedirect()
                                                                                .getScheme()))));
        return Stream.concat(routes, unless(redirected, "Gateway: who comes without TLS is told nothing"));
    }

    private static boolean saysSo(HTTPRouteRule rule) {
        return rule.getFilters().stream()
                .filter(it -> it.getResponseHeaderModifier() != null)
                .flatMap(it -> it.getResponseHeaderModifier().getSet().stream())
                .anyMatch(it -> it.getName().equals("Strict-Transport-Security")
                        && it.getValue().startsWith("max-age=31536000"));
    }

    private static Stream<String> backends(Manifests manifests) {
        Map<String, Integer> served = served(manifests)
                .flatMap(it -> it.getSpec().getRules().stream())
                .flatMap(it -> it.getBackendRefs().stream())
                .collect(Collectors.toMap(it -> it.getName(), it -> it.getPort(), (one, other) -> -1));
        Map<String, Integer> services = manifests.all(Service.class).stream()
                .collect(Collectors.toMap(
                        it -> it.getMetadata().getName(),
                        it -> it.getSpec().getPorts().getFirst().getPort()));
        return unless(served.equals(services), "served: " + served + " (expected: " + services + ")");
    }

    private static Stream<String> monitored(Manifests manifests) {
        Set<String> running = LifeRules.running(manifests).map(Pod::component).collect(Collectors.toSet());
        boolean services = manifests.all(Monitoring.PodMonitor.class).stream()
                .anyMatch(it -> it.spec().selector().getMatchExpressions().stream()
                                .anyMatch(selected -> selected.getKey().equals("app.kubernetes.io/component")
                                        && selected.getOperator().equals("In")
                                        && Set.copyOf(selected.getValues()).equals(running))
                        // Alerts and dashboards know a job by the service's name.
                        && "app.kubernetes.io/name".equals(it.spec().jobLabel())
                        // Alerts tell readers from refreshers by it.
                        && it.spec().podTargetLabels().contains("app.kubernetes.io/component")
                        && it.spec().podMetricsEndpoints().stream()
                                .allMatch(at -> "management".equals(at.port()) && "/prometheus".equals(at.path())));
        Stream<String> others = Stream.of(
                        Map.of("strimzi.io/name", "crosscheck-kafka", "strimzi.io/cluster", "crosscheck"),
                        Map.of(
                                "cnpg.io/cluster",
                                manifests.one(Cnpg.Cluster.class).metadata().getName()))
                .filter(labels -> manifests.all(Monitoring.PodMonitor.class).stream()
                        .noneMatch(it -> labels.equals(it.spec().selector().getMatchLabels())))
                .map(labels -> "Prometheus: does not ask " + labels);
        return Stream.concat(unless(services, "Prometheus: does not ask " + running), others);
    }

    private EdgeRules() {}
}
