package dev.crosscheck.deploy.kubernetes;

import static dev.crosscheck.deploy.kubernetes.Mutant.gone;
import static dev.crosscheck.deploy.kubernetes.Mutant.set;
import static dev.crosscheck.deploy.kubernetes.Mutant.without;
import static dev.crosscheck.deploy.kubernetes.Rule.rule;
import static dev.crosscheck.deploy.kubernetes.Rule.unless;

import dev.crosscheck.local.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many there are of each, and that each database is migrated once for each version. */
final class ScalingRules {

    private static final String READERS = "HorizontalPodAutoscaler/comparison-service";
    private static final String REFRESHERS = "ScaledObject/comparison-refresher";
    private static final String JOB = "Job/catalog-migrate-1.0.0";
    private static final String CLUSTER = "Cluster/crosscheck-postgres";

    /** Connections of a replica beside its pool: who listens for facts, and who asks whether the database is there. */
    private static final int BESIDE_THE_POOL = 3;

    /** For the operator, migrations, and whoever has to look by hand. */
    private static final int FOR_PEOPLE = 20;

    static final List<Rule> ALL = List.of(
            rule(
                    "one replica may be lost, and only who is scaled has no number",
                    manifests -> manifests.deployments().stream()
                            .flatMap(it -> unless(
                                    scaled(manifests)
                                                    .containsKey(
                                                            it.getMetadata().getName())
                                            ? it.getSpec().getReplicas() == null
                                            : Objects.requireNonNullElse(
                                                            it.getSpec().getReplicas(), 1)
                                                    >= 2,
                                    it.getMetadata().getName() + ": "
                                            + it.getSpec().getReplicas() + " replicas")),
                    set("Deployment/catalog-service", "/spec/replicas", "1"),
                    set("Deployment/comparison-service", "/spec/replicas", "2"),
                    gone(READERS),
                    gone(REFRESHERS)),
            rule(
                    "readers are scaled by what they cost",
                    manifests -> {
                        HorizontalPodAutoscaler it = manifests.one(HorizontalPodAutoscaler.class);
                        return unless(
                                it.getSpec().getMinReplicas() >= 2
                                        && it.getSpec().getMaxReplicas()
                                                > it.getSpec().getMinReplicas()
                                        && it.getSpec().getMetrics().stream()
                                                .allMatch(metric -> metric.getResource() != null
                                                        && metric.getResource()
                                                                .getName()
                                                                .equals("cpu"))
                                        && manifests
                                                .find(
                                                        Deployment.class,
                                                        it.getSpec()
                                                                .getScaleTargetRef()
                                                                .getName())
                                                .isPresent(),
                                "readers: " + it.getSpec());
                    },
                    set(READERS, "/spec/minReplicas", "1"),
                    set(READERS, "/spec/maxReplicas", "2"),
                    set(READERS, "/spec/metrics/0/resource/name", "memory"),
                    set(READERS, "/spec/scaleTargetRef/name", "comparison")),
            rule(
                    "refreshers are scaled by marked models, a round for each",
                    ScalingRules::refreshers,
                    set(REFRESHERS, "/spec/triggers/0/metadata/query", "max(crosscheck_models_market)"),
                    set(REFRESHERS, "/spec/triggers/0/metadata/query", "sum(crosscheck_models_marked)"),
                    set(REFRESHERS, "/spec/triggers/0/metadata/threshold", "'10'"),
                    set(REFRESHERS, "/spec/minReplicaCount", "0"),
                    set(REFRESHERS, "/spec/scaleTargetRef/name", "refresher"),
                    without(REFRESHERS, "/spec/fallback")),
            rule(
                    "PostgreSQL has a connection for everybody",
                    manifests -> {
                        int wanted = connections(manifests) + FOR_PEOPLE;
                        int there = Integer.parseInt(manifests
                                .one(Cnpg.Cluster.class)
                                .spec()
                                .postgresql()
                                .parameters()
                                .get("max_connections"));
                        return unless(
                                there >= wanted, "max_connections: " + there + " (expected: " + wanted + " or more)");
                    },
                    set(CLUSTER, "/spec/postgresql/parameters/max_connections", "'100'"),
                    set(READERS, "/spec/maxReplicas", "30")),
            rule(
                    "each database is migrated by the version that needs it",
                    ScalingRules::migrations,
                    gone(JOB),
                    set(JOB, "/metadata/name", "catalog-migrate"),
                    set(JOB, "/spec/template/spec/containers/0/args", "[]"),
                    set(
                            JOB,
                            "/spec/template/spec/containers/0/image",
                            "registry.example.com/crosscheck/catalog-service:1.0.1"),
                    set(
                            "Deployment/catalog-service",
                            "/spec/template/spec/containers/0/image",
                            "registry.example.com/crosscheck/catalog-service:1.0.1"),
                    set(JOB, "/spec/template/spec/restartPolicy", "OnFailure"),
                    without(JOB, "/spec/ttlSecondsAfterFinished"),
                    without(JOB, "/spec/activeDeadlineSeconds"),
                    set(JOB, "/spec/backoffLimit", "0")));

