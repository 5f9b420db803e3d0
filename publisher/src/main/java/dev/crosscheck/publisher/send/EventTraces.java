package dev.crosscheck.publisher.send;

import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.EventType;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Begins a trace with each event that is sent, if somebody wants to know what becomes of it: if OpenTelemetry's variables
 * name a place to send traces to. Its library is loaded only then.
 */
interface EventTraces extends AutoCloseable {

    /** Nobody wants to know; events say nothing of traces. */
    EventTraces NONE = new EventTraces() {
        @Override
        public Sending begin(EventType type, EventMeta meta) {
            return new Sending(meta, _ -> {});
        }

        @Override
        public void close() {}
    };

    /** Begins to send an event. */
    Sending begin(EventType type, EventMeta meta);

    /** Tells what is still to be told, for a few seconds at most. */
    @Override
    void close();

    /**
     * An event on its way.
     *
     * @param meta what it is to say around itself, by which its trace goes on
     * @param done told once of the end: null if Kafka has the event
     */
    record Sending(EventMeta meta, Consumer<@Nullable Exception> done) {}

    /** As the environment has it. */
    static EventTraces byEnvironment() {
        return isWanted(EventTraces::setting) ? OpenTelemetryTraces.byEnvironment() : NONE;
    }

    /**
     * Whether there is a place for traces, and nobody has switched them off.
     *
     * @param settings by the name of the system property; null if there is none
     */
    static boolean isWanted(UnaryOperator<@Nullable String> settings) {
        return (isSet(settings.apply("otel.exporter.otlp.endpoint"))
                        || isSet(settings.apply("otel.exporter.otlp.traces.endpoint")))
                && !"true".equalsIgnoreCase(settings.apply("otel.sdk.disabled"))
                && !"none".equalsIgnoreCase(settings.apply("otel.traces.exporter"));
    }

    private static boolean isSet(@Nullable String setting) {
        return setting != null && !setting.isBlank();
    }

    private static @Nullable String setting(@Nullable String name) {
        String property = System.getProperty(String.valueOf(name));
        return property != null
                ? property
                : System.getenv(String.valueOf(name).toUpperCase(Locale.ROOT).replace('.', '_'));
    }
}
