package dev.crosscheck.deploy.kubernetes;

import static dev.crosscheck.deploy.kubernetes.Mutant.gone;
import static dev.crosscheck.deploy.kubernetes.Mutant.set;
import static dev.crosscheck.deploy.kubernetes.Mutant.without;
import static dev.crosscheck.deploy.kubernetes.Rule.rule;

import dev.crosscheck.deploy.kubernetes.Network.Party;
import dev.crosscheck.local.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.strimzi.api.kafka.model.kafka.Kafka;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may talk to whom: everybody tries every port of everybody. */
final class NetworkRules {

    private static final String HERE = "crosscheck";

    private static final Map<String, String> KAFKA = Map.of(
            "strimzi.io/cluster", "crosscheck", "strimzi.io/kind", "Kafka", "strimzi.io/name", "crosscheck-kafka");
    private static final Map<String, String> KAFKA_OPERATORS = Map.of(
            "strimzi.io/cluster",
            "crosscheck",
            "strimzi.io/kind",
            "Kafka",
            "strimzi.io/name",
            "crosscheck-entity-operator");
    private static final Map<String, String> POSTGRES = Map.of("cnpg.io/cluster", "crosscheck-postgres");

    /** Whoever is not ours, as the operators of a cluster label him. */
    private static final List<Party> OTHERS = List.of(
            Party.pod("gateway", "envoy-gateway-system", Map.of()),
            Party.pod("prometheus", "monitoring", Map.of("app.kubernetes.io/name", "prometheus")),
            Party.pod("grafana", "monitoring", Map.of("app.kubernetes.io/name", "grafana")),
            Party.pod("postgres-operator", "cnpg-system", Map.of()),
            Party.pod("dns", "kube-system", Map.of("k8s-app", "kube-dns")),
            Party.pod("kafka", HERE, KAFKA),
            Party.pod("kafka-operators", HERE, KAFKA_OPERATORS),
            Party.pod("postgres", HERE, POSTGRES),
            Party.pod("intruder", HERE, Map.of()),
            Party.pod("neighbour", "default", Map.of()),
            Party.outside("issuer", "93.184.216.34"),
            Party.outside("cloud's secrets", "169.254.169.254"));

    private static final List<Integer> PORTS = List.of(
            53, 80, 443, 5432, 6443, 8000, 8080, 8081, 8082, 9080, 9081, 9082, 9090, 9091, 9092, 9093, 9187, 9404);

    static final List<Rule> ALL = List.of(rule(
            "everybody reaches whom he needs, and nobody else",
            NetworkRules::differences,
            gone("NetworkPolicy/nobody"),
            set("NetworkPolicy/nobody", "/spec/policyTypes", "[Egress]"),
            gone("NetworkPolicy/everybody-to-dns"),
            gone("NetworkPolicy/services-to-kafka"),
            gone("NetworkPolicy/services-to-postgres"),
            gone("NetworkPolicy/readers-to-histories"),
            gone("NetworkPolicy/services-to-issuer"),
            gone("NetworkPolicy/postgres"),
            gone("NetworkPolicy/kafka-to-kafka"),
            without("Kafka/crosscheck", "/spec/kafka/listeners/0/networkPolicyPeers"),
            set("Kafka/crosscheck", "/spec/kafka/listeners/0/networkPolicyPeers/0", "{podSelector: {}}"),
            gone("NetworkPolicy/readers-from-gateway"),
            set("NetworkPolicy/services-to-kafka", "/spec/podSelector", "{}"),
            set(
                    "NetworkPolicy/readers-to-histories",
                    "/spec/podSelector/matchLabels",
                    "{app.kubernetes.io/name: comparison-service}"),
            set("NetworkPolicy/catalog-from-readers", "/spec/ingress/0/ports/0/port", "9081"),
            set("NetworkPolicy/catalog-from-gateway", "/spec/ingress/0/ports", "[]"),
            without("NetworkPolicy/catalog-from-prometheus", "/spec/ingress/0/from/0/podSelector"),
            set("NetworkPolicy/services-to-issuer", "/spec/egress/0/to/0/ipBlock/except", "[]"),
            set("NetworkPolicy/postgres", "/spec/ingress/0/from/-", "{podSelector: {}}")));

    private record Talk(String from, String to, int port, String protocol) {

        static Talk tcp(String from, String to, int port) {
            return new Talk(from, to, port, "TCP");
        }
    }

    /** Either end would be enough to hold somebody up. Both do, so that a mistake at one opens nothing. */
    private static Stream<String> differences(Manifests manifests) {
        List<NetworkPolicy> policies = new ArrayList<>(manifests.all(NetworkPolicy.class));
        policies.add(ofStrimzi(manifests.one(Kafka.class)));
        Network network = new Network(policies, HERE);
        List<Party> all = Stream.concat(
                        manifests.pods().stream().map(pod -> Party.pod(pod.component(), HERE, pod.labels())),
                        OTHERS.stream())
                .toList();
        Set<Talk> leaving = new HashSet<>();
        Set<Talk> entering = new HashSet<>();
        for (Party from : all) {
            for (Party to : all) {
                for (int port : PORTS) {
                    for (String protocol : List.of("TCP", "UDP")) {
                        Talk talk = new Talk(from.name(), to.name(), port, protocol);
                        if (HERE.equals(from.namespace()) && network.leaves(from, to, port, protocol)) {
                            leaving.add(talk);
                        }
                        if (HERE.equals(to.namespace()) && network.enters(from, to, port, protocol)) {
                            entering.add(talk);
                        }
                    }
                }
            }
        }
        Set<String> here = names(all.stream().filter(it -> HERE.equals(it.namespace())));
        Set<Talk> talks = talks(here);
        Set<Talk> mayLeave =
                talks.stream().filter(it -> here.contains(it.from())).collect(Collectors.toSet());
        mayLeave.addAll(anywhere(names(all.stream())));
        Set<Talk> mayEnter = talks.stream().filter(it -> here.contains(it.to())).collect(Collectors.toSet());
        return Stream.concat(differences("may leave", leaving, mayLeave), differences("may enter", entering, mayEnter));
    }

