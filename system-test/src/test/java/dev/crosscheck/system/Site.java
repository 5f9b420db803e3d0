package dev.crosscheck.system;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.local.Reachable;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Asks the services over HTTP. Redirects are answers, not followed. */
final class Site {

    private static final Duration AUDIT_WITHIN = Duration.ofMinutes(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TOKEN_FOR = Duration.ofHours(1);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Reachable system;

    Site(Reachable system) {
        this.system = system;
    }

    /** @param type the media type of the body, without parameters; empty if there is none */
    record Answer(int status, String type, String location, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    Answer get(Service service, String path, String accept) {
        return send(request(service, path).header("Accept", accept).build());
    }

    JsonNode json(Service service, String path) {
        Answer answer = get(service, path, "application/json");
        if (answer.status() != 200) {
            throw new IllegalStateException(path + ": " + answer.status() + " " + answer.body() + " (expected: 200)");
        }
        return answer.json();
    }

    Answer post(Service service, String path, String type, byte[] body) {
        return send(request(service, path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    /** Has a service do something that is on its management port, such as {@code /republish}. */
    Answer operate(Service service, String path) {
        return send(HttpRequest.newBuilder(system.managementUri(service).resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", authorization("operator"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** What any server of ours answers. */
    Answer get(URI uri, String accept) {
        return send(HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Accept", accept)
                .build());
    }

    /** Sends one update over HTTP. */
    Answer postUpdate(Service service, String eventId, Object event) {
        ArrayNode batch = EventJson.MAPPER.createArrayNode();
        batch.add(EventCodec.structured(EventMeta.of(eventId, "/system-test", TestFacts.START), event));
        return post(
                service,
                "/v1/updates",
                "application/cloudevents-batch+json",
                EventJson.MAPPER.writeValueAsBytes(batch));
    }

    /**
     * Has comparison-service hold every stored page against one made from scratch, and every sentence against the
     * truth rules. Takes a while when there are many.
     *
     * @param every of so many pages the sentences of one are read; 1 for all
     */
    JsonNode audit(int every) {
        return audit(system.managementUri(Service.COMPARISON), every);
    }

    /** The same by another replica, from the facts that it knows. */
    JsonNode audit(URI management, int every) {
        Answer answer = send(HttpRequest.newBuilder(management.resolve("/audit?sentences=true&every=" + every))
                .header("Authorization", authorization("operator"))
                .timeout(AUDIT_WITHIN)
                .build());
        if (answer.status() != 200) {
            throw new IllegalStateException("/audit: " + answer.status() + " " + answer.body() + " (expected: 200)");
        }
        return answer.json();
    }

    /** As readers ask for pages, without a token; of the two others, as the data team does. */
    private HttpRequest.Builder request(Service service, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(system.uri(service).resolve(path)).timeout(PATIENCE);
        return service == Service.COMPARISON ? request : request.header("Authorization", authorization("publisher"));
    }

    /** What a client says to be known in this role. */
    String authorization(String role) {
        return "Bearer " + system.tokens().token("system-test", TOKEN_FOR, List.of(role));
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            String type = response.headers().firstValue("content-type").orElse("");
            return new Answer(
                    response.statusCode(),
                    type.split(";", 2)[0].strip(),
                    response.headers().firstValue("location").orElse(""),
                    response.body());
        } catch (IOException exception) {
            throw new UncheckedIOException(request.uri().toString(), exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }
}
