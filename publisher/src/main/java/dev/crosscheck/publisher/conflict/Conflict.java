package dev.crosscheck.publisher.conflict;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Two sources that disagree on one thing.
 *
 * @param what       such as {@code openrouter input} or {@code contextTokens}
 * @param shown      the value that readers see
 * @param by         whose it is
 * @param rule       why it was chosen
 * @param other      what the other one says
 * @param otherBy    who says it
 * @param apart      by how much, as a share of the larger value; null where that has no meaning
 */
public record Conflict(
        String model,
        String what,
        String shown,
        String by,
        Instant observedAt,
        @Nullable String rule,
        String other,
        String otherBy,
        Instant otherObservedAt,
        @Nullable BigDecimal apart) {}
