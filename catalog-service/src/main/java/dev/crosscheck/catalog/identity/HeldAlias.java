package dev.crosscheck.catalog.identity;

import java.time.Instant;

/**
 * What is held of a spelling.
 *
 * @param model      id of the model
 * @param linked     false if somebody has said that the spelling does not mean this model
 * @param observedAt when that was said
 */
public record HeldAlias(String model, boolean linked, Instant observedAt) {}
