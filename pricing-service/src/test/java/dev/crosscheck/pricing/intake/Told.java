package dev.crosscheck.pricing.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came.
 *
 * @param batch      null if it came alone
 * @param event      what it says
 * @param recordedAt when it was recorded first
 */
record Told(String id, @Nullable String batch, Object event, Instant recordedAt) {}
