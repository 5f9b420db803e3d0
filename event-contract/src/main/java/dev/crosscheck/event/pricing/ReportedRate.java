package dev.crosscheck.event.pricing;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.InvalidEventException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One price of an offer, in the unit of its event.
 *
 * @param component       what is paid for
 * @param amount          the price; a JSON number or a string
 * @param tier            null for the standard one
 * @param minPromptTokens the whole request has this price once its prompt is longer than this many
 *                        tokens: a cliff, not a bracket; null for from the first token
 * @param window          null for all day
 */
public record ReportedRate(
        Component component,
        BigDecimal amount,
        @Nullable ServiceTier tier,
        @Nullable Long minPromptTokens,
        @Nullable UtcWindow window) {

    public ReportedRate {
        requireNonNull(component, "component");
        requireNonNull(amount, "amount");
        if (amount.signum() < 0) {
            throw new InvalidEventException(
                    "rates.amount", amount, "0 or more; a price that varies has terms \"varies\"");
        }
        if (minPromptTokens != null && minPromptTokens < 1) {
            throw new InvalidEventException("rates.minPromptTokens", minPromptTokens, "at least 1");
        }
    }
}
