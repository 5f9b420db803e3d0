package dev.crosscheck.deploy.runbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Keeps what {@code kubectl} sends, over HTTP on loopback, and lets its {@link Controllers} answer for the cluster. */
final class ApiStandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new JsonMapper();

    private final Resources resources = new Resources();
    private final Controllers controllers = new Controllers(resources);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    ApiStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("No port for the stand-in of Kubernetes", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** One resource of the namespace that the manifests use. */
    Optional<ObjectNode> find(String kind, String name) {
        return resources.find(at(kind, name));
    }

    /** Those of that namespace, or all of a kind that has none. */
    List<ObjectNode> list(String kind) {
        return resources.list(at(kind, ""), "", "");
    }

    private static Place at(String kind, String name) {
        Kind of = Kind.named(kind);
        return new Place(of, of.namespaced() ? "crosscheck" : "", name, "");
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = query(exchange);
            if (query.getOrDefault("watch", "").matches("true|1")) {
                hold(exchange);
            } else {
                reply(exchange, query);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reply(HttpExchange exchange, Map<String, String> query) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            Optional<ObjectNode> discovered = Discovery.of(path);
            if (discovered.isPresent()) {
                send(exchange, 200, discovered.get());
                return;
            }
            Place place = Place.of(path).orElseThrow(() -> new Refusal(404, "NotFound", "nothing is at " + path));
            send(exchange, exchange.getRequestMethod().equals("POST") ? 201 : 200, act(exchange, place, query));
        } catch (Refusal refusal) {
            send(exchange, refusal.code, refusal.status());
        }
    }

    /** Nothing changes but by commands, and those end before the next begins: whoever watches is told nothing. */
    private void hold(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        closed.await();
    }

    private JsonNode act(HttpExchange exchange, Place place, Map<String, String> query) throws IOException {
        boolean store = !query.containsKey("dryRun");
        return switch (exchange.getRequestMethod()) {
            case "GET" -> place.name().isEmpty() ? list(place, query) : read(place);
            case "POST" -> create(place, body(exchange), store);
            case "PUT" -> stored(place, body(exchange), store);
            case "PATCH" -> patch(place, exchange, store);
            case "DELETE" -> {
                existing(place);
                resources.remove(place);
                controllers.forget(place);
                yield JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("status", "Success");
            }
            default -> throw new Refusal(405, "MethodNotAllowed", exchange.getRequestMethod());
        };
    }

    private JsonNode read(Place place) {
        ObjectNode resource = existing(place);
        return switch (place.part()) {
            case "" -> resource;
            case "scale" -> scale(resource);
            case "log" -> JsonNodeFactory.instance.textNode("a line of the log");
            default -> throw new Refusal(404, "NotFound", place + " has no such part");
        };
    }

    private static ObjectNode scale(ObjectNode resource) {
        ObjectNode scale = JsonNodeFactory.instance.objectNode();
        scale.put("apiVersion", "autoscaling/v1").put("kind", "Scale");
        scale.set("metadata", resource.path("metadata"));
        scale.putObject("spec").put("replicas", resource.at("/spec/replicas").asInt(1));
        return scale;
    }

    private ObjectNode list(Place place, Map<String, String> query) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", place.kind().apiVersion())
                .put("kind", place.kind().name() + "List");
        list.withObject("/metadata").put("resourceVersion", "1");
        list.putArray("items")
                .addAll(resources.list(
                        place, query.getOrDefault("labelSelector", ""), query.getOrDefault("fieldSelector", "")));
        return list;
    }

    private ObjectNode create(Place place, ObjectNode sent, boolean store) {
        JsonNode metadata = sent.path("metadata");
        String name = metadata.path("name")
                .asText(metadata.path("generateName").asText()
                        + UUID.randomUUID().toString().substring(0, 5));
        Place named = place.named(name);
        if (resources.find(named).isPresent()) {
            throw new Refusal(409, "AlreadyExists", place.kind().said() + " \"" + name + "\" already exists");
        }
        if (place.kind().namespaced()) {
            existing(new Place(Kind.named("Namespace"), "", place.namespace(), ""));
        }
        return stored(named, sent, store);
    }

    private ObjectNode patch(Place place, HttpExchange exchange, boolean store) throws IOException {
        ObjectNode resource = existing(place);
        JsonNode patch = JSON.readTree(exchange.getRequestBody());
        switch (exchange.getRequestHeaders().getFirst("Content-Type")) {
            case "application/merge-patch+json" -> new Merge(false).into(resource, patch);
            case "application/strategic-merge-patch+json" -> new Merge(true).into(resource, patch);
            case "application/json-patch+json" -> Merge.operations(resource, patch);
            case null, default -> throw new Refusal(415, "UnsupportedMediaType", "of a patch");
        }
        ObjectNode stored = stored(place.named(place.name()), resource, store);
        return place.part().equals("scale") ? scale(stored) : stored;
    }

    private ObjectNode stored(Place place, ObjectNode resource, boolean store) {
        return store ? controllers.follow(place, resource) : resource;
    }

    private ObjectNode existing(Place place) {
        return resources
                .find(place)
                .orElseThrow(() ->
                        new Refusal(404, "NotFound", place.kind().said() + " \"" + place.name() + "\" not found"));
    }

    private static ObjectNode body(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type.equals(Binary.TYPE)) {
            return Binary.read(exchange.getRequestBody().readAllBytes());
        }
        if (!type.startsWith("application/json")) {
            throw new Refusal(415, "UnsupportedMediaType", type + " (expected: application/json)");
        }
        return (ObjectNode) JSON.readTree(exchange.getRequestBody());
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (one, _) -> one));
    }

    private static void send(HttpExchange exchange, int code, JsonNode answer) throws IOException {
        byte[] bytes =
                answer.isTextual() ? answer.asText().getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", answer.isTextual() ? "text/plain" : "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int code;
        private final String reason;

        Refusal(int code, String reason, String message) {
            super(message);
            this.code = code;
            this.reason = reason;
        }

        ObjectNode status() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", "Status")
                    .put("apiVersion", "v1")
                    .put("status", "Failure")
                    .put("code", code)
                    .put("reason", reason)
                    .put("message", getMessage());
        }
    }
}
