package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.page.Traffic;
import dev.crosscheck.event.catalog.ModelField;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do with a model.
 *
 * @param traffic       tokens a month
 * @param cachedShare   of the input tokens, how many are read from the provider's cache: 0 to 1
 * @param needsContext  tokens of prompt and answer that a route must serve at least; null for any
 * @param needs         capabilities that a route must have
 */
public record Workload(
        Traffic traffic, BigDecimal cachedShare, @Nullable Long needsContext, Set<ModelField> needs) {

    private static final int MAX_DECIMALS = 6;

    public Workload {
        if (cachedShare.signum() < 0
                || cachedShare.compareTo(BigDecimal.ONE) > 0
                || cachedShare.scale() > MAX_DECIMALS) {
            throw new IllegalArgumentException(
                    "cachedShare: " + cachedShare + " (expected: 0 to 1, at most " + MAX_DECIMALS + " decimals)");
        }
        if (needsContext != null && needsContext < 1) {
            throw new IllegalArgumentException("needsContext: " + needsContext + " (expected: at least 1)");
        }
        for (ModelField need : needs) {
            if (!ModelField.CAPABILITIES.contains(need)) {
                throw new IllegalArgumentException("needs: " + need.id() + " (expected: some of "
                        + ModelField.CAPABILITIES.stream().map(ModelField::id).toList() + ")");
            }
        }
        needs = Set.copyOf(needs);
    }
}
