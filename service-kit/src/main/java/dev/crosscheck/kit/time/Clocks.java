package dev.crosscheck.kit.time;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The one clock of a service. */
@Factory
final class Clocks {

    /** In steps of a microsecond, as PostgreSQL keeps time: what is read back equals what was written. */
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
