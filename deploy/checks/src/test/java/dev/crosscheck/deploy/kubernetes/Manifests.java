package dev.crosscheck.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/** Resources that are applied together. */
record Manifests(List<Manifest> all) {

    static Manifests read(String documents) {
        return new Manifests(StrictYaml.read(documents));
    }

    /** The same read from trees, which nobody else may change. */
    static Manifests of(Stream<JsonNode> trees) {
        return new Manifests(trees.map(StrictYaml::read).toList());
    }

    <T> List<T> all(Class<T> type) {
        return all.stream()
                .map(Manifest::typed)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <T> T one(Class<T> type) {
        List<T> found = all(type);
        if (found.size() != 1) {
            throw new NoSuchElementException(found.size() + " of " + type.getSimpleName() + " (expected: 1)");
        }
        return found.getFirst();
    }

    <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        return all(type).stream()
                .filter(found -> found.getMetadata().getName().equals(name))
                .findFirst();
    }

    List<Deployment> deployments() {
        return all(Deployment.class);
    }

    List<Job> jobs() {
        return all(Job.class);
    }

    /** What every Deployment and Job makes pods of. */
    List<Pod> pods() {
        return Stream.concat(
                        deployments().stream()
                                .map(it -> new Pod(it, it.getSpec().getTemplate())),
                        jobs().stream().map(it -> new Pod(it, it.getSpec().getTemplate())))
                .toList();
    }

    /**
     * Pods of one Deployment or Job.
     *
     * @param owner the Deployment or Job
     */
    record Pod(HasMetadata owner, PodTemplateSpec template) {

        /** Such as {@code Deployment/catalog-service}. */
        String id() {
            return owner.getKind() + "/" + owner.getMetadata().getName();
        }

        Map<String, String> labels() {
            return template.getMetadata().getLabels();
        }

        /** The module whose image it runs: {@code catalog-service}. */
        String service() {
            return labels().getOrDefault("app.kubernetes.io/name", "");
        }

        String component() {
            return labels().getOrDefault("app.kubernetes.io/component", "");
        }

        PodSpec spec() {
            return template.getSpec();
        }

        Container container() {
            return spec().getContainers().getFirst();
        }
    }
}
