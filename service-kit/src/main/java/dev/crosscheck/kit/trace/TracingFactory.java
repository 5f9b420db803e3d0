package dev.crosscheck.kit.trace;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/** One for the process: what tells it anything is stopped before it. */
@Factory
final class TracingFactory {

    @Singleton
    @Bean(preDestroy = "close")
    Tracing tracing(@Value("${micronaut.application.name:crosscheck}") String service) {
        return TracesWanted.byEnvironment() ? OpenTelemetryTracing.byEnvironment(service) : Tracing.OFF;
    }
}
