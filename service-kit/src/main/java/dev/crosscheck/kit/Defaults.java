package dev.crosscheck.kit;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.MapPropertySource;
import java.util.Map;

/** What holds for every service unless its own configuration or the environment says otherwise. */
@ContextConfigurer
public final class Defaults implements ApplicationContextConfigurer {

    private static final int BELOW_ALL_OTHERS = -100_000;
    private static final int MAX_REQUEST_BYTES = 5 * 1024 * 1024;

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("micronaut.server.max-request-size", MAX_REQUEST_BYTES),
            // A small compressed body can be a very large one.
            Map.entry("micronaut.server.netty.request-decompression-enabled", false),
            Map.entry("micronaut.server.netty.max-initial-line-length", 8192),
            Map.entry("micronaut.server.date-header", false),
            // An empty list is an answer; only what is not there is left out.
            Map.entry("micronaut.serde.serialization.inclusion", "NON_NULL"),
            Map.entry("micronaut.metrics.enabled", true),
            Map.entry("micronaut.metrics.export.prometheus.enabled", true),
            Map.entry("micronaut.metrics.export.prometheus.descriptions", true),
            // Seconds. Around what a page takes, at hand and made, and around what a reader notices; few enough that
            // each route can have them.
            Map.entry(
                    "micronaut.metrics.binders.web.server.slos",
                    "0.001,0.0025,0.005,0.01,0.025,0.05,0.1,0.25,0.5,1,2.5,5,10"),
            Map.entry("endpoints.all.enabled", false),
            Map.entry("endpoints.health.enabled", true),
            Map.entry("endpoints.health.sensitive", false),
            Map.entry("endpoints.health.details-visible", "ANONYMOUS"),
            // Whatever is no sign of life counts as readiness, and a full disk is neither: nothing is written to it.
            Map.entry("endpoints.health.disk-space.enabled", false),
            Map.entry("endpoints.prometheus.enabled", true),
            Map.entry("endpoints.prometheus.sensitive", false));

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    @Override
    public void configure(ApplicationContextBuilder builder) {
        builder.propertySources(new MapPropertySource("service-kit", SETTINGS) {
            @Override
            public int getOrder() {
                return BELOW_ALL_OTHERS;
            }
        });
    }
}
