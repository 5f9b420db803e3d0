package dev.crosscheck.catalog.model;

import dev.crosscheck.event.SourcePolicy;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe. Prefix: {@code crosscheck.sources}.
 *
 * @param ranks source id to rank, 1 to 99, lower wins
 */
@ConfigurationProperties("crosscheck.sources")
record SourcesConfig(
        @Nullable @MapFormat(keyFormat = StringConvention.RAW, transformation = MapFormat.MapTransformation.FLAT)
        Map<String, Integer> ranks) {

    /** The policy as it was configured. */
    @Factory
    static final class Policies {

        @Bean
        @Singleton
        SourcePolicy policy(SourcesConfig config) {
            return new SourcePolicy(config.ranks() == null ? Map.of() : config.ranks());
        }
    }
}
