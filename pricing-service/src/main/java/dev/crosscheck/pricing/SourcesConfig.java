package dev.crosscheck.pricing;

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
 * Which sources are of which kind, besides those that the standard policy names. Prefix: {@code
 * crosscheck.sources}.
 *
 * @param kinds source id to kind of source, such as {@code provider-list}
 */
@ConfigurationProperties("crosscheck.sources")
record SourcesConfig(
        @Nullable @MapFormat(keyFormat = StringConvention.RAW, transformation = MapFormat.MapTransformation.FLAT)
        Map<String, String> kinds) {

    /** The policy as it was configured. */
    @Factory
    static final class Policies {

        @Bean
        @Singleton
        SourcePolicy policy(SourcesConfig config) {
            return config.kinds() == null
                    ? SourcePolicy.standard()
                    : SourcePolicy.standard().with(config.kinds());
        }
    }
}
