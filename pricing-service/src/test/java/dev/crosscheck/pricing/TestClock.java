package dev.crosscheck.pricing;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * It is always noon on the first of June, unless a test moves the time: what a test records is the same
 * whenever it runs.
 */
@Singleton
@Replaces(Clock.class)
public final class TestClock extends Clock {

    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(NOW, zone);
    }

    private volatile Instant now = NOW;

    public void moveTo(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
