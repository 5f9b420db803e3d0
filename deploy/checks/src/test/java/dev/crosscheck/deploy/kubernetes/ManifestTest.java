package dev.crosscheck.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.crosscheck.deploy.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestTest {

    /** What holds wherever it runs. */
    private static final List<Rule> EVERYWHERE =
            Stream.of(KafkaRules.ALL, PostgresRules.ALL).flatMap(List::stream).toList();

    /** What holds of pods, wherever they run. */
    private static final List<Rule> OF_PODS =
            Stream.of(PodRules.ALL, LifeRules.ALL).flatMap(List::stream).toList();

    /** What holds where losing one machine is no news. */
    private static final List<Rule> IN_PRODUCTION = Stream.of(
                    EVERYWHERE,
                    OF_PODS,
                    KafkaRules.OF_SEVERAL_NODES,
                    PostgresRules.OF_SEVERAL_INSTANCES,
                    SettingRules.ALL,
                    SecretRules.ALL,
                    AddressRules.ALL,
                    ScalingRules.ALL,
                    NetworkRules.ALL,
                    EdgeRules.ALL)
            .flatMap(List::stream)
            .toList();

    @ParameterizedTest(name = "{0}")
    @MethodSource("inProduction")
    void holdsInProduction(Rule rule) {
        assertThat(rule.against(Kustomize.production())).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mutants")
    void isBrokenByAMistake(Rule rule, Mutant mutant) {
        assertThat(rule.against(mutant.of(Kustomize.production()))).isNotEmpty();
    }

    /** What is restored has to be as what was lost. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("inProduction")
    void holdsOfWhatIsRestored(Rule rule) {
        assertThat(rule.against(Kustomize.restored())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("locally")
    void holdsOnOneMachine(Rule rule) {
        assertThat(rule.against(Kustomize.local())).isEmpty();
    }

    /** As far as it stands in one file, where there is no kubectl too. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("everywhere")
    void holdsUnrendered(Rule rule) throws IOException {
        Manifests unrendered = Manifests.of(Stream.of("kafka", "postgres")
                .flatMap(component ->
                        files(Kustomize.FOLDER.resolve("components").resolve(component)))
                .flatMap(file -> StrictYaml.read(text(file)).stream())
                .map(Manifest::tree));

        assertThat(rule.against(unrendered)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("resources")
    void everyFieldIsOneThatThereIs(Path file) {
        assertThat(StrictYaml.read(text(file))).isNotEmpty();
    }

    /** Each type refuses what it does not have: that of Kubernetes, of Strimzi, of others. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("misspelt")
    void misspeltFieldIsRefused(String resource, String pointer) {
        Manifests right = Kustomize.production();

        assertThatThrownBy(() -> Mutant.set(resource, pointer, "1").of(right))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(resource);
    }

    /** The same user, and a start that takes further arguments. */
    @Test
    void podsRunImagesAsTheseAreMadeToBeRun() throws IOException {
        Path images = Path.of("../images/Dockerfile");
        String dockerfile = Files.readString(images);
        var context = Kustomize.production().pods().getFirst().spec().getSecurityContext();

        assertThat(dockerfile).contains("USER " + context.getRunAsUser() + ":" + context.getRunAsGroup() + "\n");
        assertThat(dockerfile.lines().filter(it -> it.startsWith("ENTRYPOINT")))
                .isNotEmpty()
                .allMatch(it -> it.startsWith("ENTRYPOINT ["));
    }

    @Test
    void kindThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Manifests.read("{apiVersion: apps/v1beta1, kind: Deployment, metadata: {name: x}}"))
                .hasMessageContaining("apps/v1beta1/Deployment");
    }

    @Test
    void keyThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> Manifests.read("apiVersion: v1\nkind: Namespace\nkind: Namespace\n"))
                .hasMessageContaining("Duplicate");
    }

    @Test
    void namesAreUnique() {
        assertThat(Kustomize.production().all().stream().map(Manifest::id)).doesNotHaveDuplicates();
    }

    /** Its own archive would otherwise be written over by the cluster that is restored from it. */
    @Test
    void whatIsRestoredArchivesElsewhere() {
        Cnpg.Cluster cluster = Kustomize.restored().one(Cnpg.Cluster.class);
        String source = cluster.spec().bootstrap().recovery().source();
        Cnpg.Cluster.Plugin from = cluster.spec().externalClusters().stream()
                .filter(it -> it.name().equals(source))
                .findFirst()
                .orElseThrow()
                .plugin();
        Cnpg.Cluster.Plugin to = cluster.spec().plugins().getFirst();
        Cnpg.Cluster.Plugin before =
                Kustomize.production().one(Cnpg.Cluster.class).spec().plugins().getFirst();

        assertThat(cluster.spec().bootstrap().initdb()).isNull();
        assertThat(from.parameters()).isEqualTo(before.parameters());
        assertThat(to.parameters().get("barmanObjectName"))
                .isEqualTo(from.parameters().get("barmanObjectName"));
        assertThat(to.parameters().get("serverName"))
                .isNotEqualTo(from.parameters().get("serverName"));
    }

    /** By hand, as every day by the clock. */
    @Test
    void backupsByHandAreThoseOfEveryDay() {
        Cnpg.Backup.Spec byHand = Manifests.read(text(Kustomize.FOLDER.resolve("backup.yaml")))
                .one(Cnpg.Backup.class)
                .spec();
        Cnpg.ScheduledBackup.Spec daily =
                Kustomize.production().one(Cnpg.ScheduledBackup.class).spec();

        assertThat(byHand)
                .isEqualTo(new Cnpg.Backup.Spec(daily.cluster(), daily.method(), daily.pluginConfiguration()));
    }

    /** Whose number is an autoscaler's stays at the 0 that it was set to: no autoscaler starts anybody from there. */
    @Test
    void whoeverIsStoppedForARestoreIsStartedAgain() {
        String steps = Project.text("docs/kubernetes.md");

        assertThat(Kustomize.restored().deployments())
                .filteredOn(it -> it.getSpec().getReplicas() == null)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(steps)
                        .contains("scale deployment " + it.getMetadata().getName() + " --replicas="));
    }

    @Test
    void whatIsRestoredLiftsItsRevisions() {
        Set<String> lifting = LifeRules.running(Kustomize.restored())
                .filter(pod -> PodRules.value(pod, "CROSSCHECK_REPUBLISH").equals("restored"))
                .map(Manifests.Pod::service)
                .collect(Collectors.toSet());

        assertThat(lifting).containsExactlyInAnyOrder("catalog-service", "pricing-service");
    }

    static List<Rule> inProduction() {
        return IN_PRODUCTION;
    }

    static List<Rule> everywhere() {
        // Secrets are another component's.
        return EVERYWHERE;
    }

    static List<Rule> locally() {
        return Stream.concat(EVERYWHERE.stream(), OF_PODS.stream()).toList();
    }

    static List<Arguments> mutants() {
        return IN_PRODUCTION.stream()
                .flatMap(rule -> rule.mutants().stream().map(mutant -> arguments(rule, mutant)))
                .toList();
    }

    static List<Arguments> misspelt() {
        return List.of(
                arguments("Deployment/catalog-service", "/spec/template/spec/containers/0/livenessprobe"),
                arguments("Deployment/catalog-service", "/spec/template/spec/terminationGracePeriod"),
                arguments("Job/catalog-migrate-1.0.0", "/spec/ttlSecondsAfterFinish"),
                arguments("NetworkPolicy/nobody", "/spec/policyType"),
                arguments("PodDisruptionBudget/catalog-service", "/spec/maxUnavailables"),
                arguments("HorizontalPodAutoscaler/comparison-service", "/spec/behaviour"),
                arguments("HTTPRoute/pages", "/spec/hostname"),
                arguments("Gateway/crosscheck", "/spec/gatewayClass"),
                arguments("Kafka/crosscheck", "/spec/kafka/listener"),
                arguments("KafkaNodePool/node", "/spec/role"),
                arguments("KafkaTopic/catalog.models.v1", "/spec/partition"),
                arguments("KafkaUser/catalog-service", "/spec/authorisation"),
                arguments("Cluster/crosscheck-postgres", "/spec/postgresql/pgHba"),
                arguments("Database/catalog", "/spec/reclaimPolicy"),
                arguments("ScheduledBackup/crosscheck-postgres-daily", "/spec/cron"),
                arguments("ObjectStore/crosscheck-backups", "/spec/configuration/path"),
                arguments("ExternalSecret/catalog-app", "/spec/secretStore"),
                arguments("ScaledObject/comparison-refresher", "/spec/minReplicas"),
                arguments("PodMonitor/services", "/spec/endpoints"));
    }

    /** Every file with resources, and with parts of them for others to be patched with. */
    static List<Path> resources() {
        return files(Kustomize.FOLDER).toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(it -> it.toString().endsWith(".yaml"))
                    .filter(it -> !Set.of("kustomization.yaml", "replacements.yaml")
                            .contains(it.getFileName().toString()))
                    // Settings of ours, not a resource.
                    .filter(it -> !it.endsWith("base/kafka.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
