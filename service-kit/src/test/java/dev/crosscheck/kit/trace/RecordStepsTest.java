package dev.crosscheck.kit.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class RecordStepsTest {

    private static final String OTHER = "00-1af7651916cd43dd8448eb211c80319c-a7ad6b7169203331-01";

    @Test
    void eachRecordIsAStepOfWhatItSays() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOff())) {
            begin(recorder, false, record("a", "ce_traceparent", Recorder.SAMPLED), record("b"), record("c"))
                    .close();

            assertThat(recorder.spans()).singleElement().satisfies(span -> {
                assertThat(span.getName()).isEqualTo("process topic");
                assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            });
        }
    }

    /** A hop on the way may have steps of its own; the event says where it began. */
    @Test
    void nearestHopIsFollowed() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOff())) {
            ConsumerRecord<byte[], byte[]> record = record("a", "ce_traceparent", Recorder.SAMPLED);
            record.headers().add("traceparent", OTHER.getBytes(UTF_8));
            begin(recorder, false, record).close();

            assertThat(recorder.spans().getFirst().getParentSpanId()).isEqualTo("a7ad6b7169203331");
        }
    }

    @Test
    void hopThatCannotBeFollowedHidesNothing() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOff())) {
            ConsumerRecord<byte[], byte[]> record = record("a", "ce_traceparent", Recorder.SAMPLED);
            record.headers().add("traceparent", new byte[] {(byte) 0xff, 0, 10});
            record.headers().add("traceparent", null);
            begin(recorder, false, record).close();

            assertThat(recorder.spans().getFirst().getParentSpanId()).isEqualTo("b7ad6b7169203331");
        }
    }

    @Test
    void traceBeginsOnlyWhereItMay() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOn())) {
            begin(recorder, false, record("a", "traceparent", "broken")).close();
            assertThat(recorder.spans()).isEmpty();

            begin(recorder, true, record("a", "traceparent", "broken")).close();
            assertThat(recorder.spans())
                    .singleElement()
                    .satisfies(span -> assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid()));
        }
    }

    /** The sender has looked at that already: here another choice would trace more than was asked for. */
    @Test
    void whatItsSenderDoesNotTraceBeginsNoTrace() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOn())) {
            begin(recorder, true, record("a", "ce_traceparent", Recorder.UNSAMPLED))
                    .close();

            assertThat(recorder.spans()).isEmpty();
        }
    }

    @Test
    void whatIsSaidOfAKeyGoesOnWithWhatWasHeardOfIt() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOff())) {
            DSLContext tx = DSL.using(SQLDialect.POSTGRES);
            try (RecordSteps steps = begin(
                    recorder,
                    false,
                    record("a", "ce_traceparent", Recorder.SAMPLED),
                    record("b", "ce_traceparent", OTHER))) {
                steps.carry(tx);
            }
            Map<String, String> byParent = Map.of(
                    recorder.spans().getFirst().getParentSpanId(),
                    Recorder.traceparent(recorder.spans().getFirst()),
                    recorder.spans().getLast().getParentSpanId(),
                    Recorder.traceparent(recorder.spans().getLast()));

            assertThat(carried(tx, "a")).isEqualTo(byParent.get("b7ad6b7169203331"));
            assertThat(carried(tx, "b")).isEqualTo(byParent.get("a7ad6b7169203331"));
            assertThat(carried(tx, "neither")).isNull();
        }
    }

    /** The key of what it leads to may be another: a spelling becomes a name. */
    @Test
    void whatOneRecordAloneLeadsToGoesOnWithIt() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOff())) {
            DSLContext tx = DSL.using(SQLDialect.POSTGRES);
            try (RecordSteps steps = begin(recorder, false, record("a", "ce_traceparent", Recorder.SAMPLED))) {
                steps.carry(tx);
            }

            assertThat(carried(tx, "another"))
                    .isEqualTo(Recorder.traceparent(recorder.spans().getFirst()));
        }
    }

    @Test
    void whatIsNotTracedIsNoStepOfWhatIsTracedBesideIt() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOff())) {
            DSLContext tx = DSL.using(SQLDialect.POSTGRES);
            try (RecordSteps steps =
                    begin(recorder, false, record("a", "ce_traceparent", Recorder.SAMPLED), record("untraced"))) {
                steps.carry(tx);
            }

            assertThat(carried(tx, "a")).isNotNull();
            assertThat(carried(tx, "untraced")).isNull();
        }
    }

    @Test
    void untracedRecordsAddNoHeader() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOff())) {
            DSLContext tx = DSL.using(SQLDialect.POSTGRES);
            Map<String, String> headers = Map.of("content-type", "application/json");
            try (RecordSteps steps = begin(recorder, true, record("a"))) {
                steps.carry(tx);
                assertThat(steps).isSameAs(RecordSteps.NONE);
            }

            assertThat(Carried.with(tx, "a".getBytes(UTF_8), headers)).isSameAs(headers);
        }
    }

    @Test
    void transactionIsAStepOfEachRecord() {
        try (Recorder recorder = new Recorder(Sampler.alwaysOff())) {
            try (RecordSteps steps = begin(recorder, false, record("a", "ce_traceparent", Recorder.SAMPLED))) {
                steps.inDatabase().close();
            }

            SpanData transaction = recorder.spans().getFirst();
            assertThat(transaction.getName()).isEqualTo("transaction");
            assertThat(transaction.getParentSpanId())
                    .isEqualTo(recorder.spans().getLast().getSpanId());
        }
    }

    private static String carried(DSLContext tx, String key) {
        return Carried.of(tx, key.getBytes(UTF_8));
    }

    @SafeVarargs
    private static RecordSteps begin(
            Recorder recorder, boolean isBeginning, ConsumerRecord<byte[], byte[]>... records) {
        return RecordSteps.begin(recorder.tracing(), List.of(records), "group", isBeginning);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String... header) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("topic", 3, 7, key.getBytes(UTF_8), new byte[0]);
        if (header.length == 2) {
            record.headers().add(header[0], header[1].getBytes(UTF_8));
        }
        return record;
    }
}
