package dev.crosscheck.deploy.kubernetes;

import static dev.crosscheck.deploy.kubernetes.Mutant.gone;
import static dev.crosscheck.deploy.kubernetes.Mutant.set;
import static dev.crosscheck.deploy.kubernetes.Rule.rule;
import static dev.crosscheck.deploy.kubernetes.Rule.unless;

import dev.crosscheck.deploy.kubernetes.Manifests.Pod;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What only some may know, and who does. */
final class SecretRules {

    private static final String CATALOG = "Deployment/catalog-service";
    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final String JOB = "Job/catalog-migrate-1.0.0";

    private static final Pattern SECRET = Pattern.compile("PASSWORD|JAAS|TOKEN|SECRET|CREDENTIAL");

    static final List<Rule> ALL = List.of(
            rule(
                    "whatever is named is there",
                    SecretRules::dangling,
                    set(CATALOG, CONTAINER + "/envFrom/0/configMapRef/name", "crosscheck"),
                    gone("ExternalSecret/catalog-app"),
                    gone("ExternalSecret/pricing-owner"),
                    gone("KafkaUser/catalog-service"),
                    gone("Kafka/crosscheck"),
                    set("ExternalSecret/backup-store", "/spec/data/0/secretKey", "ID")),
            rule(
                    "what stands in no file cannot be read there",
                    manifests -> manifests.pods().stream()
                            .flatMap(pod -> SettingRules.literals(manifests, pod).keySet().stream()
                                    .filter(name -> SECRET.matcher(name).find())
                                    .map(name -> pod.id() + ": " + name + " stands there for everybody to read")),
                    set(CATALOG, CONTAINER + "/env/-", "{name: CROSSCHECK_DATABASE_APP_PASSWORD, value: secret}")),
            rule(
                    "what runs all the time cannot change a schema, and what changes it has no other password",
                    manifests -> manifests.pods().stream().flatMap(SecretRules::knowsItsRole),
                    set(
                            CATALOG,
                            CONTAINER + "/env/-",
                            fromSecret("CROSSCHECK_DATABASE_OWNER_PASSWORD", "catalog-owner", "password")),
                    set(
                            JOB,
                            CONTAINER + "/env/-",
                            fromSecret("CROSSCHECK_DATABASE_APP_PASSWORD", "catalog-app", "password")),
                    set(
                            JOB,
                            CONTAINER + "/env/-",
                            fromSecret("KAFKA_JAAS_CONFIG", "catalog-service", "sasl.jaas.config"))),
            rule(
                    "each service comes to Kafka by its own name",
                    manifests -> LifeRules.running(manifests)
                            .flatMap(pod -> unless(
                                    secret(pod, "KAFKA_JAAS_CONFIG")
                                            .filter(it -> it.getName().equals(pod.service())
                                                    && it.getKey().equals("sasl.jaas.config"))
                                            .isPresent(),
                                    pod.id() + ": has somebody else's password, or none")),
                    set(
                            "Deployment/pricing-service",
                            CONTAINER + "/env",
                            "[" + fromSecret("KAFKA_JAAS_CONFIG", "catalog-service", "sasl.jaas.config") + "]"),
                    set(
                            "Deployment/pricing-service",
                            CONTAINER + "/env",
                            "[" + fromSecret("KAFKA_JAAS_CONFIG", "pricing-service", "password") + "]")));

