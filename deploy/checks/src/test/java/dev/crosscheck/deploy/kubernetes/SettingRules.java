package dev.crosscheck.deploy.kubernetes;

import static dev.crosscheck.deploy.kubernetes.Mutant.set;
import static dev.crosscheck.deploy.kubernetes.Rule.rule;
import static dev.crosscheck.deploy.kubernetes.Rule.unless;

import dev.crosscheck.deploy.kubernetes.Manifests.Pod;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.micronaut.context.env.Environment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What services are told. */
final class SettingRules {

    private static final String CATALOG = "Deployment/catalog-service";
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    /** Read by what runs a service, not by a service. */
    private static final Set<String> OF_THE_MACHINE =
            Set.of(Settings.variable(Environment.PROPERTY_SOURCES_KEY), "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    /** Read by OpenTelemetry. */
    static final Set<String> OF_TRACES =
            Set.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG");

    /** Without these a service listens to the wrong people, or to nobody. */
    private static final Set<String> NEEDED = Set.of(
            "CROSSCHECK_DATABASE_URL",
            "CROSSCHECK_DATABASE_APP_USERNAME",
            "CROSSCHECK_DATABASE_APP_PASSWORD",
            "CROSSCHECK_DATABASE_MIGRATE",
            "CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS",
            "CROSSCHECK_KAFKA_INSTANCE_ID",
            "CROSSCHECK_ACCESS_KEYS",
            "CROSSCHECK_ACCESS_ISSUER",
            "CROSSCHECK_LIMITS_PROXIES");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)}");

    static final List<Rule> ALL = List.of(
            rule(
                    "every setting is one that somebody reads",
                    manifests -> manifests.pods().stream()
                            .flatMap(pod -> settings(manifests, pod).keySet().stream()
                                    .filter(name -> !OF_THE_MACHINE.contains(name) && !OF_TRACES.contains(name))
                                    .filter(name -> !Settings.of(pod.service()).containsKey(name))
                                    .filter(name ->
                                            !placeholders(manifests, pod).contains(name))
                                    .map(name -> pod.id() + ": nobody reads " + name)),
                    set(CATALOG, CONTAINER + "/env/-", "{name: CROSSCHECK_KAFKA_BOOTSTRAP_SERVER, value: somewhere}"),
                    // comparison-service alone asks others.
                    set(CATALOG, CONTAINER + "/env/-", "{name: CROSSCHECK_CATALOG_URL, value: 'http://somewhere'}")),
            rule(
                    "every service is told what it cannot do without",
                    manifests -> LifeRules.running(manifests)
                            .flatMap(pod -> NEEDED.stream()
                                    .filter(name -> !settings(manifests, pod).containsKey(name))
                                    .map(name -> pod.id() + ": is not told " + name)),
                    set(CATALOG, CONTAINER + "/envFrom", "[]"),
                    set(CATALOG, CONTAINER + "/env", "[]")),
            rule(
                    "each replica has a name of its own in Kafka",
                    manifests -> LifeRules.running(manifests)
                            .flatMap(pod -> unless(
                                    env(pod).stream()
                                            .anyMatch(it -> it.getName().equals("CROSSCHECK_KAFKA_INSTANCE_ID")
                                                    && it.getValueFrom() != null
                                                    && it.getValueFrom().getFieldRef() != null
                                                    && it.getValueFrom()
                                                            .getFieldRef()
                                                            .getFieldPath()
                                                            .equals("metadata.name")),
                                    pod.id() + ": two replicas would share a name, and throw each other out")),
                    set(CATALOG, CONTAINER + "/env", "[{name: CROSSCHECK_KAFKA_INSTANCE_ID, value: catalog}]")),
            rule(
                    "callers are told apart by what the gateway says of them",
                    manifests -> LifeRules.running(manifests)
                            .flatMap(pod -> unless(
                                    Objects.equals(settings(manifests, pod).get("CROSSCHECK_LIMITS_PROXIES"), "1")
                                            && !settings(manifests, pod).containsKey("CROSSCHECK_LIMITS_ENABLED"),
                                    pod.id() + ": all callers are one, or each is whoever he says")),
                    set(CATALOG, CONTAINER + "/env/-", "{name: CROSSCHECK_LIMITS_PROXIES, value: '0'}"),
                    set(CATALOG, CONTAINER + "/env/-", "{name: CROSSCHECK_LIMITS_ENABLED, value: 'false'}")),
            rule(
                    "stored pages are kept up by whom no reader is sent to",
                    SettingRules::workIsDivided,
                    set(
                            "Deployment/comparison-refresher",
                            CONTAINER + "/env/-",
                            "{name: CROSSCHECK_REFRESH_ENABLED, value: 'false'}"),
                    set(
                            "Deployment/comparison-service",
                            CONTAINER + "/env/-",
                            "{name: CROSSCHECK_REFRESH_ENABLED, value: 'true'}"),
                    set("Service/comparison-service", "/spec/selector/app.kubernetes.io~1component", "refresher")),
            rule(
                    "tokens are believed of an issuer over TLS",
                    manifests -> LifeRules.running(manifests)
                            .flatMap(pod -> unless(
                                    settings(manifests, pod)
                                                    .getOrDefault("CROSSCHECK_ACCESS_KEYS", "")
                                                    .startsWith("https://")
                                            && settings(manifests, pod)
                                                    .getOrDefault("CROSSCHECK_ACCESS_ISSUER", "")
                                                    .startsWith("https://"),
                                    pod.id() + ": believes whoever answers for the issuer")),
                    set(
                            CATALOG,
                            CONTAINER + "/env/-",
                            "{name: CROSSCHECK_ACCESS_KEYS, value: 'http://issuer.example.com/keys'}")));

    /** What a pod's environment is: by name, with the value where it is written. A later one overrides. */
    static Map<String, String> settings(Manifests manifests, Pod pod) {
        Map<String, String> settings = new LinkedHashMap<>(literals(manifests, pod));
        env(pod).stream().filter(it -> it.getValueFrom() != null).forEach(it -> settings.put(it.getName(), ""));
        return settings;
    }

    static Map<String, String> literals(Manifests manifests, Pod pod) {
        Map<String, String> literals = new LinkedHashMap<>();
        Optional.ofNullable(pod.container().getEnvFrom()).stream()
                .flatMap(Collection::stream)
                .flatMap(it ->
                        manifests.find(ConfigMap.class, it.getConfigMapRef().getName()).stream())
                .forEach(it -> literals.putAll(it.getData()));
        env(pod).stream().filter(it -> it.getValue() != null).forEach(it -> literals.put(it.getName(), it.getValue()));
        return literals;
    }

    static List<EnvVar> env(Pod pod) {
        return Objects.requireNonNullElse(pod.container().getEnv(), List.of());
    }

    /** Variables that the files of settings want. */
    static Set<String> placeholders(Manifests manifests, Pod pod) {
        return pod.spec().getVolumes().stream()
                .filter(it -> it.getConfigMap() != null)
                .flatMap(it -> manifests.find(ConfigMap.class, it.getConfigMap().getName()).stream())
                .flatMap(it -> it.getData().values().stream())
                .flatMap(it -> PLACEHOLDER.matcher(it).results())
                .map(it -> it.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<String> workIsDivided(Manifests manifests) {
        Map<String, String> refreshes = LifeRules.running(manifests)
                .filter(pod -> pod.service().equals("comparison-service"))
                .collect(Collectors.toMap(
                        Pod::component,
                        pod -> settings(manifests, pod).getOrDefault("CROSSCHECK_REFRESH_ENABLED", "")));
        Map<String, String> asked = manifests
                .find(Service.class, "comparison-service")
                .orElseThrow()
                .getSpec()
                .getSelector();
        return Stream.concat(
                unless(
                        refreshes.equals(Map.of("reader", "false", "refresher", "true")),
                        "comparison-service: pages are kept up by " + refreshes),
                unless(
                        "reader".equals(asked.get("app.kubernetes.io/component")),
                        "comparison-service: readers are sent to " + asked));
    }

    private SettingRules() {}
}
