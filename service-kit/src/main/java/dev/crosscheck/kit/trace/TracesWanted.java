package dev.crosscheck.kit.trace;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody wants to know: whether OpenTelemetry's own variables, or the system properties of the same meaning, name
 * a place to send traces to. OpenTelemetry by itself would send them to this machine.
 */
public final class TracesWanted implements Condition {

    @Override
    public boolean matches(ConditionContext context) {
        return byEnvironment();
    }

    static boolean byEnvironment() {
        return by(TracesWanted::setting);
    }

    /** @param settings by the name of the system property; null if there is none */
    static boolean by(UnaryOperator<@Nullable String> settings) {
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
