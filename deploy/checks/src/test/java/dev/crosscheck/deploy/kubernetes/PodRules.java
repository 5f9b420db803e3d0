package dev.crosscheck.deploy.kubernetes;

import static dev.crosscheck.deploy.kubernetes.Mutant.set;
import static dev.crosscheck.deploy.kubernetes.Mutant.without;
import static dev.crosscheck.deploy.kubernetes.Rule.rule;
import static dev.crosscheck.deploy.kubernetes.Rule.unless;

import dev.crosscheck.deploy.kubernetes.Manifests.Pod;
import dev.crosscheck.local.Launch;
import dev.crosscheck.local.Service;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds for every pod of ours. */
final class PodRules {

    private static final String CATALOG = "Deployment/catalog-service";
    private static final String JOB = "Job/pricing-migrate-1.0.0";
    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final String POD = "/spec/template/spec";

    private static final long MEGABYTE = 1024 * 1024;

    /**
     * What a service takes beside its heap. Twice the load that it can take had comparison-service at 766 MB with a
     * heap of 512 MB, and pricing-service at 426 MB with one of 192 MB (docs/measurements.md, P15).
     */
    private static final long BESIDE_THE_HEAP = 256 * MEGABYTE;

    private static final Pattern HEAP = Pattern.compile("-Xmx([0-9]+)m");

    static final List<Rule> ALL = List.of(
            rule(
                    "nobody is root",
                    manifests -> manifests.pods().stream().flatMap(PodRules::isSomebody),
                    set(CATALOG, POD + "/securityContext/runAsNonRoot", "false"),
                    without(JOB, POD + "/securityContext/runAsNonRoot"),
                    set(CATALOG, POD + "/securityContext/runAsUser", "0"),
                    without(CATALOG, POD + "/securityContext/runAsUser"),
                    set(CATALOG, CONTAINER + "/securityContext/runAsUser", "0")),
            rule(
                    "nothing can be written but a bounded /tmp",
                    manifests -> manifests.pods().stream().flatMap(PodRules::writesNothing),
                    set(CATALOG, CONTAINER + "/securityContext/readOnlyRootFilesystem", "false"),
                    without(CATALOG, CONTAINER + "/securityContext/readOnlyRootFilesystem"),
                    set(CATALOG, POD + "/volumes/2", "{name: tmp, emptyDir: {}}"),
                    without(CATALOG, CONTAINER + "/volumeMounts/1/readOnly"),
                    set(CATALOG, POD + "/volumes/-", "{name: host, hostPath: {path: /}}")),
            rule(
                    "nobody may become more than he is",
                    manifests -> manifests.pods().stream().flatMap(PodRules::staysWhatHeIs),
                    set(CATALOG, CONTAINER + "/securityContext/allowPrivilegeEscalation", "true"),
                    without(JOB, CONTAINER + "/securityContext/capabilities"),
                    set(CATALOG, CONTAINER + "/securityContext/capabilities/add", "[NET_ADMIN]"),
                    set(CATALOG, CONTAINER + "/securityContext/privileged", "true"),
                    without(CATALOG, POD + "/securityContext/seccompProfile"),
                    set(CATALOG, POD + "/hostNetwork", "true"),
                    set(CATALOG, POD + "/initContainers", "[{name: other, image: other}]")),
            rule(
                    "nobody has a token of Kubernetes",
                    PodRules::knowsNoKubernetes,
                    without(CATALOG, POD + "/automountServiceAccountToken"),
                    set("ServiceAccount/catalog-service", "/automountServiceAccountToken", "true"),
                    set(CATALOG, POD + "/serviceAccountName", "default")),
            rule(
                    "no Service is in an environment",
                    manifests -> manifests.pods().stream()
                            .flatMap(pod -> unless(
                                    Boolean.FALSE.equals(pod.spec().getEnableServiceLinks()),
                                    pod.id() + ": a Service would be among its settings")),
                    without(CATALOG, POD + "/enableServiceLinks")),
            rule(
                    "memory is what is asked for, and holds the heap",
                    manifests -> manifests.pods().stream().flatMap(PodRules::hasRoom),
                    set(CATALOG, CONTAINER + "/resources/limits/memory", "256Mi"),
                    set(CATALOG, CONTAINER + "/resources/requests/memory", "256Mi"),
                    set(
                            "Deployment/comparison-refresher",
                            CONTAINER + "/resources",
                            "{limits: {memory: 1Gi}, requests: {memory: 1Gi, cpu: 1}}"),
                    without(CATALOG, CONTAINER + "/resources/requests/cpu"),
                    set(CATALOG, CONTAINER + "/resources/limits/cpu", "1")),
            rule(
                    "a Java machine is told how many processors it has",
                    manifests -> manifests.pods().stream()
                            .flatMap(pod -> unless(
                                    value(pod, "JAVA_TOOL_OPTIONS").contains("-XX:ActiveProcessorCount="),
                                    pod.id() + ": as many threads as the node has processors")),
                    set(CATALOG, CONTAINER + "/env", "[]")),
            rule(
                    "every image is of a version",
                    manifests -> manifests.pods().stream()
                            .flatMap(pod -> unless(
                                    pod.container()
                                                    .getImage()
                                                    .matches("[a-z0-9./:-]+/" + pod.service()
                                                            + "(:[A-Za-z0-9._-]+)?(@sha256:[0-9a-f]{64})?")
                                            && pod.container().getImage().matches(".*/[^/]*[:@].*")
                                            && !pod.container().getImage().endsWith(":latest"),
                                    pod.id() + ": " + pod.container().getImage()
                                            + " (expected: an image of its service with a version)")),
                    set(CATALOG, CONTAINER + "/image", "registry.example.com/crosscheck/catalog-service:latest"),
                    set(CATALOG, CONTAINER + "/image", "registry.example.com/crosscheck/catalog-service"),
                    set(CATALOG, CONTAINER + "/image", "registry.example.com/crosscheck/pricing-service:1.0.0")),
            rule(
                    "everything is in one namespace, which is restricted",
                    PodRules::isInTheNamespace,
                    set("Namespace/crosscheck", "/metadata/labels/pod-security.kubernetes.io~1enforce", "baseline"),
                    set("Service/catalog-service", "/metadata/namespace", "default")));

