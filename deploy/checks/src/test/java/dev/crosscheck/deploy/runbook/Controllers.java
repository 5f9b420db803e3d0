package dev.crosscheck.deploy.runbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What follows from a resource, if all goes well and takes no time. */
final class Controllers {

    private static final String REVISION = "deployment.kubernetes.io/revision";

    private final Resources resources;

    Controllers(Resources resources) {
        this.resources = resources;
    }

    /** Gives a resource its status, and makes what others would make of it. */
    ObjectNode follow(Place place, ObjectNode resource) {
        switch (place.kind().name()) {
            case "Deployment" -> roll(place, resource);
            case "Job" -> conditions(resource, "Complete");
            case "Backup" -> resource.withObject("/status").put("phase", "completed");
            case "Kafka", "Cluster" -> conditions(resource, "Ready");
            case "KafkaUser" -> secret(place, place.name());
            case "ExternalSecret" ->
                secret(place, resource.at("/spec/target/name").asText(place.name()));
            default -> {}
        }
        if (place.kind().name().equals("Cluster")) {
            volumes(place);
        }
        return resources.put(place, resource);
    }

    private void roll(Place place, ObjectNode deployment) {
        JsonNode template = deployment.at("/spec/template");
        String set = place.name() + "-" + Integer.toHexString(template.hashCode());
        Place replicaSet = new Place(Kind.named("ReplicaSet"), place.namespace(), set, "");
        if (resources.find(replicaSet).isEmpty()) {
            resources.put(place, deployment);
            int revision = deployment
                            .at("/metadata/annotations/deployment.kubernetes.io~1revision")
                            .asInt()
                    + 1;
            deployment.withObject("/metadata/annotations").put(REVISION, Integer.toString(revision));
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            made.withObject("/metadata/annotations").put(REVISION, Integer.toString(revision));
            made.withObject("/metadata").set("labels", template.at("/metadata/labels"));
            owned(made, deployment);
            made.putObject("spec").put("replicas", 1).set("template", template);
            made.withObject("/spec").set("selector", deployment.at("/spec/selector"));
            resources.put(replicaSet, made);
        }
        int replicas = deployment.at("/spec/replicas").asInt(1);
        ObjectNode status = conditions(deployment, "Available");
        // The number it will have once it is stored.
        status.put("observedGeneration", Integer.MAX_VALUE);
        status.put("replicas", replicas);
        status.put("updatedReplicas", replicas);
        status.put("readyReplicas", replicas);
        status.put("availableReplicas", replicas);
        pods(place, deployment, replicas);
    }

    private void pods(Place place, ObjectNode deployment, int replicas) {
        Place pods = new Place(Kind.named("Pod"), place.namespace(), "", "");
        for (JsonNode pod : resources.list(pods, "", "")) {
            String name = pod.at("/metadata/name").asText();
            if (name.startsWith(place.name() + "-pod-")) {
                resources.remove(pods.named(name));
            }
        }
        for (int i = 0; i < replicas; i++) {
            ObjectNode pod = JsonNodeFactory.instance.objectNode();
            pod.withObject("/metadata").set("labels", deployment.at("/spec/template/metadata/labels"));
            pod.set("spec", deployment.at("/spec/template/spec"));
            conditions(pod, "Ready").put("phase", "Running");
            resources.put(pods.named(place.name() + "-pod-" + i), pod);
        }
    }

    private static void owned(ObjectNode made, ObjectNode owner) {
        made.withObject("/metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText())
                .put("name", owner.at("/metadata/name").asText())
                .put("uid", owner.at("/metadata/uid").asText())
                .put("controller", true);
    }

    private static ObjectNode conditions(ObjectNode resource, String type) {
        ObjectNode status = resource.withObject("/status");
        ArrayNode conditions = status.putArray("conditions");
        conditions.addObject().put("type", type).put("status", "True");
        return status;
    }

    private void secret(Place beside, String name) {
        ObjectNode secret = JsonNodeFactory.instance.objectNode();
        secret.putObject("data").put("password", "");
        resources.put(new Place(Kind.named("Secret"), beside.namespace(), name, ""), secret);
    }

    private void volumes(Place cluster) {
        ObjectNode claim = JsonNodeFactory.instance.objectNode();
        claim.withObject("/metadata/labels").put("cnpg.io/cluster", cluster.name());
        claim.putObject("spec").put("volumeName", "volume-1");
        resources.put(
                new Place(Kind.named("PersistentVolumeClaim"), cluster.namespace(), cluster.name() + "-1", ""), claim);
        ObjectNode volume = JsonNodeFactory.instance.objectNode();
        volume.putObject("spec").put("persistentVolumeReclaimPolicy", "Delete");
        resources.put(new Place(Kind.named("PersistentVolume"), "", "volume-1", ""), volume);
    }
}
