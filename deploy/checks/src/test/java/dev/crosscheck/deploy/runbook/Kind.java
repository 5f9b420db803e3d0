package dev.crosscheck.deploy.runbook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A kind of resource.
 *
 * @param group empty for the first API of Kubernetes
 * @param name  such as {@code NetworkPolicy}
 */
record Kind(String group, String version, String name, boolean namespaced, List<String> shortNames) {

    /** All that the manifests and the documents speak of. */
    static final List<Kind> ALL = List.of(
            Kind.of("", "v1", "ConfigMap", "cm"),
            Kind.of("", "v1", "Event", "ev"),
            Kind.of("", "v1", "PersistentVolumeClaim", "pvc"),
            Kind.of("", "v1", "Pod", "po"),
            Kind.of("", "v1", "Secret"),
            Kind.of("", "v1", "Service", "svc"),
            Kind.of("", "v1", "ServiceAccount", "sa"),
            new Kind("", "v1", "Namespace", false, List.of("ns")),
            new Kind("", "v1", "PersistentVolume", false, List.of("pv")),
            Kind.of("apps", "v1", "Deployment", "deploy"),
            Kind.of("apps", "v1", "ReplicaSet", "rs"),
            Kind.of("autoscaling", "v2", "HorizontalPodAutoscaler", "hpa"),
            Kind.of("batch", "v1", "Job"),
            Kind.of("networking.k8s.io", "v1", "NetworkPolicy", "netpol"),
            Kind.of("policy", "v1", "PodDisruptionBudget", "pdb"),
            Kind.of("barmancloud.cnpg.io", "v1", "ObjectStore"),
            Kind.of("external-secrets.io", "v1", "ExternalSecret", "es"),
            Kind.of("gateway.networking.k8s.io", "v1", "Gateway", "gtw"),
            Kind.of("gateway.networking.k8s.io", "v1", "HTTPRoute"),
            Kind.of("kafka.strimzi.io", "v1", "Kafka", "k"),
            Kind.of("kafka.strimzi.io", "v1", "KafkaNodePool", "knp"),
            Kind.of("kafka.strimzi.io", "v1", "KafkaTopic", "kt"),
            Kind.of("kafka.strimzi.io", "v1", "KafkaUser", "ku"),
            Kind.of("keda.sh", "v1alpha1", "ScaledObject", "so"),
            Kind.of("monitoring.coreos.com", "v1", "PodMonitor", "pmon"),
            Kind.of("monitoring.coreos.com", "v1", "PrometheusRule", "promrule"),
            Kind.of("postgresql.cnpg.io", "v1", "Backup"),
            Kind.of("postgresql.cnpg.io", "v1", "Cluster"),
            Kind.of("postgresql.cnpg.io", "v1", "Database"),
            Kind.of("postgresql.cnpg.io", "v1", "ScheduledBackup"));

    private static Kind of(String group, String version, String name, String... shortNames) {
        return new Kind(group, version, name, true, Arrays.asList(shortNames));
    }

    static Kind named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(name + ": unknown kind (expected: one of " + ALL + ")"));
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As in addresses: {@code networkpolicies}. */
    String plural() {
        String singular = singular();
        return singular.endsWith("y") ? singular.substring(0, singular.length() - 1) + "ies" : singular + "s";
    }

    String singular() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** As in what Kubernetes says: {@code deployments.apps}. */
    String said() {
        return group.isEmpty() ? plural() : plural() + "." + group;
    }
}
