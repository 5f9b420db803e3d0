package dev.crosscheck.deploy.kubernetes;

import static dev.crosscheck.deploy.kubernetes.Mutant.gone;
import static dev.crosscheck.deploy.kubernetes.Mutant.set;
import static dev.crosscheck.deploy.kubernetes.Mutant.without;
import static dev.crosscheck.deploy.kubernetes.Rule.rule;
import static dev.crosscheck.deploy.kubernetes.Rule.unless;

import dev.crosscheck.event.Grant;
import dev.crosscheck.event.Grant.Operation;
import dev.crosscheck.event.Grant.Resource;
import dev.crosscheck.event.Grants;
import dev.crosscheck.event.TopicSpec;
import dev.crosscheck.event.Topics;
import dev.crosscheck.local.Broker;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.StrimziAclOperation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kafka is as the services need it, and lets nobody do more than is granted. */
final class KafkaRules {

    private static final String KAFKA = "Kafka/crosscheck";
    private static final String MODELS = "KafkaTopic/catalog.models.v1";
    private static final String UPDATES = "KafkaTopic/catalog.updates.v1";
    private static final String USER = "KafkaUser/catalog-service";

    /** What holds for a cluster of any size. */
    static final List<Rule> ALL = List.of(
            rule(
                    "topics are those of the code, kept as the code has them kept",
                    KafkaRules::topics,
                    gone(MODELS),
                    set(MODELS, "/spec/partitions", "3"),
                    set(MODELS, "/spec/config/cleanup.policy", "delete"),
                    without(MODELS, "/spec/config/min.cleanable.dirty.ratio"),
                    set(UPDATES, "/spec/config/retention.ms", "604800000"),
                    set(UPDATES, "/spec/config/max.message.bytes", "1048576"),
                    set(UPDATES, "/spec/config/segment.ms", "1000"),
                    set(UPDATES, "/metadata/name", "catalog.updates.v2")),
            rule(
                    "users may do what is granted, and nothing else",
                    KafkaRules::grants,
                    gone(USER),
                    without(USER, "/spec/authorization/acls/0"),
                    set(USER, "/spec/authorization/acls/0/operations", "[Read, Describe, Write]"),
                    set(USER, "/spec/authorization/acls/0/operations", "[All]"),
                    set(USER, "/spec/authorization/acls/0/resource/patternType", "prefix"),
                    set(USER, "/spec/authorization/acls/-", "{resource: {type: cluster}, operations: [Alter]}"),
                    set(USER, "/metadata/name", "somebody")),
            rule(
                    "everybody comes over TLS, with a password, by one listener",
                    KafkaRules::listener,
                    set(KAFKA, "/spec/kafka/listeners/0/tls", "false"),
                    without(KAFKA, "/spec/kafka/listeners/0/authentication"),
                    set(KAFKA, "/spec/kafka/listeners/-", "{name: plain, port: 9092, type: internal, tls: false}"),
                    set(KAFKA, "/spec/kafka/config/ssl.enabled.protocols", "TLSv1.2"),
                    set(USER, "/spec/authentication/type", "tls"),
                    without(KAFKA, "/spec/kafka/authorization")),
            rule(
                    "no topic is made by a misspelt name",
                    manifests -> unless(
                            "false".equals(setting(manifests, "auto.create.topics.enable")),
                            "Kafka: makes topics by itself"),
                    set(KAFKA, "/spec/kafka/config/auto.create.topics.enable", "true"),
                    without(KAFKA, "/spec/kafka/config/auto.create.topics.enable")),
            rule(
                    "no more copies are asked for than there are nodes",
                    KafkaRules::copies,
                    set("KafkaNodePool/node", "/spec/replicas", "2"),
                    set(KAFKA, "/spec/kafka/config/offsets.topic.replication.factor", "5"),
                    set(MODELS, "/spec/replicas", "4")),
            rule(
                    "everything of Kafka is of the same cluster",
                    manifests -> Stream.of(KafkaNodePool.class, KafkaTopic.class, KafkaUser.class)
                            .flatMap(type -> manifests.all(type).stream())
                            .map(HasMetadata.class::cast)
                            .flatMap(it -> unless(
                                    manifests
                                            .one(Kafka.class)
                                            .getMetadata()
                                            .getName()
                                            .equals(it.getMetadata().getLabels().get("strimzi.io/cluster")),
                                    it.getKind() + "/" + it.getMetadata().getName() + ": of another cluster, or none")),
                    set(MODELS, "/metadata/labels/strimzi.io~1cluster", "other"),
                    without(USER, "/metadata/labels/strimzi.io~1cluster")),
            rule(
                    "nodes of Kafka may write to their volumes",
                    manifests -> {
                        PodSecurityContext pod = manifests
                                .one(KafkaNodePool.class)
                                .getSpec()
                                .getTemplate()
                                .getPod()
                                .getSecurityContext();
                        // Strimzi's own is added only where there is none at all. Its image runs as 1001 of the group
                        // 0.
                        return unless(
                                pod == null || Objects.equals(pod.getFsGroup(), 0L),
                                "nodes of Kafka: volumes of the group " + pod.getFsGroup() + " (expected: 0)");
                    },
                    without("KafkaNodePool/node", "/spec/template/pod/securityContext/fsGroup"),
                    set("KafkaNodePool/node", "/spec/template/pod/securityContext/fsGroup", "1000")),
            rule(
                    "pods of Kafka are let into a restricted namespace",
                    KafkaRules::restricted,
                    without("KafkaNodePool/node", "/spec/template/kafkaContainer/securityContext/capabilities"),
                    without("KafkaNodePool/node", "/spec/template/pod/securityContext/seccompProfile"),
                    without(KAFKA, "/spec/entityOperator/template/userOperatorContainer")));

