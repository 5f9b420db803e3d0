package dev.crosscheck.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All three services, answering what they were told to: JSON by path, without the query. */
final class CannedServices implements AutoCloseable {

    private final HttpServer http;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final List<String> posted = new ArrayList<>();
    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

    CannedServices() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::answer);
        http.start();
    }

    /** @param path with the service before it: {@code /pricing/v1/waiting} */
    CannedServices say(String path, String json) {
        answers.put(path, json);
        return this;
    }

    /** Answers with a problem. */
    CannedServices refuse(String path, int status, String detail) {
        refusals.put(path, status);
        return say(path, "{\"detail\":\"" + detail + "\"}");
    }

    /** Answers once that there is too much to do, and from then on as it was told to. */
    CannedServices busyOnce(String path) {
        busy.add(path);
        return this;
    }

    /** What each request was sent with, in turn; empty for nothing. */
    List<String> authorizations() {
        return authorizations;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization == null ? "" : authorization);
        if (exchange.getRequestMethod().equals("POST")) {
            synchronized (posted) {
                posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            }
        }
        String path = exchange.getRequestURI().getPath();
        if (busy.remove(path)) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        String known = answers.get(path);
        boolean isList =
                path.endsWith("/v1/waiting") || path.endsWith("/v1/dead-letters") || path.endsWith("/v1/aliases");
        byte[] bytes = (known != null ? known : isList ? "{\"items\":[]}" : "{}").getBytes(UTF_8);
        exchange.sendResponseHeaders(refusals.getOrDefault(path, known != null || isList ? 200 : 404), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The options that lead a command here. */
    List<String> options() {
        String base = "http://127.0.0.1:" + http.getAddress().getPort();
        return List.of(
                "--catalog-url",
                base + "/catalog",
                "--pricing-url",
                base + "/pricing",
                "--comparison-url",
                base + "/comparison");
    }

    /** Bodies that were posted, in order. */
    List<String> posted() {
        synchronized (posted) {
            return List.copyOf(posted);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