    private static Optional<SecretKeySelector> secret(Pod pod, String variable) {
        return SettingRules.env(pod).stream()
                .filter(it -> it.getName().equals(variable) && it.getValueFrom() != null)
                .map(it -> it.getValueFrom().getSecretKeyRef())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Stream<String> dangling(Manifests manifests) {
        Map<String, Set<String>> secrets = secrets(manifests);
        Stream<String> configs = manifests.pods().stream()
                .flatMap(pod -> Stream.concat(
                                Optional.ofNullable(pod.container().getEnvFrom()).stream()
                                        .flatMap(Collection::stream)
                                        .map(it -> it.getConfigMapRef().getName()),
                                pod.spec().getVolumes().stream()
                                        .filter(it -> it.getConfigMap() != null)
                                        .map(it -> it.getConfigMap().getName()))
                        .filter(name -> manifests.find(ConfigMap.class, name).isEmpty())
                        .map(name -> pod.id() + ": ConfigMap " + name + " is not there"));
        Stream<String> placeholders = manifests.pods().stream()
                .flatMap(pod -> SettingRules.placeholders(manifests, pod).stream()
                        .filter(name -> !SettingRules.settings(manifests, pod).containsKey(name))
                        .map(name -> pod.id() + ": ${" + name + "} has no value"));
        Stream<String> variables = manifests.pods().stream()
                .flatMap(pod -> SettingRules.env(pod).stream()
                        .filter(it ->
                                it.getValueFrom() != null && it.getValueFrom().getSecretKeyRef() != null)
                        .map(it -> it.getValueFrom().getSecretKeyRef())
                        .filter(it ->
                                !secrets.getOrDefault(it.getName(), Set.of()).contains(it.getKey()))
                        .map(it -> pod.id() + ": " + it.getKey() + " of secret " + it.getName() + " is not there"));
        Stream<String> volumes = manifests.pods().stream()
                .flatMap(pod -> pod.spec().getVolumes().stream()
                        .filter(it -> it.getSecret() != null)
                        .flatMap(it -> it.getSecret().getItems().stream()
                                .filter(item -> !secrets.getOrDefault(
                                                it.getSecret().getSecretName(), Set.of())
                                        .contains(item.getKey()))
                                .map(item -> pod.id() + ": " + item.getKey() + " of secret "
                                        + it.getSecret().getSecretName() + " is not there")));
        Stream<String> roles = manifests.all(Cnpg.Cluster.class).stream()
                .flatMap(it -> it.spec().managed().roles().stream())
                .map(it -> it.passwordSecret().name())
                .filter(name -> !secrets.getOrDefault(name, Set.of()).containsAll(Set.of("username", "password")))
                .map(name -> "a role's secret " + name + " is not there");
        Stream<String> stores = manifests.all(Cnpg.ObjectStore.class).stream()
                .map(it -> it.spec().configuration().s3Credentials())
                .flatMap(it -> Stream.of(it.accessKeyId(), it.secretAccessKey()))
                .filter(it -> !secrets.getOrDefault(it.name(), Set.of()).contains(it.key()))
                .map(it -> "the backups' " + it.key() + " of secret " + it.name() + " is not there");
        return Stream.of(configs, placeholders, variables, volumes, roles, stores)
                .flatMap(it -> it);
    }

    /** Every secret that somebody makes, with its keys: External Secrets, and what the two operators write. */
    private static Map<String, Set<String>> secrets(Manifests manifests) {
        Map<String, Set<String>> secrets = new LinkedHashMap<>();
        for (ExternalSecret it : manifests.all(ExternalSecret.class)) {
            Set<String> keys = new HashSet<>();
            if (it.spec().target().template() == null) {
                it.spec().data().forEach(entry -> keys.add(entry.secretKey()));
            } else {
                keys.addAll(it.spec().target().template().data().keySet());
            }
            secrets.put(it.metadata().getName(), keys);
        }
        manifests
                .all(KafkaUser.class)
                .forEach(it -> secrets.put(it.getMetadata().getName(), Set.of("password", "sasl.jaas.config")));
        manifests
                .all(Kafka.class)
                .forEach(it -> secrets.put(it.getMetadata().getName() + "-cluster-ca-cert", Set.of("ca.crt")));
        manifests
                .all(Cnpg.Cluster.class)
                .forEach(it -> secrets.put(it.metadata().getName() + "-ca", Set.of("ca.crt")));
        return secrets;
    }

    private static Stream<String> knowsItsRole(Pod pod) {
        Set<String> names = SettingRules.env(pod).stream().map(EnvVar::getName).collect(Collectors.toSet());
        boolean migrates = pod.component().equals("migration");
        Set<String> forbidden = migrates
                ? Set.of("CROSSCHECK_DATABASE_APP_PASSWORD", "KAFKA_JAAS_CONFIG")
                : Set.of("CROSSCHECK_DATABASE_OWNER_USERNAME", "CROSSCHECK_DATABASE_OWNER_PASSWORD");
        return forbidden.stream().filter(names::contains).map(name -> pod.id() + ": knows " + name);
    }

    private static String fromSecret(String variable, String secret, String key) {
        return "{name: " + variable + ", valueFrom: {secretKeyRef: {name: " + secret + ", key: " + key + "}}}";
    }

    private SecretRules() {}
}
