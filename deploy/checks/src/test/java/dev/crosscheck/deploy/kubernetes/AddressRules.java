package dev.crosscheck.deploy.kubernetes;

import static dev.crosscheck.deploy.kubernetes.Mutant.gone;
import static dev.crosscheck.deploy.kubernetes.Mutant.set;
import static dev.crosscheck.deploy.kubernetes.Rule.rule;
import static dev.crosscheck.deploy.kubernetes.Rule.unless;

import dev.crosscheck.deploy.kubernetes.Manifests.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.strimzi.api.kafka.model.kafka.Kafka;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where services go, and whether somebody is there. */
final class AddressRules {

    private static final String CATALOG = "Deployment/catalog-service";
    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final String JOB = "Job/catalog-migrate-1.0.0";

    static final List<Rule> ALL = List.of(
            rule(
                    "each service has its own database, over TLS, from whom it believes",
                    manifests -> manifests.pods().stream().flatMap(pod -> asksItsDatabase(manifests, pod)),
                    set(
                            "Deployment/pricing-service",
                            CONTAINER + "/env",
                            asking("crosscheck-postgres-rw", "catalog", "verify-full")),
                    set(
                            "Deployment/pricing-service",
                            CONTAINER + "/env",
                            asking("crosscheck-postgres-rw", "pricing", "require")),
                    set(
                            "Deployment/pricing-service",
                            CONTAINER + "/env",
                            asking("crosscheck-postgres-ro", "pricing", "verify-full")),
                    set(JOB, CONTAINER + "/volumeMounts", "[{name: tmp, mountPath: /tmp}]"),
                    gone("Database/catalog")),
            rule(
                    "addresses are those of what is there",
                    AddressRules::addresses,
                    set("HTTPRoute/pages", "/spec/hostnames/0", "other.example.com"),
                    set(
                            "Deployment/comparison-service",
                            CONTAINER + "/env/-",
                            "{name: CROSSCHECK_PRICING_URL, value: 'http://pricing-service:8081'}"),
                    set("Service/catalog-service", "/spec/ports/0/port", "80"),
                    set(
                            CATALOG,
                            CONTAINER + "/env/-",
                            "{name: CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS, value: 'crosscheck-kafka-bootstrap:9092'}")));

    private static Stream<String> asksItsDatabase(Manifests manifests, Pod pod) {
        String own = pod.service().replace("-service", "");
        Cnpg.Cluster cluster = manifests.one(Cnpg.Cluster.class);
        String host = cluster.metadata().getName() + "-rw";
        Optional<String> authority = pod.spec().getVolumes().stream()
                .filter(it -> it.getSecret() != null
                        && it.getSecret()
                                .getSecretName()
                                .equals(cluster.metadata().getName() + "-ca"))
                .map(Volume::getName)
                .flatMap(name -> pod.container().getVolumeMounts().stream()
                        .filter(it -> it.getName().equals(name))
                        .map(VolumeMount::getMountPath))
                .findFirst();
        String expected = "jdbc:postgresql://" + host + ":5432/" + own + "?sslmode=verify-full&sslrootcert="
                + authority.orElse("?") + "/ca.crt";
        String met = PodRules.value(pod, "CROSSCHECK_DATABASE_URL");
        boolean isThere = manifests.all(Cnpg.Database.class).stream()
                .anyMatch(it -> it.spec().name().equals(own)
                        && it.spec().cluster().name().equals(cluster.metadata().getName()));
        return Stream.concat(
                unless(met.equals(expected), pod.id() + ": " + met + " (expected: " + expected + ")"),
                unless(isThere, pod.id() + ": there is no database " + own));
    }

    private static Stream<String> addresses(Manifests manifests) {
        Stream<String> histories = LifeRules.running(manifests)
                .filter(pod -> pod.service().equals("comparison-service"))
                .flatMap(pod -> Stream.of("catalog", "pricing").flatMap(other -> {
                    URI met = URI.create(SettingRules.settings(manifests, pod)
                            .getOrDefault("CROSSCHECK_" + Settings.variable(other) + "_URL", ""));
                    return unless(
                            manifests
                                    .find(Service.class, other + "-service")
                                    .filter(it -> it.getMetadata().getName().equals(met.getHost()))
                                    .filter(it -> it.getSpec()
                                            .getPorts()
                                            .getFirst()
                                            .getPort()
                                            .equals(met.getPort()))
                                    .isPresent(),
                            pod.id() + ": " + met + " (expected: the Service " + other + "-service)");
                }));
        Stream<String> pages = LifeRules.running(manifests)
                .filter(pod -> pod.service().equals("comparison-service"))
                .flatMap(pod -> {
                    String met = SettingRules.settings(manifests, pod).getOrDefault("CROSSCHECK_PUBLIC_URL", "");
                    String host = manifests
                            .find(HTTPRoute.class, "pages")
                            .orElseThrow()
                            .getSpec()
                            .getHostnames()
                            .getFirst();
                    return unless(
                            met.equals("https://" + host), pod.id() + ": " + met + " (expected: https://" + host + ")");
                });
        Stream<String> brokers = manifests.all(Kafka.class).stream()
                .flatMap(kafka -> LifeRules.running(manifests).flatMap(pod -> {
                    String expected = kafka.getMetadata().getName() + "-kafka-bootstrap:"
                            + kafka.getSpec()
                                    .getKafka()
                                    .getListeners()
                                    .getFirst()
                                    .getPort();
                    String met = SettingRules.settings(manifests, pod)
                            .getOrDefault("CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS", "");
                    return unless(met.equals(expected), pod.id() + ": " + met + " (expected: " + expected + ")");
                }));
        return Stream.of(histories, pages, brokers).flatMap(it -> it);
    }

    /** Its settings, if it went there for its data. */
    private static String asking(String host, String database, String mode) {
        return "[{name: CROSSCHECK_DATABASE_URL, value: 'jdbc:postgresql://" + host + ":5432/" + database + "?sslmode="
                + mode + "&sslrootcert=/etc/crosscheck/postgres/ca.crt'}]";
    }

    private AddressRules() {}
}
