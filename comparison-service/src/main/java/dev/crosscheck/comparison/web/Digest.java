package dev.crosscheck.comparison.web;

import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What figures and neighbours need of a model: the few numbers that place it among all others.
 *
 * @param maker      null if not known
 * @param blended    cheapest blended price of one live route, at the mix that pages use; null if none is priced
 * @param parameters all of them; null if not known
 * @param scores     by benchmark and setting
 */
record Digest(
        String id,
        String name,
        @Nullable String maker,
        @Nullable UsdPerMtok blended,
        @Nullable BigDecimal parameters,
        Map<ScoreKey, BigDecimal> scores) {

    Digest {
        scores = Map.copyOf(scores);
    }

    /** What must be equal for two scores to compare. */
    record ScoreKey(String benchmark, String name, Unit unit, Better better, Setting setting) {}
}
