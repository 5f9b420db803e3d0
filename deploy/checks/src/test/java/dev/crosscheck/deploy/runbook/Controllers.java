package dev.crosscheck.deploy.runbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/** What follows from a resource, if all goes well and takes no time. */
final class Controllers {

    private static final String REVISION = "deployment.kubernetes.io/revision";

    private static final String CLUSTER = "cnpg.io/cluster";

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
            instances(place, resource);
        }
        return resources.put(place, resource);
    }

    private void roll(Place place, ObjectNode deployment) {
        if (deployment.at("/metadata/uid").isMissingNode()) {
            resources.put(place, deployment);
        }
        deployment.withObject("/metadata/annotations").put(REVISION, Integer.toString(revision(place, deployment)));
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

    /** What ran before and runs again has the highest number again, and none under the old one. */
    private int revision(Place place, ObjectNode deployment) {
        JsonNode template = deployment.at("/spec/template");
        Place sets = new Place(Kind.named("ReplicaSet"), place.namespace(), "", "");
        int highest = 0;
        ObjectNode current = null;
        for (ObjectNode set : resources.list(sets, "", "")) {
            if (set.at("/metadata/ownerReferences/0/uid").equals(deployment.at("/metadata/uid"))) {
                highest = Math.max(highest, revisionOf(set));
                current = set.at("/spec/template").equals(template) ? set : current;
            }
        }
        if (current != null && revisionOf(current) == highest) {
            return highest;
        }
        ObjectNode set = current == null ? replicaSet(deployment) : current;
        set.withObject("/metadata/annotations").put(REVISION, Integer.toString(highest + 1));
        resources.put(sets.named(place.name() + "-" + Integer.toHexString(template.hashCode())), set);
        return highest + 1;
    }

    private static int revisionOf(ObjectNode set) {
        return set.at("/metadata/annotations").path(REVISION).asInt();
    }

    private static ObjectNode replicaSet(ObjectNode deployment) {
        JsonNode template = deployment.at("/spec/template");
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        set.withObject("/metadata").set("labels", template.at("/metadata/labels"));
        set.withObject("/metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", deployment.path("apiVersion").asText())
                .put("kind", deployment.path("kind").asText())
                .put("name", deployment.at("/metadata/name").asText())
                .put("uid", deployment.at("/metadata/uid").asText())
                .put("controller", true);
        set.putObject("spec").put("replicas", 1).set("template", template.deepCopy());
        set.withObject("/spec").set("selector", deployment.at("/spec/selector"));
        return set;
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

    /** Instances of PostgreSQL, the first of which takes writes, each with a volume for data and one for the log. */
    private void instances(Place cluster, ObjectNode resource) {
        for (int i = 1; i <= resource.at("/spec/instances").asInt(); i++) {
            String instance = cluster.name() + "-" + i;
            ObjectNode pod = JsonNodeFactory.instance.objectNode();
            pod.withObject("/metadata/labels")
                    .put(CLUSTER, cluster.name())
                    .put("cnpg.io/instanceRole", i == 1 ? "primary" : "replica");
            pod.putObject("spec").putArray("containers").addObject().put("name", "postgres");
            resources.put(new Place(Kind.named("Pod"), cluster.namespace(), instance, ""), pod);
            volume(cluster, instance);
            volume(cluster, instance + "-wal");
        }
    }

    private void volume(Place cluster, String claimed) {
        Place claims = new Place(Kind.named("PersistentVolumeClaim"), cluster.namespace(), claimed, "");
        Place volumes =
                new Place(Kind.named("PersistentVolume"), "", UUID.randomUUID().toString(), "");
        if (resources.find(claims).isPresent()) {
            return;
        }
        ObjectNode claim = JsonNodeFactory.instance.objectNode();
        claim.withObject("/metadata/labels").put(CLUSTER, cluster.name());
        claim.putObject("spec").put("volumeName", volumes.name());
        resources.put(claims, claim);
        ObjectNode volume = JsonNodeFactory.instance.objectNode();
        volume.putObject("spec")
                .put("persistentVolumeReclaimPolicy", "Delete")
                .putObject("claimRef")
                .put("namespace", claims.namespace())
                .put("name", claimed);
        resources.put(volumes, volume);
    }

    /** What goes with a resource that is deleted. */
    void forget(Place place) {
        if (!place.kind().name().equals("Cluster")) {
            return;
        }
        for (String kind : List.of("Pod", "PersistentVolumeClaim")) {
            Place all = new Place(Kind.named(kind), place.namespace(), "", "");
            for (ObjectNode gone : resources.list(all, CLUSTER + "=" + place.name(), "")) {
                resources.remove(all.named(gone.at("/metadata/name").asText()));
                Place volume = new Place(
                        Kind.named("PersistentVolume"),
                        "",
                        gone.at("/spec/volumeName").asText(),
                        "");
                resources
                        .find(volume)
                        .filter(it -> it.at("/spec/persistentVolumeReclaimPolicy")
                                .asText()
                                .equals("Delete"))
                        .ifPresent(_ -> resources.remove(volume));
            }
        }
    }
}
