package dev.crosscheck.comparison.page;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of two to six models, complete: every sentence, every number, and the facts behind them.
 *
 * @param models      in the order of the columns; for a pair, by id
 * @param title       such as "Llama 3.1 8B Instruct vs Llama 3.2 1B Instruct"
 * @param verdict     one sentence, derived from the rows of the page
 * @param summary     what a reader in a hurry needs
 * @param reviewedOn  the day of the newest fact used, in UTC; null if no fact is known
 * @param oldestFact  a sentence that names the oldest fact used and its day; null if no fact is known
 * @param outcome     what the page decided, for programs and for telling a change in substance
 * @param sections    in reading order; one with nothing true to say is not here
 * @param evidence    every fact a claim refers to, by id, sorted
 */
public record Page(
        List<PageModel> models,
        String title,
        Claim verdict,
        List<Claim> summary,
        @Nullable LocalDate reviewedOn,
        @Nullable Claim oldestFact,
        Outcome outcome,
        List<Section> sections,
        Map<String, Evidence> evidence) {

    /**
     * Raised whenever the same facts would give other bytes, those of readers or those that are stored; stored pages of
     * another version are recomputed.
     */
    public static final int TEMPLATE_VERSION = 11;

    /** A model as a page's head names it. */
    public record PageModel(String id, String name) {}
}
