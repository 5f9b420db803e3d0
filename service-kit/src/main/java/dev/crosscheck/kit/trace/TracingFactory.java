package dev.crosscheck.kit.trace;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One for the process: what tells it anything is stopped before it. */
@Factory
final class TracingFactory {

    private static final Logger LOG = LoggerFactory.getLogger(TracingFactory.class);

    /** Settings that OpenTelemetry cannot use, which may be meant for others, keep no service from starting. */
    @Singleton
    @Bean(preDestroy = "close")
    Tracing tracing(@Value("${micronaut.application.name:crosscheck}") String service) {
        if (!TracesWanted.byEnvironment()) {
            return Tracing.OFF;
        }
        try {
            return OpenTelemetryTracing.byEnvironment(service);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Cannot tell of traces by these settings; there are none");
            return Tracing.OFF;
        }
    }
}
