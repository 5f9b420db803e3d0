package dev.crosscheck.deploy.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crosscheck.deploy.runbook.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Every command for Kubernetes that the documents have, by kubectl itself: it is understood, and there is what it names. */
class CommandsTest {

    private static final String KUBERNETES = "docs/kubernetes.md";

    /** Words for something, and no commands: what they would need stands elsewhere. */
    private static final Set<String> NOT_WHOLE = Set.of("kubectl apply -k", "kubectl port-forward");

    private static final Pattern FORWARD = Pattern.compile("(.*)port-forward (\\w+)/(\\S+) (\\d+)");

    @TempDir
    Path home;

    private ApiStandIn cluster;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))),
                "no kubectl found, which would run the commands; install it or put it on the PATH");
        cluster = new ApiStandIn();
        shell = new Shell(home, cluster.address());
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
    @ValueSource(
            strings = {
                "kubectl -n crosscheck scale deploy/pricing --replicas=3",
                "kubectl -n crosscheck delete secret pricing-servise",
                "kubectl -n crosscheck wait --for=condition=Complete job -l app.kubernetes.io/component=migrate",
                "kubectl -n crosscheck rollout restart deploy/pricing-service --now",
                "kubectl -n crosscheck get backup-s",
                "kubectl -n crosscheck rollout undo deploy/pricing-service",
            })
    void commandThatNamesWhatIsNotThereFails(String command) {
        done("kubectl apply -k deploy/kubernetes/overlays/production");

        assertThat(shell.run(command).code()).isNotZero();
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
    void restoreStopsWhatWritesAndStartsAllOfItAgain() {
        done("kubectl apply -k deploy/kubernetes/overlays/production");
        List<String> steps = Documents.commands(KUBERNETES, "## Restore");
        int applied = steps.indexOf("kubectl apply -k deploy/kubernetes/overlays/restored");
        Map<String, Integer> before = replicas();

        steps.subList(0, applied).forEach(this::done);

        assertThat(replicas())
                .isNotEmpty()
                .allSatisfy((_, replicas) -> assertThat(replicas).isZero());
        assertThat(cluster.list("HorizontalPodAutoscaler")).isEmpty();
        assertThat(cluster.find("ScaledObject", "comparison-refresher")
                        .orElseThrow()
                        .at("/metadata/annotations/autoscaling.keda.sh~1paused")
                        .asText())
                .isEqualTo("true");
        assertThat(cluster.list("Job")).isEmpty();
        assertThat(cluster.find("Cluster", "crosscheck-postgres")).isEmpty();

        steps.subList(applied, steps.size()).stream()
                .filter(step -> !NOT_WHOLE.contains(step))
                .forEach(this::done);

        assertThat(replicas())
                .containsEntry("catalog-service", before.get("catalog-service"))
                .containsEntry("pricing-service", before.get("pricing-service"))
                .containsEntry("comparison-service", 2)
                .containsEntry("comparison-refresher", 1);
        assertThat(cluster.find("ScaledObject", "comparison-refresher")
                        .orElseThrow()
                        .at("/metadata/annotations")
                        .has("autoscaling.keda.sh/paused"))
                .isFalse();
        assertThat(cluster.list("HorizontalPodAutoscaler")).isNotEmpty();
        assertThat(cluster.list("Backup")).hasSize(1);
        assertThat(environment("catalog-service")).contains("CROSSCHECK_REPUBLISH=restored");

        done("kubectl apply -k deploy/kubernetes/overlays/production");

        assertThat(environment("catalog-service")).doesNotContain("CROSSCHECK_REPUBLISH=restored");
        assertThat(replicas()).containsEntry("comparison-service", 2);
    }

    @Test
    void serviceThatIsWorseGoesBackToWhatItWas() {
        done("kubectl apply -k deploy/kubernetes/overlays/production");
        List<String> before = environment("pricing-service");
        done(
                "kubectl -n crosscheck set env deploy/catalog-service deploy/pricing-service CROSSCHECK_REPUBLISH=restored");
        assertThat(environment("pricing-service")).contains("CROSSCHECK_REPUBLISH=restored");

        done("kubectl -n crosscheck rollout undo deploy/pricing-service");

        assertThat(environment("pricing-service")).isEqualTo(before);
        assertThat(environment("catalog-service")).contains("CROSSCHECK_REPUBLISH=restored");
    }

    private Ended done(String command) {
        Ended ended = shell.run(tryable(command));
        assertThat(ended.code()).as(ended.toString()).isZero();
        return ended;
    }

    /** Nothing can be forwarded to, and no shell expands a name that a reader has to: asks for the port, by a name. */
    private String tryable(String command) {
        Matcher forward = FORWARD.matcher(command);
        if (forward.matches()) {
            return forward.group(1) + "get " + forward.group(2) + "/" + forward.group(3)
                    + " -o yaml | grep -E '(containerPort|port): " + forward.group(4) + "$'";
        }
        return command.replace(" POD", " catalog-service-pod-0")
                .replace(" NAME", " \"$(kubectl -n crosscheck get backups -o name | head -n 1 | cut -d/ -f2)\"");
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