    /** What holds where losing one machine loses nothing. */
    static final List<Rule> OF_SEVERAL_NODES = List.of(
            rule(
                    "an acknowledged record is on two nodes of three",
                    manifests -> Stream.concat(
                            unless(
                                    manifests.one(KafkaNodePool.class).getSpec().getReplicas() >= 3
                                            && "2".equals(setting(manifests, "min.insync.replicas")),
                                    "Kafka: a record is lost with one node"),
                            manifests.all(KafkaTopic.class).stream()
                                    .filter(it -> it.getSpec().getReplicas() != 3
                                            || !"2"
                                                    .equals(String.valueOf(it.getSpec()
                                                            .getConfig()
                                                            .get("min.insync.replicas"))))
                                    .map(it -> it.getMetadata().getName() + ": a record is lost with one node")),
                    set(MODELS, "/spec/replicas", "1"),
                    set(MODELS, "/spec/config/min.insync.replicas", "1"),
                    set(KAFKA, "/spec/kafka/config/min.insync.replicas", "1")),
            rule(
                    "no two nodes of Kafka share a machine",
                    manifests -> unless(
                            manifests
                                    .one(KafkaNodePool.class)
                                    .getSpec()
                                    .getTemplate()
                                    .getPod()
                                    .getTopologySpreadConstraints()
                                    .stream()
                                    .anyMatch(it -> it.getTopologyKey().equals("kubernetes.io/hostname")
                                            && it.getWhenUnsatisfiable().equals("DoNotSchedule")
                                            && it.getMaxSkew() == 1),
                            "Kafka: two nodes may be lost with one machine"),
                    set(
                            "KafkaNodePool/node",
                            "/spec/template/pod/topologySpreadConstraints/1/whenUnsatisfiable",
                            "ScheduleAnyway")));

    private static Stream<String> topics(Manifests manifests) {
        Map<String, Map<String, String>> met = new TreeMap<>();
        for (KafkaTopic topic : manifests.all(KafkaTopic.class)) {
            Map<String, String> settings = new HashMap<>();
            topic.getSpec().getConfig().forEach((name, value) -> settings.put(name, String.valueOf(value)));
            // How many nodes there are is not the code's to say.
            settings.remove("min.insync.replicas");
            settings.put("partitions", String.valueOf(topic.getSpec().getPartitions()));
            met.put(topic.getMetadata().getName(), settings);
        }
        Map<String, Map<String, String>> expected = new TreeMap<>();
        for (TopicSpec topic : Topics.ALL) {
            Map<String, String> settings = new HashMap<>(Broker.settings(topic));
            settings.put("partitions", String.valueOf(TopicSpec.PARTITIONS));
            expected.put(topic.name(), settings);
        }
        return unless(met.equals(expected), "topics: " + met + " (expected: " + expected + ")");
    }

    private static Stream<String> grants(Manifests manifests) {
        List<Grant> met = manifests.all(KafkaUser.class).stream()
                .flatMap(user -> user.getSpec().getAuthorization() instanceof KafkaUserAuthorizationSimple simple
                        ? simple.getAcls().stream()
                                .map(acl -> grant(user.getMetadata().getName(), acl))
                        : Stream.empty())
                .toList();
        return unless(
                Set.copyOf(met).equals(Set.copyOf(Grants.ALL))
                        && met.size() == Grants.ALL.size()
                        && manifests.all(KafkaUser.class).size() == Grants.PRINCIPALS.size(),
                "users: " + met + " (expected: " + Grants.ALL + ")");
    }

