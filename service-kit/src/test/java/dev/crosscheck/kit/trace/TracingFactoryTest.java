package dev.crosscheck.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingFactoryTest {

    /** They may be those of a whole machine. */
    @ParameterizedTest
    @CsvSource({
        "otel.exporter.otlp.protocol, http/protobuf, true",
        "otel.exporter.otlp.protocol, grpc, false",
        "otel.exporter.otlp.protocol, none, false",
        "otel.traces.sampler, sometimes, false",
        "otel.exporter.otlp.traces.endpoint, collector:4317, false",
    })
    void settingsThatCannotBeUsedKeepNoServiceFromStarting(String name, String value, boolean isOn) {
        Map<String, String> settings = Map.of("otel.exporter.otlp.endpoint", "http://127.0.0.1:1", name, value);
        settings.forEach(System::setProperty);
        try (Tracing tracing = new TracingFactory().tracing("letters")) {
            assertThat(tracing.isOn()).isEqualTo(isOn);
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }
}
