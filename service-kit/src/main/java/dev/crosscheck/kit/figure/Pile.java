package dev.crosscheck.kit.figure;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has piled up somewhere.
 *
 * @param size   how many there are
 * @param oldest since when the oldest of those that somebody waits for is there; empty if there is none
 */
public record Pile(long size, Optional<Instant> oldest) {

    /** @param oldest null if there is none */
    public static Pile of(long size, @Nullable Instant oldest) {
        return new Pile(size, Optional.ofNullable(oldest));
    }
}