    private static @Nullable Grant grant(String principal, AclRule acl) {
        Set<String> operations = acl.getOperations().stream()
                .map(StrimziAclOperation::toValue)
                .map(it -> it.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> known = Stream.of(Operation.values()).map(Enum::name).collect(Collectors.toSet());
        if (!known.containsAll(operations)
                || (acl.getHost() != null && !acl.getHost().equals("*"))) {
            return new Grant(principal, Resource.TOPIC, "more than there is to grant: " + operations, Set.of());
        }
        return new Grant(
                principal,
                acl.getResource() instanceof AclRuleGroupResource ? Resource.GROUP : Resource.TOPIC,
                name(acl.getResource()),
                operations.stream().map(Operation::valueOf).collect(Collectors.toSet()));
    }

    private static String name(AclRuleResource resource) {
        return switch (resource) {
            case AclRuleTopicResource topic
            when topic.getPatternType().toValue().equals("literal") -> topic.getName();
            case AclRuleGroupResource group
            when group.getPatternType().toValue().equals("literal") -> group.getName();
            default -> "more than one: " + resource;
        };
    }

    private static Stream<String> listener(Manifests manifests) {
        List<GenericKafkaListener> listeners =
                manifests.one(Kafka.class).getSpec().getKafka().getListeners();
        GenericKafkaListener only = listeners.getFirst();
        var authorization = manifests.one(Kafka.class).getSpec().getKafka().getAuthorization();
        return Stream.of(
                        unless(
                                listeners.size() == 1
                                        && only.isTls()
                                        && only.getAuth() != null
                                        && only.getAuth().getType().equals("scram-sha-512")
                                        && only.getType().toValue().equals("internal"),
                                "Kafka: " + listeners),
                        unless(
                                "TLSv1.3".equals(setting(manifests, "ssl.enabled.protocols")),
                                "Kafka: older TLS than in the tests"),
                        unless(
                                authorization != null && authorization.getType().equals("simple"),
                                "Kafka: everybody may do everything"),
                        manifests.all(KafkaUser.class).stream()
                                .filter(it -> !it.getSpec()
                                        .getAuthentication()
                                        .getType()
                                        .equals("scram-sha-512"))
                                .map(it -> it.getMetadata().getName() + ": has no password"))
                .flatMap(it -> it);
    }

    private static Stream<String> copies(Manifests manifests) {
        int nodes = manifests.one(KafkaNodePool.class).getSpec().getReplicas();
        Stream<String> settings = manifests.one(Kafka.class).getSpec().getKafka().getConfig().entrySet().stream()
                .filter(it -> it.getKey().endsWith("replication.factor"))
                .filter(it -> Integer.parseInt(String.valueOf(it.getValue())) > nodes)
                .map(it -> it.getKey() + ": " + it.getValue() + " (expected: " + nodes + " at most)");
        Stream<String> topics = manifests.all(KafkaTopic.class).stream()
                .filter(it -> it.getSpec().getReplicas() > nodes)
                .map(it -> it.getMetadata().getName() + ": " + it.getSpec().getReplicas() + " (expected: " + nodes
                        + " at most)");
        return Stream.concat(settings, topics);
    }

    private static Stream<String> restricted(Manifests manifests) {
        var nodes = manifests.one(KafkaNodePool.class).getSpec().getTemplate();
        var operators = manifests.one(Kafka.class).getSpec().getEntityOperator().getTemplate();
        return Stream.of(
                        unless(isRestricted(nodes.getPod().getSecurityContext()), "nodes of Kafka: pods"),
                        unless(
                                nodes.getKafkaContainer() != null
                                        && isRestricted(
                                                nodes.getKafkaContainer().getSecurityContext()),
                                "nodes of Kafka: containers"),
                        unless(isRestricted(operators.getPod().getSecurityContext()), "operators of Kafka: pods"),
                        unless(
                                operators.getTopicOperatorContainer() != null
                                        && isRestricted(operators
                                                .getTopicOperatorContainer()
                                                .getSecurityContext()),
                                "operator of topics"),
                        unless(
                                operators.getUserOperatorContainer() != null
                                        && isRestricted(operators
                                                .getUserOperatorContainer()
                                                .getSecurityContext()),
                                "operator of users"))
                .flatMap(it -> it)
                .map(it -> it + ": not let into the namespace");
    }

    private static boolean isRestricted(@Nullable PodSecurityContext context) {
        return context != null && Boolean.TRUE.equals(context.getRunAsNonRoot()) && context.getSeccompProfile() != null;
    }

    private static boolean isRestricted(@Nullable SecurityContext context) {
        return context != null
                && Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())
                && context.getCapabilities() != null
                && context.getCapabilities().getDrop().contains("ALL");
    }

    private static String setting(Manifests manifests, String name) {
        return String.valueOf(
                manifests.one(Kafka.class).getSpec().getKafka().getConfig().get(name));
    }

    private KafkaRules() {}
}
