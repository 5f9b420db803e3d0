package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What a collector of traces is sent by OTLP over HTTP, and kept to be looked at. */
final class TraceCollector implements AutoCloseable {

    private final HttpServer server;
    private final List<Collected> spans = new CopyOnWriteArrayList<>();

    /**
     * A span.
     *
     * @param service who says it
     * @param parent  empty if it begins its trace
     * @param links   ids of the traces that it links to
     */
    record Collected(
            String service,
            String name,
            Span.SpanKind kind,
            String trace,
            String id,
            String parent,
            List<String> links,
            Map<String, String> attributes) {}

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TraceCollector collector = new TraceCollector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** What a process is told so that it sends its traces here, and soon. */
    Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "100");
    }

    List<Collected> spans() {
        return List.copyOf(spans);
    }

    List<Collected> ofTrace(String trace) {
        return spans.stream().filter(span -> span.trace.equals(trace)).toList();
    }

    /** The one span of a trace with this name, of this service. */
    Optional<Collected> find(String trace, String service, String name) {
        return ofTrace(trace).stream()
                .filter(span -> span.service.equals(service) && span.name.equals(name))
                .findFirst();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(
                    exchange.getRequestBody().readAllBytes());
            request.getResourceSpansList().forEach(resource -> {
                String service =
                        attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "nobody");
                resource.getScopeSpansList()
                        .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(collected(service, span))));
            });
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            // An answer that says nothing is empty.
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Collected collected(String service, Span span) {
        return new Collected(
                service,
                span.getName(),
                span.getKind(),
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getLinksList().stream().map(link -> hex(link.getTraceId())).toList(),
                attributes(span.getAttributesList()));
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, attribute -> text(attribute.getValue())));
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> new String(value.toByteArray(), UTF_8);
        };
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
