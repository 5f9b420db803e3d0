package dev.crosscheck.deploy.kubernetes;

import static dev.crosscheck.deploy.kubernetes.Mutant.gone;
import static dev.crosscheck.deploy.kubernetes.Mutant.set;
import static dev.crosscheck.deploy.kubernetes.Mutant.without;
import static dev.crosscheck.deploy.kubernetes.Rule.rule;
import static dev.crosscheck.deploy.kubernetes.Rule.unless;

import dev.crosscheck.deploy.kubernetes.Manifests.Pod;
import dev.crosscheck.local.Service;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a service is started, asked how it is, replaced and stopped. */
final class LifeRules {

    private static final String CATALOG = "Deployment/catalog-service";
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    /** What a start takes once the schema is there: it loads its facts. */
    private static final Duration LOADING = Duration.ofMinutes(4);

    /** What a balancer needs to learn that a pod is going, told at the same moment as the pod. */
    private static final int TAKEN_OUT_WITHIN_SECONDS = 10;

    static final List<Rule> ALL = List.of(
            rule(
                    "ports are those that services listen at",
                    manifests -> running(manifests)
                            .flatMap(pod -> unless(
                                    ports(pod)
                                            .equals(Map.of(
                                                    "http",
                                                    service(pod).defaultPort(),
                                                    "management",
                                                    service(pod).defaultManagementPort())),
                                    pod.id() + ": " + ports(pod))),
                    set(CATALOG, CONTAINER + "/ports/0/containerPort", "8080"),
                    set(CATALOG, CONTAINER + "/ports/1/name", "metrics")),
            rule(
                    "probes ask what they mean",
                    manifests -> running(manifests).flatMap(LifeRules::asks),
                    set(CATALOG, CONTAINER + "/livenessProbe/httpGet/path", "/health"),
                    set(CATALOG, CONTAINER + "/readinessProbe/httpGet/path", "/health/liveness"),
                    set(CATALOG, CONTAINER + "/startupProbe/httpGet/path", "/health/readiness"),
                    set(CATALOG, CONTAINER + "/readinessProbe/httpGet/port", "http"),
                    without(CATALOG, CONTAINER + "/startupProbe")),
            rule(
                    "a start may wait for its schema",
                    manifests -> manifests.deployments().stream().flatMap(LifeRules::mayWait),
                    set(CATALOG, CONTAINER + "/startupProbe/failureThreshold", "300"),
                    set(CATALOG, "/spec/progressDeadlineSeconds", "600")),
            rule(
                    "nobody is killed for a moment's silence",
                    manifests -> running(manifests).flatMap(pod -> {
                        Probe alive = pod.container().getLivenessProbe();
                        return unless(
                                alive.getPeriodSeconds() * alive.getFailureThreshold() >= 30
                                        && alive.getTimeoutSeconds() >= 5,
                                pod.id() + ": killed within seconds");
                    }),
                    set(CATALOG, CONTAINER + "/livenessProbe/failureThreshold", "1"),
                    set(CATALOG, CONTAINER + "/livenessProbe/timeoutSeconds", "1")),
            rule(
                    "a pod has all the time that it may take to stop",
                    manifests -> running(manifests).flatMap(pod -> mayStop(manifests, pod)),
                    set(CATALOG, "/spec/template/spec/terminationGracePeriodSeconds", "30"),
                    set(CATALOG, CONTAINER + "/env/-", "{name: CROSSCHECK_HTTP_FAREWELL_WITHIN, value: 90s}"),
                    without(CATALOG, CONTAINER + "/lifecycle"),
                    set(CATALOG, CONTAINER + "/lifecycle/preStop/sleep/seconds", "1")),
            rule(
                    "a replica goes when another has come",
                    manifests -> manifests.deployments().stream().flatMap(it -> {
                        var strategy = it.getSpec().getStrategy();
                        return unless(
                                strategy.getType().equals("RollingUpdate")
                                        && Objects.equals(
                                                strategy.getRollingUpdate()
                                                        .getMaxUnavailable()
                                                        .getIntVal(),
                                                0)
                                        && Objects.requireNonNullElse(
                                                        strategy.getRollingUpdate()
                                                                .getMaxSurge()
                                                                .getIntVal(),
                                                        0)
                                                > 0
                                        && it.getSpec().getRevisionHistoryLimit() != null,
                                it.getMetadata().getName() + ": fewer while it is replaced");
                    }),
                    set(CATALOG, "/spec/strategy/rollingUpdate/maxUnavailable", "1"),
                    set(CATALOG, "/spec/strategy", "{type: Recreate}"),
                    without(CATALOG, "/spec/revisionHistoryLimit")),
            rule(
                    "nodes are emptied one replica at a time",
                    manifests -> manifests.deployments().stream()
                            .flatMap(it -> unless(
                                    manifests.all(PodDisruptionBudget.class).stream()
                                                    .filter(budget -> budget.getSpec()
                                                            .getSelector()
                                                            .equals(it.getSpec().getSelector()))
                                                    .filter(budget -> Objects.equals(
                                                                    budget.getSpec()
                                                                            .getMaxUnavailable()
                                                                            .getIntVal(),
                                                                    1)
                                                            && "AlwaysAllow"
                                                                    .equals(budget.getSpec()
                                                                            .getUnhealthyPodEvictionPolicy()))
                                                    .count()
                                            == 1,
                                    it.getMetadata().getName() + ": no budget of one")),
                    gone("PodDisruptionBudget/catalog-service"),
                    set("PodDisruptionBudget/catalog-service", "/spec/maxUnavailable", "2"),
                    without("PodDisruptionBudget/catalog-service", "/spec/unhealthyPodEvictionPolicy"),
                    set(
                            "PodDisruptionBudget/comparison-refresher",
                            "/spec/selector/matchLabels/app.kubernetes.io~1component",
                            "reader")),
            rule(
                    "replicas are spread over zones and nodes",
                    manifests -> manifests.deployments().stream().flatMap(LifeRules::isSpread),
                    without(CATALOG, "/spec/template/spec/topologySpreadConstraints/0"),
                    set(
                            "Deployment/comparison-refresher",
                            "/spec/template/spec/topologySpreadConstraints/0/labelSelector",
                            "{matchLabels: {app.kubernetes.io/component: reader}}")),
            rule(
                    "a Deployment has its own pods, and a Service those of one Deployment",
                    LifeRules::areTold,
                    set(
                            "Deployment/comparison-refresher",
                            "/spec/template/metadata/labels/app.kubernetes.io~1component",
                            "reader"),
                    set("Service/comparison-service", "/spec/selector", "{app.kubernetes.io/name: comparison-service}"),
                    set("Service/comparison-service", "/spec/ports/0/targetPort", "management"),
                    set("Service/catalog-service", "/spec/ports/0/targetPort", "web"),
                    set("Service/catalog-service", "/spec/type", "LoadBalancer")));

