package dev.crosscheck.publisher.send;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.summary.Outcome;
import dev.crosscheck.publisher.summary.Outcomes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.JsonNode;

/** Asks one of the writing services what became of events. */
public final class ServiceClient {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_OF_A_PAGE = 1_000;

    /** A dead letter holds bytes as they came, up to the two million that Kafka takes, as a text a third longer. */
    private static final int LONGEST_TEXT = 4_000_000;

    /** What events may have is the limit for the rest of an answer. */
    private static final TokenStreamFactory ANSWERS = EventJson.MAPPER
            .tokenStreamFactory()
            .rebuild()
            .streamReadConstraints(EventJson.MAPPER
                    .tokenStreamFactory()
                    .streamReadConstraints()
                    .rebuild()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    /** Working out ten thousand pages takes its time. */
    private static final Duration WORK_WITHIN = Duration.ofMinutes(2);

    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int OK = 200;

    /** Who is turned away comes again when he is told to; after so many times, something else is wrong. */
    private static final int MOST_TRIES = 10;

    private static final int MOST_CUT_OFF = 3;

    private static final long LONGEST_PAUSE_SECONDS = 60;

    private final String name;
    private final URI base;
    private final HttpClient http;
    private final Credentials credentials;

    /**
     * @param name        how the service is named in messages: {@code catalog}
     * @param base        such as {@code http://127.0.0.1:8081}
     * @param credentials what the service knows us by
     */
    public ServiceClient(String name, URI base, HttpClient http, Credentials credentials) {
        this.name = name;
        this.base = base;
        this.http = http;
        this.credentials = credentials;
    }

    public String name() {
        return name;
    }

    /** How many events of the batch came to which end; all zero if none has arrived yet. */
    public Outcomes batch(String batch) {
        Optional<JsonNode> answer = get("/v1/batches/" + URLEncoder.encode(batch, StandardCharsets.UTF_8));
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        answer.ifPresent(json -> json.path("outcomes")
                .forEachEntry(
                        (id, count) -> Outcome.find(id).ifPresent(outcome -> counts.put(outcome, count.asLong()))));
        return new Outcomes(counts);
    }

    /** A page of the updates that wait for something to become known. */
    public ListPage waiting(long after, int limit) {
        return page("/v1/waiting", after, limit);
    }

    /** A page of what was refused. */
    public ListPage deadLetters(long after, int limit) {
        return page("/v1/dead-letters", after, limit);
    }

    /**
     * A list from its beginning, page by page.
     *
     * @param path  such as {@code /v1/aliases}
     * @param query what to ask for, by name; those that are empty are not asked for
     * @param most  how many items to read at most
     */
    public List<JsonNode> all(String path, Map<String, String> query, int most) {
        List<JsonNode> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<String> after = Optional.empty();
        do {
            Map<String, String> asked = new LinkedHashMap<>(query);
            asked.put("after", after.orElse(""));
            asked.put("limit", String.valueOf(Math.min(most, MOST_OF_A_PAGE)));
            JsonNode page = get(path + "?" + encoded(asked))
                    .orElseThrow(() -> unexpected(path, NOT_FOUND + "", "a list", kind(NOT_FOUND)));
            page.path("items").forEach(items::add);
            JsonNode next = page.path("next");
            after = next.isNull() || next.isMissingNode() ? Optional.empty() : Optional.of(next.asString());
            // A list whose next leads back would never end.
        } while (items.size() < most && after.isPresent() && seen.add(after.get()));
        return items.size() > most ? items.subList(0, most) : items;
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private ListPage page(String path, long after, int limit) {
        JsonNode json = get(path + "?after=" + after + "&limit=" + limit)
                .orElseThrow(() -> unexpected(path, NOT_FOUND + "", "a list", kind(NOT_FOUND)));
        return ListPage.of(json);
    }

    /**
     * Whatever stands at an address.
     *
     * @return empty for 404
     */
    public Optional<JsonNode> get(String path) {
        return exchange(path, request(path).timeout(ANSWER_WITHIN).build());
    }

    /** Sends a document, and returns the answer. */
    public JsonNode post(String path, String type, byte[] body) {
        return exchange(
                        path,
                        request(path)
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .timeout(WORK_WITHIN)
                                .build())
                .orElseThrow(
                        () -> unexpected(path, NOT_FOUND + "", "an address that this version knows", kind(NOT_FOUND)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("Accept", "application/json");
        credentials.authorization().ifPresent(known -> request.header("Authorization", known));
        return request;
    }

    private Optional<JsonNode> exchange(String path, HttpRequest request) {
        URI uri = request.uri();
        try {
            HttpResponse<byte[]> answer = send(request);
            return switch (answer.statusCode()) {
                case OK -> Optional.of(read(answer.body()));
                case NOT_FOUND -> Optional.empty();
                default ->
                    throw unexpected(
                            path,
                            answer.statusCode() + " " + detail(answer.body()),
                            "200 or 404",
                            kind(answer.statusCode()));
            };
        } catch (JacksonException e) {
            throw unexpected(path, e.getOriginalMessage(), "JSON");
        } catch (IOException e) {
            throw new Interruption(
                    Interruption.Kind.UNREACHABLE,
                    name + ": " + (e.getMessage() == null ? "connection refused" : e.getMessage())
                            + " (expected: an answer at " + uri + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption(Interruption.Kind.TIMED_OUT, name + ": interrupted (expected: an answer)");
        }
    }

    private static JsonNode read(byte[] answer) {
        try (JsonParser parser = ANSWERS.createParser(ObjectReadContext.empty(), answer)) {
            return EventJson.MAPPER.readTree(parser);
        }
    }

    /** A request that is turned away was not looked at: it may be sent again, whatever it asks. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(request);
        for (int tries = 1; isToComeAgain(answer) && tries < MOST_TRIES; tries++) {
            Thread.sleep(Duration.ofSeconds(pause(answer)));
            answer = ask(request);
        }
        return answer;
    }

    /**
     * A connection that was kept open may be closed by the other side just when it is used again. Whatever is sent here may
     * be sent twice: questions, and events with their ids.
     */
    private HttpResponse<byte[]> ask(HttpRequest request) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            } catch (ConnectException | HttpTimeoutException e) {
                throw e;
            } catch (IOException e) {
                if (tries >= MOST_CUT_OFF) {
                    throw e;
                }
            }
        }
    }

    /** Too often, or too much to do at the moment: whoever turns somebody away for that says when to come again. */
    private static boolean isToComeAgain(HttpResponse<byte[]> answer) {
        return answer.statusCode() == TOO_MANY
                || (answer.statusCode() == UNAVAILABLE
                        && answer.headers().firstValue("retry-after").isPresent());
    }

    private static long pause(HttpResponse<byte[]> answer) {
        String seconds = answer.headers().firstValue("retry-after").orElse("1");
        return seconds.matches("\\d{1,4}") ? Math.min(Long.parseLong(seconds), LONGEST_PAUSE_SECONDS) : 1;
    }

    /** Who answers that a request is wrong was reached. */
    private static Interruption.Kind kind(int status) {
        return status / 100 == 4 ? Interruption.Kind.USAGE : Interruption.Kind.UNREACHABLE;
    }

    /** What a problem document says. */
    private static String detail(byte[] body) {
        try {
            return EventJson.readTree(body).path("detail").asString("");
        } catch (InvalidEventException _) {
            return "";
        }
    }

    /** The service may stand under a path of a gateway. */
    private URI uri(String path) {
        return URI.create(base.toString().replaceFirst("/$", "") + path);
    }

    private Interruption unexpected(String path, String met, String expected) {
        return unexpected(path, met, expected, Interruption.Kind.UNREACHABLE);
    }

    private Interruption unexpected(String path, String met, String expected, Interruption.Kind kind) {
        return new Interruption(kind, name + ": " + met + " from " + uri(path) + " (expected: " + expected + ")");
    }
}
