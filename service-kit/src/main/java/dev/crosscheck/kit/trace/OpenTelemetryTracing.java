package dev.crosscheck.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells a collector by OpenTelemetry. Where it is, and which traces are wanted, is in the variables that OpenTelemetry
 * has for it.
 */
final class OpenTelemetryTracing implements Tracing {

    private static final long CLOSED_WITHIN_SECONDS = 2;

    /** A traceparent that others may have made longer than ours has room for what is to come, and no more. */
    private static final int LONGEST = 256;

    /** What holds unless the environment says otherwise. Figures and logs go other ways. */
    private static final Map<String, String> USUAL = Map.of(
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.attribute.value.length.limit", "256");

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    OpenTelemetryTracing(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("dev.crosscheck");
    }

    /** @param service as traces name it, unless the environment does */
    static OpenTelemetryTracing byEnvironment(String service) {
        return new OpenTelemetryTracing(AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> USUAL)
                .addPropertiesSupplier(() -> Map.of("otel.service.name", service))
                // Whoever made it closes it, after all that tells it anything.
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk());
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public boolean isRight(String traceparent) {
        return context(traceparent).isValid();
    }

    @Override
    public Step begin(
            Kind kind, String name, @Nullable String parent, List<String> links, Map<String, Object> attributes) {
        SpanBuilder builder = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.valueOf(kind.name()))
                .setParent(Context.root().with(Span.wrap(context(parent))));
        // Set before it begins: a sampler may go by them.
        attributes.forEach((key, value) -> set(builder, key, value));
        for (String link : links) {
            SpanContext linked = context(link);
            if (linked.isValid()) {
                builder.addLink(linked);
            }
        }
        Span span = builder.startSpan();
        return span.getSpanContext().isSampled() ? new Recorded(span) : Step.NONE;
    }

    @Override
    public void close() {
        sdk.shutdown().join(CLOSED_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    private static SpanContext context(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() > LONGEST) {
            return SpanContext.getInvalid();
        }
        return Span.fromContext(W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), traceparent, OneHeader.TRACEPARENT))
                .getSpanContext();
    }

    private static void set(SpanBuilder builder, String key, Object value) {
        switch (value) {
            case Long number -> builder.setAttribute(key, number);
            case Integer number -> builder.setAttribute(key, number.longValue());
            case Boolean flag -> builder.setAttribute(key, flag);
            default -> builder.setAttribute(key, value.toString());
        }
    }

    /** The text is the header; there is no {@code tracestate}. */
    private enum OneHeader implements TextMapGetter<String> {
        TRACEPARENT;

        private static final String NAME = "traceparent";

        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(NAME) ? carrier : null;
        }
    }

    private static final class Recorded implements Step {

        private final Span span;
        private final String traceparent;
        private final AtomicBoolean ended = new AtomicBoolean();

        Recorded(Span span) {
            this.span = span;
            SpanContext context = span.getSpanContext();
            this.traceparent = "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                    + context.getTraceFlags().asHex();
        }

        @Override
        public String traceparent() {
            return traceparent;
        }

        @Override
        public void note(String name, Object value) {
            switch (value) {
                case Long number -> span.setAttribute(name, number);
                case Integer number -> span.setAttribute(name, number.longValue());
                case Boolean flag -> span.setAttribute(name, flag);
                default -> span.setAttribute(name, value.toString());
            }
        }

        @Override
        public void failed(Throwable why) {
            failed(why.getClass().getName());
        }

        @Override
        public void failed(String why) {
            span.setAttribute(AttributeKey.stringKey("error.type"), why);
            span.setStatus(StatusCode.ERROR);
        }

        @Override
        public void close() {
            if (ended.compareAndSet(false, true)) {
                span.end();
            }
        }

        @Override
        public LogScope inLog() {
            return LogTrace.of(
                    span.getSpanContext().getTraceId(), span.getSpanContext().getSpanId());
        }
    }
}