    /** Who says how many there are, and how many at most. */
    private static Map<String, Integer> scaled(Manifests manifests) {
        Map<String, Integer> scaled = new HashMap<>();
        manifests
                .all(HorizontalPodAutoscaler.class)
                .forEach(it -> scaled.put(
                        it.getSpec().getScaleTargetRef().getName(), it.getSpec().getMaxReplicas()));
        manifests
                .all(ScaledObject.class)
                .forEach(it ->
                        scaled.put(it.spec().scaleTargetRef().name(), it.spec().maxReplicaCount()));
        return scaled;
    }

    private static Stream<String> refreshers(Manifests manifests) {
        ScaledObject it = manifests.one(ScaledObject.class);
        ScaledObject.Trigger trigger = it.spec().triggers().getFirst();
        String round = Settings.of("comparison-service").get("CROSSCHECK_REFRESH_MODELS_PER_ROUND");
        return unless(
                it.spec().triggers().size() == 1
                        && trigger.type().equals("prometheus")
                        // Each replica shows the same number, that of the database: added up it would be several times
                        // it.
                        && trigger.metadata().get("query").equals("max(crosscheck_models_marked)")
                        && trigger.metadata().get("threshold").equals(round)
                        && it.spec().minReplicaCount() >= 1
                        && it.spec().maxReplicaCount() > it.spec().minReplicaCount()
                        && it.spec().fallback() != null
                        && manifests
                                .find(
                                        Deployment.class,
                                        it.spec().scaleTargetRef().name())
                                .isPresent(),
                "refreshers: " + it.spec() + " (expected: one for each " + round + " marked models)");
    }

    /** With one more of each, as there is while it is replaced. */
    private static int connections(Manifests manifests) {
        return manifests.deployments().stream()
                .mapToInt(it -> {
                    String service =
                            it.getSpec().getTemplate().getMetadata().getLabels().get("app.kubernetes.io/name");
                    int pool = Integer.parseInt(Settings.of(service).get("CROSSCHECK_DATABASE_MAX_CONNECTIONS"));
                    int replicas = scaled(manifests)
                            .getOrDefault(
                                    it.getMetadata().getName(),
                                    Objects.requireNonNullElse(it.getSpec().getReplicas(), 1));
                    return (replicas + 1) * (pool + BESIDE_THE_POOL);
                })
                .sum();
    }

    private static Stream<String> migrations(Manifests manifests) {
        Set<String> migrated = manifests.jobs().stream()
                .map(it -> it.getSpec().getTemplate().getMetadata().getLabels().get("app.kubernetes.io/name"))
                .collect(Collectors.toSet());
        Set<String> services =
                Arrays.stream(Service.values()).map(Service::module).collect(Collectors.toSet());
        return Stream.concat(
                unless(migrated.equals(services), "migrated: " + migrated + " (expected: " + services + ")"),
                manifests.jobs().stream().flatMap(job -> migrates(manifests, job)));
    }

    private static Stream<String> migrates(Manifests manifests, Job job) {
        String name = job.getMetadata().getName();
        var pod = job.getSpec().getTemplate();
        String service = pod.getMetadata().getLabels().get("app.kubernetes.io/name");
        String image = pod.getSpec().getContainers().getFirst().getImage();
        String version = image.substring(image.lastIndexOf(':') + 1);
        boolean sameImage = manifests.deployments().stream()
                .filter(it -> service.equals(
                        it.getSpec().getTemplate().getMetadata().getLabels().get("app.kubernetes.io/name")))
                .allMatch(it -> it.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage()
                        .equals(image));
        return Stream.of(
                        unless(sameImage, name + ": another version than that which runs"),
                        unless(
                                name.equals(service.replace("-service", "") + "-migrate-" + version)
                                        && version.equals(
                                                pod.getMetadata().getLabels().get("app.kubernetes.io/version")),
                                name + ": the next version would have a Job of the same name"),
                        unless(
                                List.of("migrate")
                                        .equals(pod.getSpec()
                                                .getContainers()
                                                .getFirst()
                                                .getArgs()),
                                name + ": runs the service"),
                        unless(
                                "Never".equals(pod.getSpec().getRestartPolicy())
                                        && job.getSpec().getTtlSecondsAfterFinished() != null
                                        && job.getSpec().getActiveDeadlineSeconds() != null
                                        && job.getSpec().getBackoffLimit() > 0,
                                name + ": tries once, or for ever, or leaves nothing to read"))
                .flatMap(it -> it);
    }

    private ScalingRules() {}
}
