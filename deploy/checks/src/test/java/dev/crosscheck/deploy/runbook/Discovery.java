package dev.crosscheck.deploy.runbook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code kubectl} asks before all else: which kinds there are, and who looks whether fields are right. */
final class Discovery {

    static Optional<ObjectNode> of(String path) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        switch (path) {
            case "/version" -> answer.put("major", "1").put("minor", "32").put("gitVersion", "v1.32.0");
            case "/openapi/v3" ->
                versions()
                        .forEach(version -> answer.withObject("/paths")
                                .putObject(root(version).substring(1))
                                .put("serverRelativeURL", "/openapi/v3" + root(version)));
            case "/api" ->
                answer.put("kind", "APIVersions").putArray("versions").add("v1");
            case "/apis" ->
                groups(answer.put("kind", "APIGroupList")
                        .put("apiVersion", "v1")
                        .putArray("groups"));
            default -> {
                boolean schema = path.startsWith("/openapi/v3/");
                String root = schema ? path.substring("/openapi/v3".length()) : path;
                List<Kind> kinds = Kind.ALL.stream()
                        .filter(kind -> root.equals(root(kind.apiVersion())))
                        .toList();
                if (kinds.isEmpty()) {
                    return Optional.empty();
                }
                if (schema) {
                    return Optional.of(schema(kinds));
                }
                answer.put("kind", "APIResourceList").put("apiVersion", "v1");
                answer.put("groupVersion", kinds.getFirst().apiVersion());
                kinds.forEach(kind -> describe(answer.withArray("/resources"), kind));
            }
        }
        return Optional.of(answer);
    }

    private static void groups(ArrayNode groups) {
        versions().filter(version -> version.contains("/")).forEach(version -> {
            ObjectNode group = groups.addObject().put("name", version.substring(0, version.indexOf('/')));
            ObjectNode only = group.putObject("preferredVersion").put("groupVersion", version);
            only.put("version", version.substring(version.indexOf('/') + 1));
            group.putArray("versions").add(only);
        });
    }

    private static void describe(ArrayNode described, Kind kind) {
        ObjectNode resource = described
                .addObject()
                .put("name", kind.plural())
                .put("singularName", kind.singular())
                .put("namespaced", kind.namespaced())
                .put("kind", kind.name());
        kind.shortNames().forEach(resource.putArray("shortNames")::add);
        ArrayNode verbs = resource.putArray("verbs");
        List.of("create", "delete", "get", "list", "patch", "update", "watch").forEach(verbs::add);
        if (kind.name().equals("Deployment")) {
            ObjectNode scale = described
                    .addObject()
                    .put("name", "deployments/scale")
                    .put("namespaced", true)
                    .put("group", "autoscaling")
                    .put("version", "v1")
                    .put("kind", "Scale");
            List.of("get", "patch", "update").forEach(scale.putArray("verbs")::add);
        }
    }

    /** Says of each kind that it is the server who looks at fields; types of these kinds do so in tests of their own. */
    private static ObjectNode schema(List<Kind> kinds) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.0");
        schema.putObject("info").put("title", "Stand-in").put("version", "1");
        ObjectNode paths = schema.putObject("paths");
        kinds.forEach(kind -> {
            ObjectNode patch = paths.putObject(root(kind.apiVersion()) + "/" + kind.plural() + "/{name}")
                    .putObject("patch");
            patch.putArray("parameters")
                    .addObject()
                    .put("name", "fieldValidation")
                    .put("in", "query");
            patch.putObject("responses");
            patch.putObject("x-kubernetes-group-version-kind")
                    .put("group", kind.group())
                    .put("version", kind.version())
                    .put("kind", kind.name());
        });
        return schema;
    }

    private static Stream<String> versions() {
        return Kind.ALL.stream().map(Kind::apiVersion).distinct();
    }

    private static String root(String version) {
        return (version.contains("/") ? "/apis/" : "/api/") + version;
    }

    private Discovery() {}
}