    private static Stream<String> isSomebody(Pod pod) {
        PodSecurityContext context =
                Objects.requireNonNullElseGet(pod.spec().getSecurityContext(), PodSecurityContext::new);
        SecurityContext own = Objects.requireNonNullElseGet(pod.container().getSecurityContext(), SecurityContext::new);
        return unless(
                Boolean.TRUE.equals(context.getRunAsNonRoot())
                        && Objects.requireNonNullElse(context.getRunAsUser(), 0L) >= 10_000
                        && own.getRunAsUser() == null
                        && own.getRunAsNonRoot() == null,
                pod.id() + ": user " + context.getRunAsUser() + " (expected: one that is nobody on the node)");
    }

    private static Stream<String> writesNothing(Pod pod) {
        Container container = pod.container();
        Stream<String> root = unless(
                container.getSecurityContext() != null
                        && Boolean.TRUE.equals(container.getSecurityContext().getReadOnlyRootFilesystem()),
                pod.id() + ": may write to its image");
        Stream<String> mounts = container.getVolumeMounts().stream()
                .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .filter(mount -> !mount.getMountPath().equals("/tmp"))
                .map(mount -> pod.id() + ": may write to " + mount.getMountPath());
        Stream<String> volumes = pod.spec().getVolumes().stream()
                .filter(volume -> !isKept(volume))
                .map(volume -> pod.id() + ": volume " + volume.getName()
                        + " (expected: a secret, a config map, or an empty folder with a limit)");
        Stream<String> unmounted = pod.spec().getVolumes().stream()
                .map(Volume::getName)
                .filter(name -> container.getVolumeMounts().stream()
                        .map(VolumeMount::getName)
                        .noneMatch(name::equals))
                .map(name -> pod.id() + ": nothing mounts " + name);
        return Stream.of(root, mounts, volumes, unmounted).flatMap(it -> it);
    }

    private static boolean isKept(Volume volume) {
        return volume.getSecret() != null
                || volume.getConfigMap() != null
                || (volume.getEmptyDir() != null && volume.getEmptyDir().getSizeLimit() != null);
    }

