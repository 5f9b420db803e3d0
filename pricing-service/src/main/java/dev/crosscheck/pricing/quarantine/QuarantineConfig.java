package dev.crosscheck.pricing.quarantine;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.math.BigDecimal;

/** What a source is trusted with, as {@link Thresholds} has it. Prefix: {@code crosscheck.quarantine}. */
@ConfigurationProperties("crosscheck.quarantine")
record QuarantineConfig(
        BigDecimal trustedMove,
        BigDecimal trustedOtherMove,
        BigDecimal unitTolerance,
        BigDecimal lowestPrice,
        BigDecimal highestPrice,
        BigDecimal outOfLine,
        BigDecimal contradiction,
        BigDecimal otherContradiction,
        BigDecimal condition) {

    /** The thresholds as they were configured. */
    @Factory
    static final class Configured {

        @Bean
        @Singleton
        Thresholds thresholds(QuarantineConfig config) {
            return new Thresholds(
                    config.trustedMove(),
                    config.trustedOtherMove(),
                    config.unitTolerance(),
                    config.lowestPrice(),
                    config.highestPrice(),
                    config.outOfLine(),
                    config.contradiction(),
                    config.otherContradiction(),
                    config.condition());
        }
    }
}
