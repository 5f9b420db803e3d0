package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page decided, without its words. Two pages with equal outcomes differ in wording or dates only.
 *
 * @param verdict       the kind of answer
 * @param winner        id of the dominating model; null unless the verdict is {@code DOMINATES}
 * @param cheaper       id of the model that is cheaper at the stated traffic; null if equal or not known
 * @param blended       cheapest blended price of each priced model, by id
 * @param monthlyCost   US dollars at the stated traffic of each priced model, by id
 * @param leaders       id of the model that leads, by comparable benchmark and setting; a tie is not here
 * @param missing       the kinds of fact that were missing for a full answer, sorted
 */
public record Outcome(
        Verdict verdict,
        @Nullable String winner,
        @Nullable String cheaper,
        Map<String, UsdPerMtok> blended,
        Map<String, BigDecimal> monthlyCost,
        Map<String, String> leaders,
        List<String> missing) {

    /** The kind of answer that the rows of a page allow. */
    public enum Verdict {
        /** No worse on every comparable row, better on at least one. */
        DOMINATES,
        /** Each side wins something. */
        TRADE_OFF,
        /** Compared, and equal on every comparable row. */
        EQUIVALENT,
        NOT_ENOUGH_EVIDENCE
    }
}