    private static Stream<String> staysWhatHeIs(Pod pod) {
        SecurityContext own = Objects.requireNonNullElseGet(pod.container().getSecurityContext(), SecurityContext::new);
        PodSecurityContext context =
                Objects.requireNonNullElseGet(pod.spec().getSecurityContext(), PodSecurityContext::new);
        boolean restricted = Boolean.FALSE.equals(own.getAllowPrivilegeEscalation())
                && own.getPrivileged() == null
                && own.getCapabilities() != null
                && own.getCapabilities().getDrop().equals(List.of("ALL"))
                && own.getCapabilities().getAdd().isEmpty()
                && context.getSeccompProfile() != null
                && context.getSeccompProfile().getType().equals("RuntimeDefault");
        boolean apart = pod.spec().getHostNetwork() == null
                && pod.spec().getHostPID() == null
                && pod.spec().getHostIPC() == null
                && pod.spec().getInitContainers().isEmpty()
                && pod.spec().getContainers().size() == 1;
        return unless(restricted && apart, pod.id() + ": not restricted as its namespace wants it");
    }

    private static Stream<String> knowsNoKubernetes(Manifests manifests) {
        Stream<String> pods = manifests.pods().stream()
                .flatMap(pod -> unless(
                        Boolean.FALSE.equals(pod.spec().getAutomountServiceAccountToken())
                                && manifests
                                        .find(ServiceAccount.class, pod.spec().getServiceAccountName())
                                        .isPresent(),
                        pod.id() + ": has a token, or no account of its own"));
        Stream<String> accounts = manifests.all(ServiceAccount.class).stream()
                .filter(account -> !Boolean.FALSE.equals(account.getAutomountServiceAccountToken()))
                .map(account -> "ServiceAccount/" + account.getMetadata().getName() + ": gives tokens to pods");
        return Stream.concat(pods, accounts);
    }

    private static Stream<String> hasRoom(Pod pod) {
        Map<String, Quantity> requests = pod.container().getResources().getRequests();
        Map<String, Quantity> limits = pod.container().getResources().getLimits();
        if (requests == null || limits == null || !limits.containsKey("memory") || !requests.containsKey("cpu")) {
            return Stream.of(pod.id() + ": no memory or no processor is asked for");
        }
        BigDecimal limit = Quantity.getAmountInBytes(limits.get("memory"));
        long heap = heapMegabytes(pod) * MEGABYTE;
        return Stream.of(
                        unless(
                                limits.get("memory").equals(requests.get("memory")),
                                pod.id() + ": memory that is not asked for is not there when it is needed"),
                        unless(!limits.containsKey("cpu"), pod.id() + ": is held back in a burst"),
                        unless(
                                limit.longValueExact() >= heap + BESIDE_THE_HEAP,
                                pod.id() + ": " + limit.longValueExact() / MEGABYTE + " MB (expected: "
                                        + (heap + BESIDE_THE_HEAP) / MEGABYTE + " or more)"))
                .flatMap(it -> it);
    }

    /** The image has the heap of {@link Launch}; {@code _JAVA_OPTIONS} comes after it. */
    private static long heapMegabytes(Pod pod) {
        Matcher own = HEAP.matcher(value(pod, "_JAVA_OPTIONS"));
        if (own.find()) {
            return Long.parseLong(own.group(1));
        }
        return Arrays.stream(Service.values())
                .filter(service -> service.module().equals(pod.service()))
                .findFirst()
                .orElseThrow()
                .heapMegabytes();
    }

    static String value(Pod pod, String variable) {
        return Optional.ofNullable(pod.container().getEnv()).stream()
                .flatMap(List::stream)
                .filter(it -> it.getName().equals(variable))
                .map(EnvVar::getValue)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static Stream<String> isInTheNamespace(Manifests manifests) {
        Map<String, String> labels =
                manifests.one(Namespace.class).getMetadata().getLabels();
        Stream<String> restricted = Stream.of("enforce", "warn", "audit")
                .filter(mode -> !"restricted".equals(labels.get("pod-security.kubernetes.io/" + mode)))
                .map(mode -> "Namespace: pods that are not restricted pass " + mode);
        Stream<String> elsewhere = manifests.all().stream()
                .filter(it -> !it.kind().equals("Namespace"))
                .filter(it -> !it.tree().at("/metadata/namespace").asText().equals("crosscheck"))
                .map(it -> it.id() + ": in another namespace");
        return Stream.concat(restricted, elsewhere);
    }

    private PodRules() {}
}
