package dev.crosscheck.comparison.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two services that keep histories, of a world where nothing ever changed: every moment has these states. */
final class StandingHistory implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> states = new HashMap<>();

    private StandingHistory(HttpServer server) {
        this.server = server;
    }

    static StandingHistory of(List<Object> states) {
        try {
            StandingHistory history = new StandingHistory(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            for (Object state : states) {
                switch (state) {
                    case ModelState model -> history.states.put("/v1/models/" + model.model(), EventJson.write(model));
                    case PriceSheet sheet ->
                        history.states.put("/v1/price-sheets/" + sheet.model(), EventJson.write(sheet));
                    default -> throw new IllegalArgumentException("state: " + state + " (expected: of a model)");
                }
            }
            history.server.createContext("/", history::answer);
            history.server.start();
            return history;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = states.get(exchange.getRequestURI().getPath());
        if (body == null) {
            exchange.sendResponseHeaders(500, -1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
