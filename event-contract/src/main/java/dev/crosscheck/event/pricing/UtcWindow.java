package dev.crosscheck.event.pricing;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.InvalidEventException;
import java.time.LocalTime;

/**
 * A part of each day, in UTC. It may run past midnight.
 *
 * @param from  first minute in
 * @param until first minute out
 */
public record UtcWindow(LocalTime from, LocalTime until) {
    public UtcWindow {
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        if (from.equals(until)) {
            throw new InvalidEventException("window.until", until, "another time than from");
        }
    }
}
