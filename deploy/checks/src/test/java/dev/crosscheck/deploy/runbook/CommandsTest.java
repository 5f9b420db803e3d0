package dev.crosscheck.deploy.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crosscheck.deploy.Project;
import dev.crosscheck.deploy.runbook.Shell.Ended;
import dev.crosscheck.local.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command for Kubernetes that the documents have, by kubectl itself: it is understood, and there is what it names. */
class CommandsTest {

    private static final String KUBERNETES = "docs/kubernetes.md";

    /** Words for something, and no commands: what they would need stands elsewhere. */
    private static final Set<String> NOT_WHOLE = Set.of("kubectl apply -k", "kubectl port-forward");

    private static final Pattern FORWARD = Pattern.compile("(.*)port-forward (\\w+/\\S+) (\\d+)");

    private static final Pattern EXECUTE = Pattern.compile("(.*) exec -it -c (\\S+) (.*) -- .*", Pattern.DOTALL);

    @TempDir
    Path home;

    @TempDir
    Path project;

    private ApiStandIn cluster;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Programs.find("kubectl").isPresent(),
                "no kubectl found, which would run the commands; install it or put it on the PATH");
        cluster = new ApiStandIn();
        copy("deploy/kubernetes");
        copy("deploy/observability/alerts.yaml");
        shell = new Shell(home, project, cluster.address());
        // Whoever prepares a cluster of one machine without it makes a key and a token.
        done("kubectl apply -f deploy/kubernetes/base/namespace.yaml");
        done("kubectl -n crosscheck create configmap issuer --from-literal keys.json={}");
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void everyCommandOfTheDocumentsDoesWhatItCan() {
        List<Ended> failed = new ArrayList<>();
        List<String> commands = Stream.of(KUBERNETES, "docs/runbooks.md", "docs/alerts.md")
                .flatMap(document -> Documents.commands(document).stream())
                // Started anew twice within a second, kubectl refuses.
                .distinct()
                .toList();
        assertThat(commands).hasSizeGreaterThan(30).containsAll(NOT_WHOLE);

        for (String command : commands) {
            if (NOT_WHOLE.contains(command)) {
                continue;
            }
            Ended ended = shell.run(tryable(command));
            // kubectl diff ends with 1 where there is a difference.
            if (ended.code() != 0 && !(ended.code() == 1 && command.contains("kubectl diff"))) {
                failed.add(ended);
            }
        }

        assertThat(failed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scale deploy/pricing --replicas=3                  | deployments.apps \"pricing\" not found",
                "delete secret pricing-servise                      | secrets \"pricing-servise\" not found",
                "wait --for=condition=Complete job -l component=any | no matching resources found",
                "rollout restart deploy/pricing-service --now       | unknown flag: --now",
                "get backup-s                                       | the server doesn't have a resource type",
                "rollout undo deploy/pricing-service                | no rollout history found",
                "rollout undo deploy/pricing-service --to-revision=7| unable to find specified revision 7",
            })
    void commandThatNamesWhatIsNotThereFails(String command, String said) {
        done("kubectl apply -k deploy/kubernetes/overlays/production");

        Ended ended = shell.run("kubectl -n crosscheck " + command);

        assertThat(ended.code()).isNotZero();
        assertThat(ended.said()).contains(said);
    }

    @Test
    void clusterOfOneMachineIsGivenPasswordsOfItsOwn() {
        done("deploy/kubernetes/overlays/local/prepare");
        Map<String, JsonNode> first = passwords();

        done("deploy/kubernetes/overlays/local/prepare");

        assertThat(first)
                .containsOnlyKeys(
                        "catalog-app",
                        "catalog-owner",
                        "comparison-app",
                        "comparison-owner",
                        "pricing-app",
                        "pricing-owner");
        assertThat(Set.copyOf(first.values())).hasSize(6);
        assertThat(passwords()).isEqualTo(first);
    }

    @Test
    void restoreStopsWhatWritesKeepsItsDataAndStartsAllOfItAgain() throws IOException {
        done("kubectl apply -k deploy/kubernetes/overlays/production");
        done("kubectl create -f deploy/kubernetes/backup.yaml");
        Map<String, Integer> before = replicas();
        List<String> steps = Documents.commands(KUBERNETES, "## Restore");
        int deleted = steps.indexOf("kubectl -n crosscheck delete clusters.postgresql.cnpg.io crosscheck-postgres");
        int applied = steps.indexOf("kubectl apply -k deploy/kubernetes/overlays/restored");

        steps.subList(0, deleted).forEach(this::done);

        assertThat(replicas())
                .isNotEmpty()
                .allSatisfy((_, replicas) -> assertThat(replicas).isZero());
        assertThat(cluster.list("HorizontalPodAutoscaler")).isEmpty();
        assertThat(annotations("ScaledObject", "comparison-refresher")
                        .path("autoscaling.keda.sh/paused")
                        .asText())
                .isEqualTo("true");
        assertThat(cluster.list("PersistentVolume"))
                .as("three instances, each with data and a log")
                .hasSize(6)
                .allSatisfy(it -> assertThat(
                                it.at("/spec/persistentVolumeReclaimPolicy").asText())
                        .isEqualTo("Retain"));

        steps.subList(deleted, applied).forEach(this::done);
        edit("overlays/restored/kustomization.yaml", "2026-01-01 00:00:00+00", "2026-11-22 08:00:00+00");
        steps.subList(applied, steps.size()).stream()
                .filter(step -> !NOT_WHOLE.contains(step))
                .forEach(this::done);

        assertThat(cluster.list("PersistentVolume"))
                .as("the old ones, and new ones")
                .hasSize(12);
        JsonNode restored = cluster.find("Cluster", "crosscheck-postgres").orElseThrow();
        assertThat(restored.at("/spec/bootstrap/recovery/recoveryTarget/targetTime")
                        .asText())
                .isEqualTo("2026-11-22 08:00:00+00");
        assertThat(restored.at("/spec/externalClusters/0/plugin/parameters/serverName")
                        .asText())
                .isEqualTo("crosscheck-postgres-1");
        assertThat(archive()).isEqualTo("crosscheck-postgres-2");
        assertThat(replicas())
                .containsEntry("catalog-service", before.get("catalog-service"))
                .containsEntry("pricing-service", before.get("pricing-service"))
                .containsEntry("comparison-service", 2)
                .containsEntry("comparison-refresher", 1);
        assertThat(annotations("ScaledObject", "comparison-refresher").has("autoscaling.keda.sh/paused"))
                .isFalse();
        assertThat(cluster.list("HorizontalPodAutoscaler")).isNotEmpty();
        assertThat(cluster.list("Job")).hasSize(3);
        assertThat(cluster.list("Backup")).hasSize(2);
        assertThat(environment("catalog-service")).contains("CROSSCHECK_REPUBLISH=restored");

        edit("overlays/production/values.yaml", "archive: crosscheck-postgres-1", "archive: crosscheck-postgres-2");
        done("kubectl apply -k deploy/kubernetes/overlays/production");

        assertThat(archive()).isEqualTo("crosscheck-postgres-2");
        assertThat(environment("catalog-service")).doesNotContain("CROSSCHECK_REPUBLISH=restored");
        assertThat(replicas()).containsEntry("comparison-service", 2);
    }

    @Test
    void serviceThatIsWorseGoesBackToTheRevisionThatIsNamed() {
        String service = "kubectl -n crosscheck %s deploy/pricing-service ";
        done("kubectl apply -k deploy/kubernetes/overlays/production");
        List<String> before = environment("pricing-service");
        done(service.formatted("set image") + "service=crosscheck/pricing-service:2");
        done(service.formatted("set env") + "CROSSCHECK_REPUBLISH=restored");
        done(service.formatted("set env") + "CROSSCHECK_REPUBLISH-");

        done(service.formatted("rollout undo"));
        assertThat(image("pricing-service")).as("gone back by one").isEqualTo("crosscheck/pricing-service:2");
        assertThat(done(service.formatted("rollout history") + "--revision=1").said())
                .contains("crosscheck/pricing-service:1.0.0");
        done(service.formatted("rollout undo") + "--to-revision=1");

        assertThat(image("pricing-service")).endsWith("crosscheck/pricing-service:1.0.0");
        assertThat(environment("pricing-service")).isEqualTo(before);
    }

    private Ended done(String command) {
        Ended ended = shell.run(tryable(command));
        assertThat(ended.code()).as(ended.toString()).isZero();
        return ended;
    }

    /** Nothing can be forwarded to or run in: asks for the port or the container. What a reader fills in is filled in. */
    private static String tryable(String command) {
        Matcher forward = FORWARD.matcher(command);
        if (forward.matches()) {
            return forward.replaceFirst("$1get $2 -o yaml | grep -E '(containerPort|port): $3\\$'");
        }
        Matcher execute = EXECUTE.matcher(command);
        if (execute.matches()) {
            return execute.replaceFirst("$1 get $3 -o yaml | grep -e '- name: $2\\$'");
        }
        return command.replace(" POD", " catalog-service-pod-0")
                .replace(
                        " NAME",
                        " \"$(kubectl -n crosscheck get backups.postgresql.cnpg.io -o name | head -n 1 | cut -d/ -f2)\"")
                .replace("revision=N", "revision=1");
    }

    private void copy(String path) throws IOException {
        Path from = Project.file(path);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = project.resolve(path).resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void edit(String file, String before, String after) throws IOException {
        Path edited = project.resolve("deploy/kubernetes").resolve(file);
        assertThat(edited).content().contains(before);
        Files.writeString(edited, Files.readString(edited).replace(before, after));
    }

    private JsonNode annotations(String kind, String name) {
        return cluster.find(kind, name).orElseThrow().at("/metadata/annotations");
    }

    private String archive() {
        return cluster.find("Cluster", "crosscheck-postgres")
                .orElseThrow()
                .at("/spec/plugins/0/parameters/serverName")
                .asText();
    }

    private String image(String deployment) {
        return cluster.find("Deployment", deployment)
                .orElseThrow()
                .at("/spec/template/spec/containers/0/image")
                .asText();
    }

    private Map<String, Integer> replicas() {
        Map<String, Integer> replicas = new TreeMap<>();
        cluster.list("Deployment")
                .forEach(it -> replicas.put(
                        it.at("/metadata/name").asText(),
                        it.at("/spec/replicas").asInt(1)));
        return replicas;
    }

    private List<String> environment(String deployment) {
        List<String> environment = new ArrayList<>();
        cluster.find("Deployment", deployment)
                .orElseThrow()
                .at("/spec/template/spec/containers/0/env")
                .forEach(it -> environment.add(
                        it.path("name").asText() + "=" + it.path("value").asText()));
        return environment;
    }

    private Map<String, JsonNode> passwords() {
        Map<String, JsonNode> passwords = new TreeMap<>();
        cluster.list("Secret")
                .forEach(it -> passwords.put(it.at("/metadata/name").asText(), it.at("/data/password")));
        return passwords;
    }
}
