package dev.crosscheck.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.deploy.kubernetes.Manifests.Pod;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What services make of what pods are told: read by their own code, in a process that has a pod's environment. */
class PodSettingsTest {

    @TempDir
    private Path etc;

    @ParameterizedTest
    @ValueSource(strings = {"catalog-service", "pricing-service", "comparison-service", "comparison-refresher"})
    void serviceUnderstandsWhatItIsTold(String deployment) throws Exception {
        Manifests manifests = Kustomize.production();
        Pod pod = LifeRules.running(manifests)
                .filter(it -> it.id().equals("Deployment/" + deployment))
                .findFirst()
                .orElseThrow();
        String database = pod.service().replace("-service", "");

        assertThat(understood(manifests, pod))
                .containsEntry(
                        "crosscheck.database.url",
                        "jdbc:postgresql://crosscheck-postgres-rw:5432/" + database
                                + "?sslmode=verify-full&sslrootcert=/etc/crosscheck/postgres/ca.crt")
                .containsEntry("crosscheck.database.migrate", "false")
                .containsEntry("crosscheck.database.app.username", "username of " + database + "-app")
                .containsEntry("crosscheck.database.app.password", "password of " + database + "-app")
                .containsEntry("crosscheck.kafka.bootstrap-servers", "crosscheck-kafka-bootstrap:9093")
                .containsEntry("crosscheck.kafka.instance-id", "metadata.name")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", "sasl.jaas.config of " + pod.service())
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", "/etc/crosscheck/kafka/ca.crt")
                .containsEntry("crosscheck.access.keys", "https://issuer.example.com/.well-known/jwks.json")
                .containsEntry("crosscheck.access.issuer", "https://issuer.example.com/")
                .containsEntry("crosscheck.limits.proxies", "1");
    }

    /** A misspelt one would be passed on, and not be heeded. */
    @Test
    void everySettingOfKafkaIsOneThatItsClientsHave() throws Exception {
        Manifests manifests = Kustomize.production();
        Pod pod = LifeRules.running(manifests).findFirst().orElseThrow();

        List<String> names = understood(manifests, pod).keySet().stream()
                .filter(it -> !it.startsWith("crosscheck."))
                .toList();

        assertThat(names).isNotEmpty();
        assertThat(ConsumerConfig.configNames()).containsAll(names);
        assertThat(ProducerConfig.configNames()).containsAll(names);
    }

    /** What is mounted where the settings look for it. */
    @Test
    void filesAreWhereTheSettingsSay() throws Exception {
        Manifests manifests = Kustomize.production();
        for (Pod pod : LifeRules.running(manifests).toList()) {
            List<String> mounted = pod.container().getVolumeMounts().stream()
                    .map(it -> it.getMountPath())
                    .toList();

            assertThat(mounted)
                    .as(pod.id())
                    .contains(SettingRules.settings(manifests, pod).get("MICRONAUT_CONFIG_FILES"));
            assertThat(mounted).as(pod.id()).contains("/etc/crosscheck/kafka", "/etc/crosscheck/postgres");
        }
    }

    private Map<String, String> understood(Manifests manifests, Pod pod) throws IOException, InterruptedException {
        Path understood = etc.resolve("understood");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SettingsOfAPod.class.getName(),
                        understood.toString())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment(manifests, pod));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Files.readAllLines(understood).stream()
                .collect(Collectors.toMap(
                        it -> it.substring(0, it.indexOf('=')),
                        it -> it.substring(it.indexOf('=') + 1),
                        (one, other) -> other));
    }

    /** As the kubelet makes it; a secret's value is what it is the value of. Files are not under /etc here. */
    private Map<String, String> environment(Manifests manifests, Pod pod) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(SettingRules.settings(manifests, pod));
        SettingRules.env(pod).stream().filter(it -> it.getValueFrom() != null).forEach(it -> {
            var secret = it.getValueFrom().getSecretKeyRef();
            environment.put(
                    it.getName(),
                    secret == null
                            ? it.getValueFrom().getFieldRef().getFieldPath()
                            : secret.getKey() + " of " + secret.getName());
        });
        Path file = etc.resolve("kafka.yaml");
        Files.writeString(
                file,
                manifests.all(ConfigMap.class).stream()
                        .filter(it -> it.getData().containsKey("kafka.yaml"))
                        .findFirst()
                        .orElseThrow()
                        .getData()
                        .get("kafka.yaml"));
        environment.put("MICRONAUT_CONFIG_FILES", file.toString());
        return environment;
    }
}