    /** Everything that runs all the time. */
    static Stream<Pod> running(Manifests manifests) {
        return manifests.pods().stream().filter(pod -> pod.owner() instanceof Deployment);
    }

    private static Service service(Pod pod) {
        return Arrays.stream(Service.values())
                .filter(service -> service.module().equals(pod.service()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Integer> ports(Pod pod) {
        return pod.container().getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
    }

    private static Stream<String> asks(Pod pod) {
        return Stream.of(
                        asks(pod, pod.container().getStartupProbe(), "/health/liveness"),
                        asks(pod, pod.container().getLivenessProbe(), "/health/liveness"),
                        asks(pod, pod.container().getReadinessProbe(), "/health/readiness"))
                .flatMap(it -> it);
    }

    private static Stream<String> asks(Pod pod, Probe probe, String path) {
        return unless(
                probe != null
                        && path.equals(probe.getHttpGet().getPath())
                        && "management".equals(probe.getHttpGet().getPort().getStrVal()),
                pod.id() + ": a probe (expected: of " + path + " at the management port)");
    }

    private static Stream<String> mayWait(Deployment deployment) {
        Probe started = deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getStartupProbe();
        String service =
                deployment.getSpec().getTemplate().getMetadata().getLabels().get("app.kubernetes.io/name");
        Duration schemaWithin =
                Code.duration(Settings.of(service).getOrDefault("CROSSCHECK_DATABASE_SCHEMA_WITHIN", ""));
        Duration patience = Duration.ofSeconds((long) started.getPeriodSeconds() * started.getFailureThreshold());
        return Stream.concat(
                unless(
                        patience.compareTo(schemaWithin.plus(LOADING)) >= 0,
                        deployment.getMetadata().getName() + ": killed after " + patience + " (expected: "
                                + schemaWithin.plus(LOADING) + " or later)"),
                unless(
                        deployment.getSpec().getProgressDeadlineSeconds() > patience.toSeconds(),
                        deployment.getMetadata().getName() + ": given up before it has started"));
    }

    private static Stream<String> mayStop(Manifests manifests, Pod pod) {
        var lifecycle = pod.container().getLifecycle();
        if (lifecycle == null
                || lifecycle.getPreStop() == null
                || lifecycle.getPreStop().getSleep() == null) {
            return Stream.of(pod.id() + ": stops while it is still asked");
        }
        long sleep = lifecycle.getPreStop().getSleep().getSeconds();
        long needed = sleep
                + Code.stoppingTakes(pod.service(), SettingRules.settings(manifests, pod))
                        .toSeconds();
        long grace = pod.spec().getTerminationGracePeriodSeconds();
        return Stream.concat(
                unless(sleep >= TAKEN_OUT_WITHIN_SECONDS, pod.id() + ": told to stop while it is still asked"),
                unless(
                        grace >= needed,
                        pod.id() + ": killed after " + grace + " s (expected: " + needed + " or later)"));
    }

    private static Stream<String> isSpread(Deployment deployment) {
        List<TopologySpreadConstraint> constraints =
                deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints();
        Set<String> over = constraints.stream()
                .filter(it -> it.getLabelSelector().equals(deployment.getSpec().getSelector()))
                .map(TopologySpreadConstraint::getTopologyKey)
                .collect(Collectors.toSet());
        return unless(
                over.equals(Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")),
                deployment.getMetadata().getName() + ": spread over " + over);
    }

    private static Stream<String> areTold(Manifests manifests) {
        Stream<String> deployments = manifests.deployments().stream().flatMap(deployment -> {
            Map<String, String> wanted = deployment.getSpec().getSelector().getMatchLabels();
            List<String> selected = manifests.pods().stream()
                    .filter(pod -> pod.labels().entrySet().containsAll(wanted.entrySet()))
                    .map(Pod::id)
                    .toList();
            String own = "Deployment/" + deployment.getMetadata().getName();
            return unless(selected.equals(List.of(own)), own + ": has the pods of " + selected);
        });
        Stream<String> services = manifests.all(io.fabric8.kubernetes.api.model.Service.class).stream()
                .flatMap(service -> {
                    List<Pod> selected = manifests.pods().stream()
                            .filter(pod -> pod.labels()
                                    .entrySet()
                                    .containsAll(service.getSpec().getSelector().entrySet()))
                            .toList();
                    List<ServicePort> ports = service.getSpec().getPorts();
                    return unless(
                            service.getSpec().getType() == null
                                    && selected.size() == 1
                                    && ports.size() == 1
                                    && "http"
                                            .equals(ports.getFirst()
                                                    .getTargetPort()
                                                    .getStrVal())
                                    && ports.getFirst()
                                            .getPort()
                                            .equals(ports(selected.getFirst()).get("http")),
                            "Service/" + service.getMetadata().getName() + ": " + selected.size()
                                    + " sets of pods, ports " + ports
                                    + " (expected: the public port of one, for this cluster)");
                });
        return Stream.concat(deployments, services);
    }

    private LifeRules() {}
}
