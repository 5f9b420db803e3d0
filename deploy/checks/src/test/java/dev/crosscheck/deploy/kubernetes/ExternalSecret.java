package dev.crosscheck.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/** What we use of a secret of the External Secrets Operator ({@code external-secrets.io/v1}), by its API reference. */
record ExternalSecret(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    record Spec(String refreshInterval, StoreRef secretStoreRef, Target target, List<Entry> data) {}

    record StoreRef(String kind, String name) {}

    record Target(String creationPolicy, Template template) {}

    record Template(String type, Metadata metadata, Map<String, String> data) {}

    record Metadata(Map<String, String> labels) {}

    record Entry(String secretKey, RemoteRef remoteRef) {}

    record RemoteRef(String key, String property) {}
}
