package dev.crosscheck.publisher.send;

import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.EventType;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Traces by OpenTelemetry, one for each event: a file of thousands is no single story. */
final class OpenTelemetryTraces implements EventTraces {

    private static final long CLOSED_WITHIN_SECONDS = 5;

    /** What holds unless the environment says otherwise. */
    private static final Map<String, String> USUAL = Map.of(
            "otel.service.name", "publisher",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.attribute.value.length.limit", "256");

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    OpenTelemetryTraces(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("dev.crosscheck");
    }

    static OpenTelemetryTraces byEnvironment() {
        return new OpenTelemetryTraces(AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> USUAL)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk());
    }

    /** An event of which nobody wants to know says so, too: else whoever takes it in might begin to trace it. */
    @Override
    public Sending begin(EventType type, EventMeta meta) {
        Span span = tracer.spanBuilder("send " + type.topic())
                .setSpanKind(SpanKind.PRODUCER)
                .setNoParent()
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "send")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", type.topic())
                .setAttribute("cloudevents.event_id", meta.id())
                .setAttribute("cloudevents.event_type", type.id())
                .startSpan();
        SpanContext context = span.getSpanContext();
        EventMeta traced = meta.traced("00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex());
        return new Sending(traced, failure -> end(span, failure));
    }

    private static void end(Span span, @Nullable Exception failure) {
        if (failure != null) {
            span.setAttribute("error.type", failure.getClass().getName());
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    @Override
    public void close() {
        sdk.shutdown().join(CLOSED_WITHIN_SECONDS, TimeUnit.SECONDS);
    }
}
