package dev.crosscheck.kit.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;

/** Traces that are kept for a test to look at. */
final class Recorder implements AutoCloseable {

    /** Somebody else's step, which is traced. */
    static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** The same of which nobody wants to know. */
    static final String UNSAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    private final InMemorySpanExporter kept = InMemorySpanExporter.create();
    private final OpenTelemetryTracing tracing;

    /** @param root says which traces are begun; those of others are followed if they are traced */
    Recorder(Sampler root) {
        tracing = new OpenTelemetryTracing(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(Sampler.parentBased(root))
                        .addSpanProcessor(SimpleSpanProcessor.create(kept))
                        .build())
                .build());
    }

    Tracing tracing() {
        return tracing;
    }

    List<SpanData> spans() {
        return kept.getFinishedSpanItems();
    }

    static String traceparent(SpanData span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01";
    }

    @Override
    public void close() {
        tracing.close();
    }
}
