package dev.crosscheck.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who may talk to whom by the NetworkPolicies, as Kubernetes reads them: a pod that some policy selects may do only
 * what some policy allows, and both ends have to allow it.
 *
 * @param policies  all of them, in one namespace
 * @param namespace which that is
 */
record Network(List<NetworkPolicy> policies, String namespace) {

    /**
     * Somebody who talks or listens.
     *
     * @param namespace null for somebody outside of the cluster
     * @param address   where he is, if outside
     */
    record Party(String name, @Nullable String namespace, Map<String, String> labels, String address) {

        static Party pod(String name, String namespace, Map<String, String> labels) {
            return new Party(name, namespace, labels, "10.0.0.1");
        }

        static Party outside(String name, String address) {
            return new Party(name, null, Map.of(), address);
        }
    }

    /** Whether his own end lets him go there. */
    boolean leaves(Party from, Party to, int port, String protocol) {
        List<NetworkPolicy> selecting = selecting(from, "Egress");
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(it -> it.getSpec().getEgress().stream())
                        .anyMatch(rule -> isOneOf(rule.getTo(), to) && hasPort(rule.getPorts(), port, protocol));
    }

    /** Whether the other end lets him in. */
    boolean enters(Party from, Party to, int port, String protocol) {
        List<NetworkPolicy> selecting = selecting(to, "Ingress");
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(it -> it.getSpec().getIngress().stream())
                        .anyMatch(rule -> isOneOf(rule.getFrom(), from) && hasPort(rule.getPorts(), port, protocol));
    }

    private List<NetworkPolicy> selecting(Party party, String direction) {
        return policies.stream()
                .filter(it -> it.getSpec().getPolicyTypes().contains(direction))
                .filter(it -> namespace.equals(party.namespace())
                        && matches(it.getSpec().getPodSelector(), party.labels()))
                .toList();
    }

    private boolean isOneOf(List<NetworkPolicyPeer> peers, Party party) {
        return peers == null || peers.isEmpty() || peers.stream().anyMatch(peer -> is(peer, party));
    }

    private boolean is(NetworkPolicyPeer peer, Party party) {
        if (peer.getIpBlock() != null) {
            return contains(peer.getIpBlock().getCidr(), party.address())
                    && peer.getIpBlock().getExcept().stream().noneMatch(it -> contains(it, party.address()));
        }
        if (party.namespace() == null) {
            return false;
        }
        boolean there = peer.getNamespaceSelector() == null
                ? party.namespace().equals(namespace)
                : matches(peer.getNamespaceSelector(), Map.of("kubernetes.io/metadata.name", party.namespace()));
        return there && (peer.getPodSelector() == null || matches(peer.getPodSelector(), party.labels()));
    }

    private static boolean hasPort(List<NetworkPolicyPort> ports, int port, String protocol) {
        return ports.isEmpty()
                || ports.stream()
                        .anyMatch(it -> Objects.equals(it.getPort(), new IntOrString(port))
                                && Objects.requireNonNullElse(it.getProtocol(), "TCP")
                                        .equals(protocol));
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        boolean equal = selector.getMatchLabels() == null
                || labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
        return equal && selector.getMatchExpressions().stream().allMatch(it -> matches(it, labels));
    }

    private static boolean matches(LabelSelectorRequirement requirement, Map<String, String> labels) {
        if (!requirement.getOperator().equals("In")) {
            throw new IllegalArgumentException("operator: " + requirement.getOperator() + " (expected: In)");
        }
        return requirement.getValues().contains(labels.get(requirement.getKey()));
    }

    private static boolean contains(String cidr, String address) {
        String[] parts = cidr.split("/");
        int bits = Integer.parseInt(parts[1]);
        long mask = bits == 0 ? 0 : 0xFFFFFFFFL << (32 - bits) & 0xFFFFFFFFL;
        return (number(parts[0]) & mask) == (number(address) & mask);
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | Long.parseLong(part);
        }
        return number;
    }
}
