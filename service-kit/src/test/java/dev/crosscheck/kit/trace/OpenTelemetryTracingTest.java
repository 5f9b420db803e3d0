package dev.crosscheck.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.trace.Tracing.Kind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class OpenTelemetryTracingTest {

    @Test
    void stepBelongsToWhatItFollowsAndOthersFollowIt() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOff())) {
            Tracing tracing = recorder.tracing();
            String goesOn;
            try (Step step = tracing.begin(Kind.CONSUMER, "process", Recorder.SAMPLED, Map.of("a", 1, "b", "text"))) {
                goesOn = step.traceparent();
                tracing.begin(Kind.INTERNAL, "within", goesOn, Map.of()).close();
                step.close();
            }

            List<SpanData> spans = recorder.spans();
            assertThat(spans).extracting(SpanData::getName).containsExactly("within", "process");
            SpanData process = spans.getLast();
            assertThat(process.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(process.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(process.getAttributes().get(AttributeKey.longKey("a"))).isEqualTo(1);
            assertThat(process.getAttributes().get(AttributeKey.stringKey("b"))).isEqualTo("text");
            assertThat(goesOn).isEqualTo(Recorder.traceparent(process));
            assertThat(spans.getFirst().getParentSpanId()).isEqualTo(process.getSpanId());
        }
    }

    @Test
    void whetherATraceBeginsIsTheSamplersToSay() {
        try (Recorder all = new Recorder(Sampler.alwaysOn());
                Recorder none = new Recorder(Sampler.alwaysOff())) {
            all.tracing().begin(Kind.SERVER, "begins", null, Map.of()).close();
            assertThat(all.spans()).hasSize(1);
            assertThat(all.spans().getFirst().getParentSpanId()).isEqualTo(SpanId.getInvalid());

            assertThat(none.tracing().begin(Kind.SERVER, "begins", null, Map.of()))
                    .isSameAs(Step.NONE);
        }
    }

    /** Whoever asked for no trace gets none, though every other one is traced. */
    @Test
    void whatIsNotTracedIsNotFollowed() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOn())) {
            assertThat(recorder.tracing().isRight(Recorder.UNSAMPLED)).isTrue();
            assertThat(recorder.tracing().begin(Kind.CONSUMER, "process", Recorder.UNSAMPLED, Map.of()))
                    .isSameAs(Step.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "broken",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
                "00-\u0130af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            })
    void whatCannotBeFollowedIsNoParentAndNoLink(String said) {
        try (Recorder recorder = new Recorder(Sampler.alwaysOn())) {
            assertThat(recorder.tracing().isRight(said)).isFalse();

            recorder.tracing()
                    .begin(Kind.SERVER, "begins", said, List.of(said), Map.of())
                    .close();

            SpanData span = recorder.spans().getFirst();
            assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
            assertThat(span.getTraceId()).isNotEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(span.getLinks()).isEmpty();
            assertThat(recorder.tracing().sending("topic", said, 1)).isSameAs(Step.NONE);
        }
    }

    @Test
    void longerThanAnyIsNotLookedAt() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOn())) {
            String later = "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-";

            assertThat(recorder.tracing().isRight(later + "x".repeat(100))).isTrue();
            assertThat(recorder.tracing().isRight(later + "x".repeat(10_000))).isFalse();
        }
    }

    @Test
    void linksLeadToOtherTraces() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOn())) {
            recorder.tracing()
                    .begin(Kind.INTERNAL, "round", null, List.of(Recorder.SAMPLED), Map.of())
                    .close();

            assertThat(recorder.spans().getFirst().getLinks())
                    .extracting(LinkData::getSpanContext)
                    .singleElement()
                    .satisfies(linked -> assertThat(linked.getSpanId()).isEqualTo("b7ad6b7169203331"));
        }
    }

    /** What an exception says may be anybody's. */
    @Test
    void ofAFailureItsKindIsToldAndNotItsWords() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOn())) {
            Step step = recorder.tracing().begin(Kind.INTERNAL, "fails", null, Map.of());
            step.failed(new IllegalStateException("s3cret"));
            step.close();

            SpanData span = recorder.spans().getFirst();
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                    .isEqualTo("java.lang.IllegalStateException");
            assertThat(span.toString()).doesNotContain("s3cret");
        }
    }

    @Test
    void linesOfTheLogAreOfTheInnermostStep() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOn())) {
            Step outer = recorder.tracing().begin(Kind.INTERNAL, "outer", Recorder.SAMPLED, Map.of());
            Step inner = recorder.tracing().begin(Kind.INTERNAL, "inner", outer.traceparent(), Map.of());
            try (Step.LogScope _ = outer.inLog()) {
                String ofOuter = MDC.get("span_id");
                try (Step.LogScope _ = inner.inLog()) {
                    assertThat(MDC.get("trace_id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
                    assertThat(inner.traceparent()).contains(MDC.get("span_id"));
                }
                assertThat(MDC.get("span_id")).isEqualTo(ofOuter);
                assertThat(outer.traceparent()).contains(ofOuter);
            }
            assertThat(MDC.get("trace_id")).isNull();
            assertThat(MDC.get("span_id")).isNull();
        }
    }
}
