package dev.crosscheck.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TracesWantedTest {

    private static final String ANY = "otel.exporter.otlp.endpoint";
    private static final String OF_TRACES = "otel.exporter.otlp.traces.endpoint";

    @Test
    void tracesAreWantedWhereThereIsAPlaceForThem() {
        assertThat(isWanted(Map.of())).isFalse();
        assertThat(isWanted(Map.of(ANY, " "))).isFalse();
        assertThat(isWanted(Map.of(ANY, "http://localhost:4318"))).isTrue();
        assertThat(isWanted(Map.of(OF_TRACES, "http://localhost:4318/v1/traces")))
                .isTrue();
    }

    @Test
    void whoeverSwitchesThemOffIsHeard() {
        assertThat(isWanted(Map.of(ANY, "http://localhost:4318", "otel.sdk.disabled", "true")))
                .isFalse();
        assertThat(isWanted(Map.of(ANY, "http://localhost:4318", "otel.traces.exporter", "none")))
                .isFalse();
        assertThat(isWanted(Map.of(ANY, "http://localhost:4318", "otel.sdk.disabled", "false")))
                .isTrue();
    }

    private static boolean isWanted(Map<String, String> settings) {
        return TracesWanted.by(settings::get);
    }
}