    private static Stream<String> differences(String what, Set<Talk> met, Set<Talk> expected) {
        return Stream.concat(
                met.stream().filter(it -> !expected.contains(it)).map(it -> it + " " + what + " (expected: not)"),
                expected.stream()
                        .filter(it -> !met.contains(it))
                        .map(it -> it + ": not allowed (expected: " + what + ")"));
    }

    private static Set<String> names(Stream<Party> parties) {
        return parties.map(Party::name).collect(Collectors.toSet());
    }

    /** Strimzi makes one for the nodes of Kafka: whom each listener names, other nodes, and its operators. */
    private static NetworkPolicy ofStrimzi(Kafka kafka) {
        NetworkPolicyPeer nodes = peer(KAFKA);
        List<NetworkPolicyIngressRule> rules = new ArrayList<>();
        rules.add(ingress(List.of(nodes), 9090));
        rules.add(ingress(List.of(nodes, peer(KAFKA_OPERATORS)), 9091));
        kafka.getSpec()
                .getKafka()
                .getListeners()
                .forEach(it -> rules.add(ingress(it.getNetworkPolicyPeers(), it.getPort())));
        return new NetworkPolicyBuilder()
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(KAFKA)
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .withIngress(rules)
                .endSpec()
                .build();
    }

    private static NetworkPolicyPeer peer(Map<String, String> labels) {
        return new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(labels)
                .endPodSelector()
                .build();
    }

    private static NetworkPolicyIngressRule ingress(List<NetworkPolicyPeer> from, int port) {
        return new NetworkPolicyIngressRuleBuilder()
                .withFrom(from)
                .addNewPort()
                .withNewPort(port)
                .endPort()
                .build();
    }

    /** All that is to be said between any two. */
    private static Set<Talk> talks(Set<String> here) {
        Set<Talk> talks = new HashSet<>();
        for (String somebody : here) {
            talks.add(Talk.tcp(somebody, "dns", 53));
            talks.add(new Talk(somebody, "dns", 53, "UDP"));
        }
        for (String service : List.of("catalog", "pricing", "reader", "refresher")) {
            talks.add(Talk.tcp(service, "kafka", 9093));
            talks.add(Talk.tcp(service, "postgres", 5432));
            talks.add(Talk.tcp(service, "issuer", 443));
        }
        talks.add(Talk.tcp("migration", "postgres", 5432));
        talks.add(Talk.tcp("reader", "catalog", Service.CATALOG.defaultPort()));
        talks.add(Talk.tcp("reader", "pricing", Service.PRICING.defaultPort()));
        talks.add(Talk.tcp("gateway", "catalog", Service.CATALOG.defaultPort()));
        talks.add(Talk.tcp("gateway", "pricing", Service.PRICING.defaultPort()));
        talks.add(Talk.tcp("gateway", "reader", Service.COMPARISON.defaultPort()));
        talks.add(Talk.tcp("prometheus", "catalog", Service.CATALOG.defaultManagementPort()));
        talks.add(Talk.tcp("prometheus", "pricing", Service.PRICING.defaultManagementPort()));
        talks.add(Talk.tcp("prometheus", "reader", Service.COMPARISON.defaultManagementPort()));
        talks.add(Talk.tcp("prometheus", "refresher", Service.COMPARISON.defaultManagementPort()));
        talks.add(Talk.tcp("prometheus", "kafka", 9404));
        talks.add(Talk.tcp("prometheus", "postgres", 9187));
        talks.add(Talk.tcp("kafka", "kafka", 9090));
        talks.add(Talk.tcp("kafka", "kafka", 9091));
        talks.add(Talk.tcp("kafka-operators", "kafka", 9091));
        talks.add(Talk.tcp("postgres", "postgres", 5432));
        talks.add(Talk.tcp("postgres", "postgres", 8000));
        talks.add(Talk.tcp("postgres-operator", "postgres", 5432));
        talks.add(Talk.tcp("postgres-operator", "postgres", 8000));
        return talks;
    }

    /** Kubernetes and the object store have no label to go by: whoever needs one of them may leave by its port. */
    private static Set<Talk> anywhere(Set<String> all) {
        return Stream.of("postgres", "kafka", "kafka-operators")
                .flatMap(from ->
                        all.stream().flatMap(to -> Stream.of(Talk.tcp(from, to, 443), Talk.tcp(from, to, 6443))))
                .collect(Collectors.toSet());
    }

    private NetworkRules() {}
}
